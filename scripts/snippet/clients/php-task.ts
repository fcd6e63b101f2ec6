import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { joined } from '../lines.ts';
import type { Plan } from '../types.ts';
import { file, functionName, parameters, passOn, reaction, reader } from './php.ts';

/** Results of tasks in PHP, however they are fetched: the caller starts the task and waits for what is stored. */
export const phpTask: Client = {
  id: 'php-task',
  title: 'PHP',
  language: 'php',
  languageTitle: 'PHP',
  extension: 'php',
  transports: ['task-result'],
  libraries: [],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, recognition } = plan;
  if (recognition.signs.length === 0) return undefined;
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const depth = policy.kind === 'retry' || policy.kind === 'refresh' ? 8 : 4;
  const read = reader('$result');
  const lines = [
    '$result = $run();',
    ...passOn(recognition.signs, read, '$result', depth),
    ...reaction(plan, read, '$result', '$refreshToken();', depth),
  ];
  return {
    ...joined(file(plan, given, policy.kind === 'show' ? '?array' : 'array', [], lines)),
    entry: { name: functionName(plan), takes },
  };
}
