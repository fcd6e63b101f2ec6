import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan, Reading } from '../types.ts';
import { depth, needed, reaction, textsOf, wholeSeconds } from './java-reaction.ts';
import {
  access,
  assign,
  asText,
  differs,
  file,
  functionName,
  ifAny,
  inMethod,
  parameterNames,
  parameters,
  signature,
  text,
  wordsDiffer,
} from './java.ts';

/** `java.net.http` of the JDK, with Jackson for JSON. */
export const javaHttp: Client = {
  id: 'java-http',
  title: 'Java, java.net.http',
  language: 'java',
  languageTitle: 'Java',
  extension: 'java',
  transports: ['http'],
  libraries: ['com.fasterxml.jackson.core:jackson-databind'],
  snippet,
};

function snippet(plan: Plan): Snippet {
  const { policy, call } = plan;
  const keys = [...(call.path ?? '/').matchAll(/\{([^{}]+)\}/g)].map(([, key = '']) => key);
  const names = parameterNames(keys);
  const content = contentOf(call);
  const refresh = policy.kind === 'refresh';
  const takes: Argument[] = [
    ...keys.map((name): Argument => ({ kind: 'path', name })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...when(content === 'form', { kind: 'type' } as const),
    ...demanded(plan),
  ];
  const at = depth(plan);
  const url = address(call.path ?? '/', names);
  const made = request(plan, refresh ? at : inMethod, url.value);
  const lines = [
    ...(refresh ? made : []),
    'HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());',
    ...recognition(plan, at),
    ...reaction(plan, {
      read,
      number: ({ place }, otherwise) =>
        place[0] === 'headers'
          ? `response.headers().firstValueAsLong(${text(place[1] ?? '')}).orElse(${String(otherwise)})`
          : wholeSeconds('error', place.slice(1), otherwise),
      list: (one) => textsOf(read(one)),
      result: 'response',
      refresh: [fact('token = refreshToken.get();')],
    }),
  ];
  const given = takes.map((one, place) => (one.kind === 'path' ? `String ${names[place] ?? ''}` : parameters[one.kind]));
  const head = signature('HttpResponse<String>', functionName(plan), given, 'Exception');
  const before = [...url.lines, ...when(refresh, 'String token = System.getenv("API_TOKEN");'), ...(refresh ? [] : made)];
  const fields = ['private static final HttpClient CLIENT = HttpClient.newHttpClient();'];
  return { ...joined(file(plan, head, before, lines, fields)), entry: { name: functionName(plan), takes } };
}

/** The address, with the values of its path escaped, and the lines that make it. */
function address(path: string, names: readonly string[]): { lines: Line[]; value: string } {
  const parts = path.split(/\{[^{}]+\}/);
  const escaped = (at: number): string => (names.length === 1 ? 'id' : `id${String(at + 1)}`);
  const pieces = parts.flatMap((part, at) => [...when(part !== '', text(part)), ...when(at < names.length, escaped(at))]);
  const sum = ['System.getenv("API_URL")', ...pieces];
  if (names.length === 0) return { lines: [], value: `URI.create(${sum.join(' + ')})` };
  const whole = [`URI.create(${sum.join(' + ')})`];
  const isShort = inMethod + 'URI url = ;'.length + (whole[0]?.length ?? 0) <= 100;
  return {
    lines: [
      // The encoder is one for forms: there a blank is a plus.
      ...names.flatMap((name, at) =>
        assign(`String ${escaped(at)}`, [`URLEncoder.encode(${name}, StandardCharsets.UTF_8).replace("+", "%20")`], inMethod),
      ),
      ...(isShort ? assign('URI url', whole, inMethod) : assign('String url', sum, inMethod)),
    ],
    value: isShort ? 'url' : 'URI.create(url)',
  };
}

function request({ call, policy }: Plan, at: number, url: string): Line[] {
  const { method = 'GET', contentType = '' } = call;
  const content = contentOf(call);
  const publishers = { nothing: 'HttpRequest.BodyPublishers.noBody()', form: 'form' };
  const publisher = content === 'nothing' || content === 'form' ? publishers[content] : 'HttpRequest.BodyPublishers.ofString(body)';
  const steps = [
    ...when(policy.kind === 'refresh', '.header("Authorization", "Bearer " + token)'),
    ...when(content !== 'nothing', `.header("Content-Type", ${content === 'form' ? 'contentType' : text(contentType)})`),
    ...when(method === 'DELETE' && content === 'nothing', '.DELETE()'),
    ...when(method === 'POST' || method === 'PUT', `.${method}(${publisher})`),
    ...when(
      !['GET', 'POST', 'PUT'].includes(method) && (method !== 'DELETE' || content !== 'nothing'),
      `.method(${text(method)}, ${publisher})`,
    ),
    '.build()',
  ];
  const [name, start] = ['HttpRequest request', `HttpRequest.newBuilder(${url})`];
  const lines = assign(name, [`${start}${steps.join('')}`], at);
  const isShort = lines.every((line) => typeof line === 'string' && at + line.length <= 100);
  return isShort
    ? lines
    : [
        `${name} =`,
        `    ${start}`,
        ...indent(
          steps.map((step, place) => (place === steps.length - 1 ? `${step};` : step)),
          '        ',
        ),
      ];
}

const read = ({ place: [slot, ...rest], types }: Reading): string =>
  slot === 'headers'
    ? `response.headers().firstValue(${text(rest[0] ?? '')}).orElse("")`
    : slot === 'status'
      ? 'response.statusCode()'
      : asText(access('error', rest), types);

/** Everything that is not this error is the caller's: the response goes on as it came. */
function recognition(plan: Plan, at: number): Line[] {
  const { signs } = plan.recognition;
  const body = signs.filter(({ place }) => place[0] === 'body');
  const reads = body.length > 0 || needed(plan).some(({ place }) => place[0] === 'body');
  const head = signs
    .filter(({ place }) => place[0] !== 'body')
    .map((sign) => {
      if (sign.place[0] === 'status' && 'equals' in sign) return `response.statusCode() != ${String(sign.equals)}`;
      return wordsDiffer(read({ name: '', place: sign.place, types: [], always: true }), sign);
    });
  // What is no JSON is no error of this kind: it reads as nothing.
  const type = 'response.headers().firstValue("Content-Type").orElse("").contains("json")';
  const tests = [...head, ...body.map((sign) => differs(access('error', sign.place.slice(1)), sign))];
  const parsed = [`boolean isJson = ${type};`, 'var error = new ObjectMapper().readTree(isJson ? response.body() : "");'];
  const leave = tests.length > 0 ? [...ifAny(tests, at), '  return response;', '}'] : [];
  return body.length > 0 ? [...parsed, ...leave] : [...leave, ...when(reads, 'var error = new ObjectMapper().readTree(response.body());')];
}
