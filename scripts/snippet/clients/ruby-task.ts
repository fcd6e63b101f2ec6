import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { joined } from '../lines.ts';
import type { Plan } from '../types.ts';
import { functionName, matching, method, parameters, reaction, readsError } from './ruby.ts';

/** Results of tasks in Ruby, however they are fetched: the caller starts the task and waits for what is stored. */
export const rubyTask: Client = {
  id: 'ruby-task',
  title: 'Ruby',
  language: 'ruby',
  languageTitle: 'Ruby',
  extension: 'rb',
  transports: ['task-result'],
  libraries: [],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, recognition } = plan;
  const [slot] = recognition.signs[0]?.place ?? [];
  if (slot === undefined) return undefined;
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const does = reaction(plan, 'result', 'refresh_token.call', loop ? 6 : 4);
  const lines = [
    'result = run.call',
    ...matching(plan, new Map([[slot, 'result']]), readsError(plan), does, {
      pass: loop ? 'return result' : 'result',
      leave: 'return result',
    }),
  ];
  return { ...joined(method(plan, given, [], lines)), entry: { name: functionName(plan), takes } };
}
