import { javaHttp } from '../clients/java-http.ts';
import { javaTask } from '../clients/java-task.ts';
import { javaWebsocket } from '../clients/java-websocket.ts';
import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import { flat } from './doc.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { fromJackson, inBody, json, withFields } from './java-ways.ts';
import { condition, inner, set } from './java-lines.ts';
import { settled, stateOf } from './java-settle.ts';
import { file } from './java.ts';
import type { Ways } from './java-lines.ts';
import { isFatal, isHooked, isRepeated, requestOf, toldPlaces } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

function writeHttp(plan: HandlerPlan): Handler {
  const body = inBody('error', plan);
  const ways: Ways = {
    ...body,
    at: (place) =>
      place[0] === 'headers'
        ? `header(response, ${text(place[1] ?? '')})`
        : place[0] === 'status'
          ? 'response.statusCode()'
          : body.at(place),
    isText: ([slot]) => slot === 'headers',
    message: ['HttpResponse<?> response', 'JsonNode error'],
    helpers: [
      '',
      'private static String header(HttpResponse<?> response, String name) {',
      '  return response.headers().firstValue(name).orElse("");',
      '}',
      ...body.helpers,
    ],
    imports: [...fromJackson, 'java.net.URI', 'java.net.http.HttpClient', 'java.net.http.HttpRequest', 'java.net.http.HttpResponse'],
  };
  const call = 'String method, String path, String contentType, String body';
  const code = file(plan, ways, (parts) => {
    const reads = /\berror\b/.test([parts.codeOf, parts.reactionTo, parts.trace ?? ''].join(' '));
    return [
      '/**',
      ' * Sends a request, and again where that helps.',
      ' *',
      ` * @return the response${plan.kinds.has('show') ? '; null where the user was shown what is wrong' : ''}`,
      ' * @throws IllegalStateException that names the code, also one that nobody knows',
      ' */',
      ...(isHooked(plan)
        ? ['static HttpResponse<String> send(', `    Hooks hooks, ${call})`]
        : [`static HttpResponse<String> send(${call})`]),
      '    throws IOException, InterruptedException {',
      ...inner([
        ...stateOf(plan, 'method.equals("POST") || method.equals("PATCH")'),
        'while (true) {',
        ...inner([
          'HttpRequest request =',
          '    HttpRequest.newBuilder(URI.create(System.getenv("API_URL") + path))',
          '        .header("Content-Type", contentType)',
          ...when(plan.kinds.has('refresh'), '        .header("Authorization", "Bearer " + state.token)'),
          '        .method(method, HttpRequest.BodyPublishers.ofString(body))',
          '        .build();',
          'HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());',
          ...when(!plan.lax, 'if (response.statusCode() < 300) {', '  return response;', '}'),
          ...when(reads, 'JsonNode error = parsed(response.body());'),
          `String code = ${parts.codeOf};`,
          ...when(
            plan.lax,
            ...condition(
              [
                'response.statusCode() < 300',
                '!CODES.contains(code)',
                ...toldPlaces(plan).map((place) => `List.of("", "0").contains(text(${flat(ways.at(place))}))`),
              ],
              'return response;',
            ),
          ),
          'if (code.isEmpty()) {',
          '  code = "HTTP " + response.statusCode();',
          '}',
          ...settled(plan, parts, 6, { KEEP: 'return response;', SHOWN: 'return null;' }),
        ]),
        '}',
      ]),
      '}',
    ];
  });
  return { code: withFields(code, ['private static final HttpClient CLIENT = HttpClient.newHttpClient();', json]), entry: 'send' };
}

/** Whole handlers over `java.net.http`. */
export const javaHttpHandler: HandlerWriter = {
  client: javaHttp,
  write: writeHttp,
  takes: requestOf,
};

function writeTask(plan: HandlerPlan): Handler {
  const ways = inBody('result', plan);
  const code = file(plan, { ...ways, imports: [...ways.imports, 'java.util.concurrent.Callable'] }, (parts) => [
    `/** Runs a task, and again where that helps.${plan.kinds.has('show') ? ' Null: the user was shown what is wrong.' : ''} */`,
    `static JsonNode runTask(${isHooked(plan) ? 'Hooks hooks, ' : ''}Callable<JsonNode> run) throws Exception {`,
    ...inner([
      ...stateOf(plan, 'true'),
      'while (true) {',
      ...inner([
        'JsonNode result = run.call();',
        `String code = ${parts.codeOf};`,
        'if (code.isEmpty()) {',
        '  return result;',
        '}',
        ...settled(plan, parts, 6, { KEEP: 'return result;', SHOWN: 'return null;' }),
      ]),
      '}',
    ]),
    '}',
  ]);
  return { code: withFields(code, [json]), entry: 'runTask' };
}

/** Whole handlers of task results in Java. */
export const javaTaskHandler: HandlerWriter = {
  client: javaTask,
  write: writeTask,
  takes: (plan) => [...when(isHooked(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};

function writeWebsocket(plan: HandlerPlan): Handler {
  const ways = inBody('error', plan);
  const refresh = plan.kinds.has('refresh');
  const several = plan.channels.length > 1;
  const called = isHooked(plan) && (plan.kinds.size > 1 || !plan.kinds.has('stop'));
  const path = several ? ' + channel' : plan.channel === undefined ? '' : ` + ${text(plan.channel)}`;
  const imports = [
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.WebSocket',
    'java.util.concurrent.BlockingQueue',
    'java.util.concurrent.CompletionStage',
    'java.util.concurrent.LinkedBlockingQueue',
    'java.util.concurrent.TimeUnit',
    'java.util.function.UnaryOperator',
  ];
  const code = file(plan, { ...ways, imports: [...ways.imports, ...imports] }, (parts) => [
    '/** Sends a message, and again where that helps; gives the first answer that is no error. */',
    ...set(
      {
        open: 'static String converse(',
        items: [
          ...when(called, 'Hooks hooks'),
          ...when(several, 'String channel'),
          refresh ? 'UnaryOperator<String> message' : 'String message',
        ],
        close: ') throws Exception {',
      },
      0,
    ),
    ...inner([
      ...stateOf(plan, 'true'),
      `URI url = URI.create(System.getenv("API_URL")${path});`,
      'Answers answers = new Answers(new LinkedBlockingQueue<>(), new StringBuilder());',
      'WebSocket socket = CLIENT.newWebSocketBuilder().buildAsync(url, answers).join();',
      'while (true) {',
      ...inner([
        `socket.sendText(${refresh ? 'message.apply(state.token)' : 'message'}, true).join();`,
        'String answer = answers.all().poll(30, TimeUnit.SECONDS);',
        'JsonNode error = parsed(answer);',
        `String code = ${parts.codeOf};`,
        'if (code.isEmpty()) {',
        '  return answer;',
        '}',
        ...settled(plan, parts, 6, { KEEP: 'return answer;', SHOWN: 'return null;' }),
        ...when(
          isRepeated(plan) && isFatal(plan),
          ...ended(plan),
          '  socket.abort(); // the session is over',
          '  socket = CLIENT.newWebSocketBuilder().buildAsync(url, answers).join();',
          '}',
        ),
      ]),
      '}',
    ]),
    '}',
    '',
    'private record Answers(BlockingQueue<String> all, StringBuilder text)',
    '    implements WebSocket.Listener {',
    ...inner([
      '@Override',
      'public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {',
      ...inner([
        'text.append(part);',
        'if (isLast) {',
        '  all.add(text.toString());',
        '  text.setLength(0);',
        '}',
        'return WebSocket.Listener.super.onText(socket, part, isLast);',
      ]),
      '}',
    ]),
    '}',
  ]);
  return { code: withFields(code, ['private static final HttpClient CLIENT = HttpClient.newHttpClient();', json]), entry: 'converse' };
}

/** The head of what follows an error that ended the connection. */
export function ended(plan: HandlerPlan): string[] {
  const [first = '', second] = [
    ...when(plan.kinds.has('retry'), 'asked instanceof Retry retry && retry.fatal()'),
    ...when(plan.kinds.has('refresh'), 'asked instanceof Refresh fresh && fresh.fatal()'),
  ];
  return second === undefined ? [`if (${first}) {`] : [`if (${first}`, `    || ${second}) {`];
}

/** Whole handlers over the WebSocket of `java.net.http`. */
export const javaWebsocketHandler: HandlerWriter = {
  client: javaWebsocket,
  write: writeWebsocket,
  takes: (plan, { call: { channel = '' } }) => [
    ...when(isHooked(plan) && (plan.kinds.size > 1 || !plan.kinds.has('stop')), { kind: 'hooks' } as const),
    ...when(plan.channels.length > 1, { kind: 'value', value: channel } as const),
    { kind: plan.kinds.has('refresh') ? 'message' : 'input' },
  ],
};
