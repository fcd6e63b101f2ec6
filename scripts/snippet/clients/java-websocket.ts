import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { depth, reaction, textsOf, wholeSeconds } from './java-reaction.ts';
import { access, asText, differs, functionName, ifAny, parameters, signature, text, whole } from './java.ts';

/** `WebSocket` of `java.net.http`, with Jackson for JSON. */
export const javaWebsocket: Client = {
  id: 'java-websocket',
  title: 'Java, java.net.http.WebSocket',
  language: 'java',
  languageTitle: 'Java',
  extension: 'java',
  transports: ['websocket'],
  libraries: ['com.fasterxml.jackson.core:jackson-databind'],
  snippet,
};

const heading = 'record Session(LinkedBlockingQueue<String> all, StringBuilder text) implements WebSocket.Listener {';

/** A message may come in parts; whole ones go to whoever waits. */
const listener: readonly Line[] = [
  '@Override',
  'public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {',
  '  text.append(part);',
  '  if (isLast) {',
  '    all.add(text.toString());',
  '    text.setLength(0);',
  '  }',
  '  return WebSocket.Listener.super.onText(socket, part, isLast);',
  '}',
];

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call } = plan;
  const { signs } = plan.recognition;
  if (signs.some(({ place }) => place[0] !== 'body')) return undefined;
  const refresh = policy.kind === 'refresh';
  const isLoop = refresh || policy.kind === 'retry';
  const again = plan.reconnect && isLoop;
  const takes: Argument[] = [{ kind: refresh ? 'message' : 'input' }, ...demanded(plan)];
  const at = depth(plan);
  const url = `URI.create(System.getenv("API_URL")${call.channel === undefined ? '' : ` + ${text(call.channel)}`})`;
  const opened = open(again);
  const node = (place: readonly string[]): string => access('json', place.slice(1));
  const lines: Line[] = [
    ...(again ? opened : []),
    `socket.sendText(${refresh ? 'message.apply(token)' : 'body'}, true).join();`,
    'String answer = answers.all.take();',
    'var json = new ObjectMapper().readTree(answer);',
    ...ifAny(
      signs.map((sign) => differs(node(sign.place), sign)),
      at,
    ),
    '  return answer;',
    '}',
    ...reaction(plan, {
      read: ({ place, types }) => asText(node(place), types),
      number: ({ place }, otherwise) => wholeSeconds('json', place.slice(1), otherwise),
      list: ({ place }) => textsOf(node(place)),
      result: 'answer',
      refresh: [fact('token = refreshToken.get();')],
    }),
  ];
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const before: Line[] = [
    `URI url = ${url};`,
    ...when(refresh, 'String token = System.getenv("API_TOKEN");'),
    'var answers = new Session(new LinkedBlockingQueue<>(), new StringBuilder());',
    ...(again ? [] : opened),
  ];
  const body = isLoop ? ['for (int attempt = 1; ; attempt++) {', ...indent(lines, '  '), '}'] : lines;
  const head = signature('String', functionName(plan), given, 'Exception');
  const members = [...head, ...indent([...before, ...body], '  '), '}', '', ...listener];
  return { ...joined(whole(plan, members, [heading])), entry: { name: functionName(plan), takes } };
}

/** Opens a connection: once, or anew for each attempt. */
const open = (again: boolean): Line[] => {
  const line = 'var socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(url, answers).join();';
  return [again ? fact(line) : line];
};
