import type { Argument, Client, Snippet } from '../client.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan, Reading } from '../types.ts';
import { access, differs, functionName, literal, report, showType, shown, sleepLine, waits } from './typescript.ts';
import { wrapped } from './typescript-format.ts';

/** Results of tasks, however they are fetched: the caller starts the task and waits for what is stored. */
export const typescriptTask: Client = {
  id: 'typescript-task',
  title: 'TypeScript',
  language: 'typescript',
  languageTitle: 'TypeScript',
  extension: 'ts',
  transports: ['task-result'],
  libraries: [],
  snippet,
};

const read = ({ place: [, ...rest] }: Reading): string => access('result', rest);
const at = (place: Reading['place']): Reading => ({ name: '', place, types: [], always: true });

function snippet(plan: Plan): Snippet {
  const { policy } = plan;
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const takes: Argument[] = [
    { kind: 'run' },
    ...when(policy.kind === 'refresh', { kind: 'refresh' } as const),
    ...when(policy.kind === 'retry' && plan.ask, { kind: 'done' } as const),
    ...when(policy.kind === 'show', { kind: 'show' } as const),
    ...when(policy.kind === 'note', { kind: 'note' } as const),
  ];
  const parameters: Record<string, string> = {
    run: 'run: () => Promise<any>',
    refresh: 'refreshToken: () => Promise<string>',
    done: 'isDone: () => Promise<boolean>',
    show: showType,
    note: 'note: (warning: string) => void',
  };
  const body: Line[] = [
    'const result = await run();',
    fact(`if (${plan.recognition.signs.map((sign) => differs(read(at(sign.place)), sign)).join(' || ')}) return result;`),
    ...reaction(plan),
  ];
  const lines: Line[] = [
    ...when(policy.kind === 'retry' && policy.wait.kind !== 'none', sleepLine, ''),
    `export async function ${functionName(plan)}(${takes.map(({ kind }) => parameters[kind]).join(', ')}): Promise<unknown> {`,
    ...indent(loop ? ['for (let attempt = 1; ; attempt += 1) {', ...indent(body, '  '), '}'] : body, '  '),
    '}',
  ];
  return { ...joined(wrapped(lines)), entry: { name: functionName(plan), takes } };
}

function reaction(plan: Plan): Line[] {
  const { policy } = plan;
  const failure = `throw new Error(${report(plan, read)});`;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [fact(failure)];
    case 'show':
      return [fact(`show(${shown(plan, read).join(', ')});`), 'return undefined;'];
    case 'note':
      return [fact(`note(${literal(plan.code)});`), 'return result;'];
    case 'refresh':
      return [`if (attempt === 2) ${failure}`, fact('await refreshToken();')];
    case 'retry':
      return [
        fact(`if (attempt === ${String(policy.attempts)}) ${failure}`),
        ...waits(policy.wait, read),
        ...when(plan.ask, '// The failed attempt may have been carried out.', fact('if (await isDone()) return result;')),
      ];
  }
}
