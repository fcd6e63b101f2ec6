import type { Argument, Client, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { why } from '../why.ts';
import type { Plan, Sign } from '../types.ts';
import { acknowledged } from './java-acknowledgement.ts';
import { list, number, parametersOf, read, unlike } from './java-org.ts';
import { assign, functionName, inMethod, report, shown, signature, text, waitMilliseconds, whole } from './java.ts';

/** The Java client of Socket.IO, which brings org.json along. */
export const javaSocketio: Client = {
  id: 'java-socketio',
  title: 'Java, Socket.IO',
  language: 'java',
  languageTitle: 'Java',
  extension: 'java',
  transports: ['socket.io'],
  libraries: ['io.socket:socket.io-client'],
  snippet,
};

/** Blanks before the statements of the listener. */
const inListener = 10;

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, example } = plan;
  const { event } = example;
  const signs = plan.recognition.signs.filter(({ place }) => place[0] !== 'event');
  const refresh = policy.kind === 'refresh';
  const made = renews(plan, 'message');
  const again = renews(plan, 'handshake') || (plan.reconnect && (refresh || policy.kind === 'retry'));
  const takes: Argument[] = [
    { kind: made ? 'message' : 'input' },
    ...demanded(plan),
    ...when(policy.kind !== 'show' && policy.kind !== 'note', { kind: 'report' } as const),
  ];
  const given = parametersOf(takes);
  const channel = call.channel === undefined || call.channel === '/' ? '' : ` + ${text(call.channel)}`;
  const url = `URI.create(System.getenv("API_URL")${channel})`;
  if (typeof event !== 'string') return example['ack'] === undefined ? undefined : acknowledged(plan, url);
  // The old connection may still be closing: a socket that is not shared gets one of its own.
  const options = `IO.Options.builder()${renews(plan, 'handshake') ? '.setAuth(Map.of("token", token))' : ''}.setForceNew(true).build()`;
  const sent = made ? `message.apply(${again ? 'token' : 'token.get()'})` : 'input';
  const emit = `socket.emit(${text(call.event ?? 'message')}, ${sent})`;
  const names = given.map((one) => one.replace(/^.* /, ''));
  const repeat = (token: string): string => `start(${[...names, ...when(refresh, token)].join(', ')}, attempt + 1);`;
  const body: Line[] = [
    ...(again ? [...assign('var options', [options], inMethod)] : []),
    `Socket socket = IO.socket(${url}${again ? ', options' : ''});`,
    ...when(made && !again, 'var token = new AtomicReference<>(System.getenv("API_TOKEN"));'),
    ...when((policy.kind === 'retry' || refresh) && !again, 'AtomicInteger attempt = new AtomicInteger(1);'),
    `socket.on(Socket.EVENT_CONNECT, connected -> ${emit});`,
    'socket.on(',
    fact(`    ${text(event)},`),
    '    args -> {',
    ...indent(
      [
        ...recognition(signs),
        ...reaction(plan, again ? ['socket.disconnect();', fact(repeat('refreshToken.get()'))] : [`${emit};`], again),
      ],
      '      ',
    ),
    '    });',
    'socket.connect();',
  ];
  const inner = [...given, ...when(refresh, 'String token'), 'int attempt'];
  const first = `start(${[...names, ...when(refresh, 'System.getenv("API_TOKEN")'), '1'].join(', ')});`;
  const members = again
    ? [
        ...signature('void', functionName(plan), given, ''),
        `  ${first}`,
        '}',
        '',
        ...signature('void', 'start', inner, '', 'private '),
        ...indent(body, '  '),
        '}',
      ]
    : [...signature('void', functionName(plan), given, ''), ...indent(body, '  '), '}'];
  return { ...joined(whole(plan, members)), entry: { name: functionName(plan), takes } };
}

/** Everything that is not this error is for other listeners. */
const recognition = (signs: readonly Sign[]): Line[] => [...unlike('args[0]', signs, inListener), '  return;', '}'];

function reaction(plan: Plan, repeat: readonly Line[], isFresh: boolean): Line[] {
  const { policy } = plan;
  const failure = (at: number): Line[] => report(plan, read, at, false);
  const count = isFresh ? 'attempt' : 'attempt.get()';
  const next = when(!isFresh, 'attempt.incrementAndGet();');
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, ...failure(inListener)];
    case 'show':
      return shown(plan, read, list, inListener);
    case 'note':
      return [fact(`note.accept(${text(plan.code)});`)];
    case 'refresh':
      return [
        `if (${count} == 2) {`,
        ...indent(failure(inListener + 2), '  '),
        '  return;',
        '}',
        ...when(!isFresh, fact('token.set(refreshToken.get());')),
        ...next,
        ...repeat,
      ];
    case 'retry': {
      const wait = waitMilliseconds(policy.wait, policy.attempts, number, count, true);
      const again = plan.ask
        ? [fact('if (!isDone.getAsBoolean()) { // it may have been carried out'), ...indent(repeat, '  '), '}']
        : repeat;
      const isOne = again.length === 1;
      return [
        fact(`if (${count} == ${String(policy.attempts)}) {`),
        ...indent(failure(inListener + 2), '  '),
        '  return;',
        '}',
        ...(wait === undefined
          ? [...next, ...again]
          : [
              ...wait.lines,
              ...next,
              `Executor later = CompletableFuture.delayedExecutor(${wait.value}, TimeUnit.MILLISECONDS);`,
              ...(isOne
                ? [`later.execute(() -> ${emitted(again)});`]
                : ['later.execute(', '    () -> {', ...indent(again, '      '), '    });']),
            ]),
      ];
    }
  }
}

/** The only statement of a lambda, as an expression. */
const emitted = (lines: readonly Line[]): string => joined(lines).code.trimEnd().replace(/;$/, '');
