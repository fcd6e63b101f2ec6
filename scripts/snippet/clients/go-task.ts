import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, joined } from '../lines.ts';
import type { Plan } from '../types.ts';
import { messageOf } from './go-message.ts';
import { file, functionName, needed, parameters, passOn, reaction } from './go.ts';

/** Results of tasks in Go: the caller starts the task and waits for what is stored. */
export const goTask: Client = {
  id: 'go-task',
  title: 'Go',
  language: 'go',
  languageTitle: 'Go',
  extension: 'go',
  transports: ['task-result'],
  libraries: [],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy } = plan;
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const { signs } = plan.recognition;
  const message = messageOf(plan, signs, needed(plan));
  if (!message) return undefined;
  const lines = [
    'data, err := run()',
    ...message.declaration,
    ...passOn(['json.Unmarshal(data, &failure) != nil', ...signs.map((sign) => message.differs(sign))], 'data'),
    ...reaction(plan, ({ place }) => message.read(place), {
      result: 'data',
      refresh: [fact('if _, err := refreshToken(); err != nil {'), '\treturn nil, err', '}'],
    }),
  ];
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const head = `func ${functionName(plan)}(${given.join(', ')}) (json.RawMessage, error)`;
  const whole = file(head, lines, policy.kind === 'retry' || policy.kind === 'refresh');
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}
