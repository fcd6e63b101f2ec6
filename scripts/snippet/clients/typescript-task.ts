import type { Argument, Client, Snippet } from '../client.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Place, Plan, Reading } from '../types.ts';
import { why } from '../why.ts';
import { access, functionName, literal, report, showType, shown, shownIn, sleepLine, unlike, waits } from './typescript.ts';
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

const at = ([, ...rest]: Place, known: readonly Place[]): string => access('result', rest, known);

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
    fact(`if (${unlike(plan.recognition.signs, at)}) return result;`),
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
  const read = ({ place }: Reading): string => at(place, shownIn(plan, place[0] ?? ''));
  const failure = `throw new Error(${report(plan, read)});`;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, fact(failure)];
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
