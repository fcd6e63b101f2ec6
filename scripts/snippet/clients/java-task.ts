import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, joined } from '../lines.ts';
import type { Plan } from '../types.ts';
import { depth, reaction, textsOf, wholeSeconds } from './java-reaction.ts';
import { access, asText, differs, file, functionName, ifAny, parameters, signature } from './java.ts';

/** Results of tasks in Java: the caller starts the task and waits for what is stored. */
export const javaTask: Client = {
  id: 'java-task',
  title: 'Java',
  language: 'java',
  languageTitle: 'Java',
  extension: 'java',
  transports: ['task-result'],
  libraries: ['com.fasterxml.jackson.core:jackson-databind'],
  snippet,
};

function snippet(plan: Plan): Snippet {
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const node = (place: readonly string[]): string => access('result', place.slice(1));
  const lines = [
    'JsonNode result = run.call();',
    ...ifAny(
      plan.recognition.signs.map((sign) => differs(node(sign.place), sign)),
      depth(plan),
    ),
    '  return result;',
    '}',
    ...reaction(plan, {
      read: ({ place, types }) => asText(node(place), types),
      number: ({ place }, otherwise) => wholeSeconds('result', place.slice(1), otherwise),
      list: ({ place }) => textsOf(node(place)),
      result: 'result',
      refresh: [fact('refreshToken.get();')],
    }),
  ];
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const head = signature('JsonNode', functionName(plan), given, 'Exception');
  return { ...joined(file(plan, head, [], lines)), entry: { name: functionName(plan), takes } };
}
