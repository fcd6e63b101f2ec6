import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { functionName, neededOf, showType, sleepLine } from './typescript.ts';
import { messageType } from './typescript-message.ts';
import { handled } from './typescript-result.ts';
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

function snippet(plan: Plan): Snippet {
  const { policy } = plan;
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const { lines: message, type } = messageType('Outcome', plan, plan.recognition.signs, neededOf(plan));
  const isTyped = message.length > 0;
  const result = !isTyped ? 'unknown' : policy.kind === 'show' ? 'Outcome | undefined' : 'Outcome';
  const parameters: Record<string, string> = {
    run: `run: () => Promise<${type}>`,
    refresh: 'refreshToken: () => Promise<string>',
    done: 'isDone: () => Promise<boolean>',
    show: showType,
    note: 'note: (warning: string) => void',
  };
  const body: Line[] = ['const result = await run();', ...handled(plan, [fact('await refreshToken();')], [], isTyped)];
  const lines: Line[] = [
    ...message,
    ...when(policy.kind === 'retry' && policy.wait.kind !== 'none', sleepLine, ''),
    `export async function ${functionName(plan)}(${takes.map(({ kind }) => parameters[kind]).join(', ')}): Promise<${result}> {`,
    ...indent(loop ? ['for (let attempt = 1; ; attempt += 1) {', ...indent(body, '  '), '}'] : body, '  '),
    '}',
  ];
  return { ...joined(wrapped(lines)), entry: { name: functionName(plan), takes } };
}
