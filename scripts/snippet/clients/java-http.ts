import type { Argument, Client, Snippet } from '../client.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan, Reading } from '../types.ts';
import { depth, needed, reaction, wholeSeconds } from './java-reaction.ts';
import {
  access,
  assign,
  asText,
  demanded,
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
  const method = call.method ?? 'POST';
  const input = method !== 'GET' && method !== 'HEAD';
  const refresh = policy.kind === 'refresh';
  const takes: Argument[] = [
    ...keys.map((name): Argument => ({ kind: 'path', name })),
    ...when(input, { kind: 'input' } as const),
    ...demanded(plan),
  ];
  const at = depth(plan);
  const parts = address(call.path ?? '/', names);
  const url = names.length > 0 ? assign('String url', parts, inMethod) : [];
  const made = request(method, input, refresh, refresh ? at : inMethod, names.length > 0 ? 'url' : parts.join(' + '));
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
      result: 'response',
      refresh: [fact('token = refreshToken.get();')],
    }),
  ];
  const given = takes.map((one, place) => (one.kind === 'path' ? `String ${names[place] ?? ''}` : parameters[one.kind]));
  const head = signature('HttpResponse<String>', functionName(plan), given, 'IOException, InterruptedException');
  const before = [...url, ...when(refresh, 'String token = System.getenv("API_TOKEN");'), ...(refresh ? [] : made)];
  const fields = ['private static final HttpClient CLIENT = HttpClient.newHttpClient();'];
  return { ...joined(file(plan, head, before, lines, fields)), entry: { name: functionName(plan), takes } };
}

/** The address, with the values of its path escaped, as the sum of these. */
function address(path: string, names: readonly string[]): string[] {
  const parts = path.split(/\{[^{}]+\}/);
  const pieces = parts.flatMap((part, at) => [
    ...when(part !== '', text(part)),
    // The encoder is one for forms: there a blank is a plus.
    ...when(at < names.length, `URLEncoder.encode(${names[at] ?? ''}, StandardCharsets.UTF_8).replace("+", "%20")`),
  ]);
  return ['System.getenv("API_URL")', ...pieces];
}

function request(method: string, input: boolean, refresh: boolean, at: number, url: string): Line[] {
  const publisher = input ? 'HttpRequest.BodyPublishers.ofString(body)' : 'HttpRequest.BodyPublishers.noBody()';
  const steps = [
    ...when(refresh, '.header("Authorization", "Bearer " + token)'),
    ...when(input, '.header("Content-Type", "application/json")'),
    ...when(method === 'POST' || method === 'PUT', `.${method}(${publisher})`),
    ...when(!['GET', 'POST', 'PUT'].includes(method), `.method(${text(method)}, ${publisher})`),
    '.build()',
  ];
  const [name, start] = ['HttpRequest request', `HttpRequest.newBuilder(URI.create(${url}))`];
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
  const json = '!response.headers().firstValue("Content-Type").orElse("").contains("json")';
  const tests = [...head, ...when(reads, json)];
  return [
    ...(tests.length > 0 ? [...ifAny(tests, at), '  return response;', '}'] : []),
    ...when(reads, 'JsonNode error = new ObjectMapper().readTree(response.body());'),
    ...(body.length > 0
      ? [
          ...ifAny(
            body.map((sign) => differs(access('error', sign.place.slice(1)), sign)),
            at,
          ),
          '  return response;',
          '}',
        ]
      : []),
  ];
}
