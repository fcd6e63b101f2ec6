import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { why } from '../why.ts';
import type { Place, Plan, Reading, Sign } from '../types.ts';
import {
  assign,
  functionName,
  ifAny,
  inMethod,
  parameters,
  report,
  shown,
  signature,
  text,
  waitMilliseconds,
  whole,
  wordsDiffer,
} from './java.ts';

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
  // An acknowledgement comes with the call, and a refused handshake by `connect_error`: those are other snippets.
  if (typeof event !== 'string') return undefined;
  const signs = plan.recognition.signs.filter(({ place }) => place[0] !== 'event');
  const refresh = policy.kind === 'refresh';
  const again = refresh || (policy.kind === 'retry' && plan.reconnect);
  const takes: Argument[] = [
    { kind: 'input' },
    ...demanded(plan),
    ...when(policy.kind !== 'show' && policy.kind !== 'note', { kind: 'report' } as const),
  ];
  const given = takes.map((one) => (one.kind === 'path' ? '' : one.kind === 'input' ? 'Object input' : parameters[one.kind]));
  const channel = call.channel === undefined || call.channel === '/' ? '' : ` + ${text(call.channel)}`;
  const url = `URI.create(System.getenv("API_URL")${channel})`;
  // The old connection may still be closing: a socket that is not shared gets one of its own.
  const options = `IO.Options.builder()${refresh ? '.setAuth(Map.of("token", token))' : ''}.setForceNew(true).build()`;
  const emit = `socket.emit(${text(call.event ?? 'message')}, input)`;
  const names = given.map((one) => one.replace(/^.* /, ''));
  const repeat = (token: string): string => `start(${[...names, ...when(refresh, token)].join(', ')}, attempt + 1);`;
  const body: Line[] = [
    ...(again ? [...assign('var options', [options], inMethod)] : []),
    `Socket socket = IO.socket(${url}${again ? ', options' : ''});`,
    ...when(policy.kind === 'retry' && !again, 'AtomicInteger attempt = new AtomicInteger(1);'),
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

/** An object of org.json, on the way to a place: of the argument, or of a part of it that may be missing. */
function below(place: Place, last: (object: string, key: string) => string, missing: string): string {
  const steps = place[0] === 'args' ? place.slice(2) : place.slice(1);
  const [key = '', ...path] = steps.toReversed();
  if (path.length === 0) return last('error', text(key));
  const [first = '', ...others] = path.toReversed();
  const maps = others.map((step) => `.map(part -> part.optJSONObject(${text(step)}))`);
  return `Optional.ofNullable(error.optJSONObject(${text(first)}))${maps.join('')}.map(part -> ${last('part', text(key))}).orElse(${missing})`;
}

const read = ({ place }: Reading): string => below(place, (object, key) => `${object}.optString(${key})`, '""');

/** Everything that is not this error is for other listeners. */
function recognition(signs: readonly Sign[]): Line[] {
  const tests = signs.map((sign) => {
    const { place } = sign;
    if (!('equals' in sign) || typeof sign.equals === 'string')
      return wordsDiffer(read({ name: '', place, types: [], always: true }), sign);
    const { equals } = sign;
    if (typeof equals === 'boolean') {
      const value = below(place, (object, key) => `${object}.optBoolean(${key}, ${String(!equals)})`, String(!equals));
      return equals ? `!${value}` : value;
    }
    return `${below(place, (object, key) => `${object}.optDouble(${key})`, 'Double.NaN')} != ${String(equals)}`;
  });
  return [...ifAny(['!(args[0] instanceof JSONObject error)', ...tests], inListener), '  return;', '}'];
}

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
      return ['if (attempt == 2) {', ...indent(failure(inListener + 2), '  '), '  return;', '}', ...repeat];
    case 'retry': {
      const number = ({ place }: Reading, otherwise: number): string =>
        below(place, (object, key) => `${object}.optLong(${key}, ${String(otherwise)})`, `${String(otherwise)}L`);
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

/** The texts of an array. */
const list = ({ place }: Reading): string => {
  const array = below(place, (object, key) => `${object}.optJSONArray(${key})`, 'new JSONArray()');
  return `IntStream.range(0, ${array}.length()).mapToObj(${array}::optString).toList()`;
};
