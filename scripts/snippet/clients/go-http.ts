import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import { demanded } from '../demanded.ts';
import { fact, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan, Reading, Sign } from '../types.ts';
import { differs, messageOf } from './go-message.ts';
import type { Message } from './go-message.ts';
import { file, functionName, needed, parameterNames, parameters, passOn, reaction, text, unless } from './go.ts';

/** `net/http` of Go's standard library. */
export const goHttp: Client = {
  id: 'go-http',
  title: 'Go, net/http',
  language: 'go',
  languageTitle: 'Go',
  extension: 'go',
  transports: ['http'],
  libraries: [],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call } = plan;
  const keys = [...(call.path ?? '/').matchAll(/\{([^{}]+)\}/g)].map(([, key = '']) => key);
  const names = parameterNames(keys, plan);
  const content = contentOf(call);
  const takes: Argument[] = [
    ...keys.map((name): Argument => ({ kind: 'path', name })),
    ...when(content !== 'nothing', { kind: 'input' } as const),
    ...when(content === 'form', { kind: 'type' } as const),
    ...demanded(plan),
  ];
  const given = takes.map((one, at) => (one.kind === 'path' ? `${names[at] ?? ''} string` : parameters[one.kind]));
  const signs = plan.recognition.signs.filter(({ place }) => place[0] === 'body');
  const readings = needed(plan).filter(({ place }) => place[0] === 'body');
  const message = messageOf(plan, signs, readings);
  if (!message) return undefined;
  const isRead = signs.length > 0 || readings.length > 0;
  const lines = [
    ...request(plan, address(call.path ?? '/', names)),
    ...recognition(plan, signs, message, isRead),
    ...reaction(plan, (reading) => read(reading, message), {
      result: 'response',
      refresh: [fact('if token, err = refreshToken(); err != nil {'), '\treturn nil, err', '}'],
      ...(!isRead && { close: 'response.Body.Close()' }),
    }),
  ];
  const head = `func ${functionName(plan)}(${given.join(', ')}) (*http.Response, error)`;
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const whole = file(head, lines, loop, when(policy.kind === 'refresh', 'token := os.Getenv("API_TOKEN")'));
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}

/** The address, with the values of its path escaped, as the sum of these. */
function address(path: string, names: readonly string[]): string[] {
  const parts = path.split(/\{[^{}]+\}/);
  const pieces = parts.flatMap((part, at) => [
    ...when(part !== '', text(part)),
    ...when(at < names.length, `url.PathEscape(${names[at] ?? ''})`),
  ]);
  return ['os.Getenv("API_URL")', ...pieces];
}

/** The call, in the shortest way that `net/http` has for it. */
function request({ call, policy }: Plan, parts: readonly string[]): Line[] {
  const url = parts.join('+');
  const content = contentOf(call);
  const input = content !== 'nothing';
  const type = content === 'form' ? 'contentType' : text(call.contentType ?? '');
  if (policy.kind !== 'refresh') {
    // gofmt sets blanks around the operators of an only argument.
    if (call.method === 'GET' || call.method === undefined) return [`response, err := http.Get(${parts.join(' + ')})`];
    if (call.method === 'HEAD') return [`response, err := http.Head(${parts.join(' + ')})`];
    if (call.method === 'POST') return [`response, err := http.Post(${url}, ${type}, bytes.NewReader(body))`];
  }
  return [
    `request, err := http.NewRequest(${text(call.method ?? 'GET')}, ${url}, ${input ? 'bytes.NewReader(body)' : 'nil'})`,
    ...unless('err != nil', 'return nil, err'),
    ...when(input, `request.Header.Set("Content-Type", ${type})`),
    ...when(policy.kind === 'refresh', 'request.Header.Set("Authorization", "Bearer "+token)'),
    'response, err := http.DefaultClient.Do(request)',
  ];
}

const read = ({ place }: Reading, message: Message): string =>
  place[0] === 'headers'
    ? `response.Header.Get(${text(place[1] ?? '')})`
    : place[0] === 'status'
      ? 'response.StatusCode'
      : message.read(place);

/** Everything that is not this error is the caller's: the response goes on as it came. */
function recognition(plan: Plan, signs: readonly Sign[], message: Message, isRead: boolean): Line[] {
  const head = plan.recognition.signs.filter(({ place }) => place[0] !== 'body');
  const tests = head.map((sign) => differs(read({ name: '', place: sign.place, types: [], always: true }, message), sign));
  return [
    ...passOn(tests, 'response'),
    ...when(
      isRead,
      'data, err := io.ReadAll(response.Body)',
      'response.Body.Close()',
      'response.Body = io.NopCloser(bytes.NewReader(data))',
      ...message.declaration,
      ...passOn(['json.Unmarshal(data, &failure) != nil', ...signs.map((sign) => message.differs(sign))], 'response'),
    ),
  ];
}
