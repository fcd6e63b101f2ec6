import { javaHttp } from '../clients/java-http.ts';
import { javaSocketio } from '../clients/java-socketio.ts';
import { javaTask } from '../clients/java-task.ts';
import { javaWebsocket } from '../clients/java-websocket.ts';
import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import type { Place } from '../types.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { jackson, orgJson } from './java-helpers.ts';
import { below, file, inner, set, settled, stateOf } from './java.ts';
import type { Ways } from './java.ts';
import { isFatal, isHooked, isRepeated, pathOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

const json = 'private static final ObjectMapper JSON = new ObjectMapper();';
const [fromJackson, fromOrg] = [
  ['com.fasterxml.jackson.databind.JsonNode', 'com.fasterxml.jackson.databind.ObjectMapper', 'com.fasterxml.jackson.databind.node.MissingNode'],
  ['org.json.JSONArray', 'org.json.JSONObject'],
];

const inBody = (root: string): Ways => ({
  at: ([, ...rest]: Place) => below(root, rest),
  isText: () => false,
  message: [`JsonNode ${root}`],
  node: 'JsonNode',
  helpers: jackson,
  imports: fromJackson,
});

function writeHttp(plan: HandlerPlan): Handler {
  const body = inBody('error');
  const ways: Ways = {
    ...body,
    at: (place) =>
      place[0] === 'headers' ? `header(response, ${text(place[1] ?? '')})` : place[0] === 'status' ? 'response.statusCode()' : body.at(place),
    isText: ([slot]) => slot === 'headers',
    message: ['HttpResponse<?> response', 'JsonNode error'],
    helpers: [
      '',
      'private static String header(HttpResponse<?> response, String name) {',
      '  return response.headers().firstValue(name).orElse("");',
      '}',
      ...jackson,
    ],
    imports: [...fromJackson, 'java.net.URI', 'java.net.http.HttpClient', 'java.net.http.HttpRequest', 'java.net.http.HttpResponse'],
  };
  const code = file(plan, ways, (parts) => {
    const reads = /\berror\b/.test([parts.codeOf, parts.reactionTo, parts.trace ?? ''].join(' '));
    return [
      '/**',
      ' * Sends a request, and again where that helps.',
      ' *',
      ` * @return the response${plan.kinds.has('show') ? '; null where the user was shown what is wrong' : ''}`,
      ' * @throws IllegalStateException that names the code, also one that nobody knows',
      ' */',
      `static HttpResponse<String> send(${isHooked(plan) ? 'Hooks hooks, ' : ''}String method, String path, String body)`,
      '    throws IOException, InterruptedException {',
      ...inner([
        ...stateOf(plan, 'method.equals("POST") || method.equals("PATCH")'),
        'while (true) {',
        ...inner([
          'HttpRequest request =',
          '    HttpRequest.newBuilder(URI.create(System.getenv("API_URL") + path))',
          '        .header("Content-Type", "application/json")',
          ...when(plan.kinds.has('refresh'), '        .header("Authorization", "Bearer " + state.token)'),
          '        .method(method, HttpRequest.BodyPublishers.ofString(body))',
          '        .build();',
          'HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());',
          ...when(!plan.lax, 'if (response.statusCode() < 300) {', '  return response;', '}'),
          ...when(reads, 'JsonNode error = parsed(response.body());'),
          `String code = ${parts.codeOf};`,
          ...when(plan.lax, 'if (response.statusCode() < 300 && !CODES.contains(code)) {', '  return response;', '}'),
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

/** Puts fields that the class uses at its beginning. */
function withFields(code: string, fields: readonly string[]): string {
  const wanted = fields.filter((field) => {
    const name = / ([A-Z]+) =/.exec(field)?.[1] ?? '';
    return new RegExp(`\\b${name}\\.`).test(code);
  });
  const types = wanted.map((field) => / final (\w+) /.exec(field)?.[1] ?? '');
  const imports = [...fromJackson, 'java.net.http.HttpClient'].filter(
    (path) => types.includes(path.replace(/^.*\./, '')) && !code.includes(`import ${path};`),
  );
  const [head = '', ...rest] = code.split(/(?=^final class \w+ \{\n)/m);
  const [comment = '', ...lines] = head.trimEnd().split('\n');
  const sorted = [...lines, ...imports.map((path) => `import ${path};`)].toSorted();
  const body = rest.join('').replace('{\n', `{\n${wanted.map((field) => `  ${field}\n`).join('')}${wanted.length > 0 ? '\n' : ''}`);
  return `${[comment, ...sorted].join('\n')}\n\n${body}`;
}

/** Whole handlers over `java.net.http`. */
export const javaHttpHandler: HandlerWriter = {
  client: javaHttp,
  write: writeHttp,
  takes: (handler, plan) => [
    ...when(isHooked(handler), { kind: 'hooks' } as const),
    { kind: 'value', value: plan.call.method ?? 'POST' },
    { kind: 'value', value: pathOf(plan) },
    { kind: 'input' },
  ],
};

function writeTask(plan: HandlerPlan): Handler {
  const ways = inBody('result');
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
  const ways = inBody('error');
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
        items: [...when(called, 'Hooks hooks'), ...when(several, 'String channel'), refresh ? 'UnaryOperator<String> message' : 'String message'],
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
          `if (${ended(plan)}) {`,
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

/** True after an error that ended the connection. */
function ended(plan: HandlerPlan): string {
  const kinds = [...when(plan.kinds.has('retry'), 'asked instanceof Retry retry && retry.fatal()'), ...when(plan.kinds.has('refresh'), 'asked instanceof Refresh')];
  return kinds.join(' || ');
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

function writeSocketio(plan: HandlerPlan): Handler | undefined {
  // One name of an event tells errors from everything else; with several the handler would have to be told which one came.
  const [event, ...further] = plan.events;
  if (event === undefined || further.length > 0 || plan.channels.length > 1) return undefined;
  const refresh = plan.kinds.has('refresh');
  const namespace = plan.channel === undefined || plan.channel === '/' ? '' : ` + ${text(plan.channel)}`;
  const ways: Ways = {
    at: ([slot, ...rest]: Place) => below('args', slot === 'args' ? rest : ['0', ...rest]),
    isText: () => false,
    message: ['JSONArray args'],
    node: 'Object',
    helpers: orgJson,
    imports: [...fromOrg, 'io.socket.client.IO', 'io.socket.client.Socket', 'java.net.URI', 'java.util.Map'],
  };
  const state = isRepeated(plan);
  const anew = [...when(refresh, 'asked instanceof Refresh'), ...when(isFatal(plan) && plan.kinds.has('retry'), 'asked instanceof Retry retry && retry.fatal()')].join(' || ');
  const given = ['hooks', 'event', 'input', ...when(state, 'state')].join(', ');
  const code = file(plan, ways, (parts) => [
    '/** Emits an event, and again where that helps. */',
    'static void converse(Hooks hooks, String event, Object input) {',
    ...inner([...stateOf(plan, 'true'), `start(${given});`]),
    '}',
    '',
    `private static void start(Hooks hooks, String event, Object input${state ? ', State state' : ''}) {`,
    ...inner([
      ...(refresh
        ? ['IO.Options options =', '    IO.Options.builder().setAuth(Map.of("token", state.token)).setForceNew(true).build();']
        : ['IO.Options options = IO.Options.builder().setForceNew(true).build();']),
      `Socket socket = IO.socket(URI.create(System.getenv("API_URL")${namespace}), options);`,
      'socket.on(Socket.EVENT_CONNECT, connected -> socket.emit(event, input));',
      'socket.on(',
      `    ${text(event)},`,
      '    values -> {',
      '      try {',
      '        JSONArray args = new JSONArray(values);',
      `        String code = ${parts.codeOf};`,
      '        if (code.isEmpty()) {',
      '          return;',
      '        }',
      ...deeper4(settled(plan, parts, 12, { KEEP: 'return;', SHOWN: 'return;' })),
      ...when(
        state && anew !== '',
        `        if (${anew}) {`,
        '          socket.disconnect();',
        `          start(${given});`,
        '        } else {',
        '          socket.emit(event, input);',
        '        }',
      ),
      ...when(state && anew === '', '        socket.emit(event, input);'),
      '      } catch (Exception problem) {',
      '        hooks.report(problem);',
      '      }',
      '    });',
      'socket.connect();',
    ]),
    '}',
  ]);
  return { code, entry: 'converse' };
}

const deeper4 = (lines: readonly string[]): string[] => inner(inner(inner(inner(lines))));

/** Whole handlers with the Socket.IO client for Java. */
export const javaSocketioHandler: HandlerWriter = {
  client: javaSocketio,
  write: writeSocketio,
  takes: (_, { call: { event = 'message' } }) => [{ kind: 'hooks' }, { kind: 'value', value: event }, { kind: 'input' }],
};
