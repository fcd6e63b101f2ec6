import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { joined } from '../lines.ts';
import type { Plan } from '../types.ts';
import { answer, below, file, functionName, isLoop, parameters, passOn, reaction, wordings } from './rust.ts';
import type { Ways } from './rust.ts';

/** Results of tasks in Rust: the caller starts the task and waits for what is stored. */
export const rustTask: Client = {
  id: 'rust-task',
  title: 'Rust',
  language: 'rust',
  languageTitle: 'Rust',
  extension: 'rs',
  transports: ['task-result'],
  libraries: ['serde_json', 'tokio'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { recognition, example } = plan;
  if (recognition.signs.length === 0) return undefined;
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const ways: Ways = {
    at: ([slot, ...rest]) => below('answer', rest, example[slot ?? '']),
    result: answer(plan, 'answer'),
    depth: isLoop(plan) ? 2 : 1,
  };
  const { lines, tests } = wordings(recognition.signs, ways);
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const whole = file(
    plan,
    given,
    'Value',
    [],
    ['let answer = run().await?;', ...lines, ...passOn(tests, ways), ...reaction(plan, ways, 'refresh_token().await?;')],
  );
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}
