import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import { demanded } from '../demanded.ts';
import { fact, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { chain } from './rust-layout.ts';
import { answer, below, file, functionName, isLoop, needed, parameters, passOn, reaction, variables, wordings } from './rust.ts';
import { formatted, text } from './rust-words.ts';
import type { Ways } from './rust.ts';

/** HTTP in Rust by `reqwest`, on Tokio. */
export const rustHttp: Client = {
  id: 'rust-http',
  title: 'Rust, reqwest',
  language: 'rust',
  languageTitle: 'Rust',
  extension: 'rs',
  transports: ['http'],
  libraries: ['reqwest', 'serde_json', 'tokio', 'rand', 'urlencoding'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, recognition, example } = plan;
  const { signs } = recognition;
  if (signs.length === 0) return undefined;
  const path = call.path ?? '/';
  const keys = [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, key = '']) => key))];
  const names = variables(keys, [functionName(plan)]);
  const content = contentOf(call);
  const loop = isLoop(plan);
  const takes: Argument[] = [
    ...keys.map((name): Argument => ({ kind: 'path', name })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...demanded(plan),
  ];
  const given = takes.map((one, at) => {
    if (one.kind === 'path') return `${names[at] ?? ''}: &str`;
    // A form is sent once: who repeats makes another one.
    if (one.kind === 'form' && loop) return 'form: impl Fn() -> Form';
    return one.kind === 'input' && content === 'other' ? 'body: &str' : parameters[one.kind];
  });
  const places = [...signs, ...needed(plan)].map(({ place }) => place[0]);
  const reads = places.includes('body');
  const ways: Ways = {
    at: ([slot, ...rest]) =>
      slot === 'headers'
        ? `header(${text(rest[0] ?? '')})`
        : slot === 'status'
          ? reads
            ? 'status'
            : 'response.status()'
          : below('failure', rest, example['body']),
    result: answer(plan, reads ? '(status, text)' : 'response'),
    depth: loop ? 2 : 1,
  };
  const { lines, tests } = wordings(signs, ways);
  const whole = file(
    plan,
    given,
    reads ? '(StatusCode, String)' : 'Response',
    [
      ...address(path, keys, names),
      ...when(loop, 'let client = Client::new();'),
      ...when(policy.kind === 'refresh', 'let mut token = env::var("API_TOKEN")?;'),
    ],
    [
      ...request(plan, ways.depth),
      ...when(reads, 'let status = response.status();'),
      ...(places.includes('headers') ? headers(reads) : []),
      ...when(reads, 'let text = response.text().await?;', 'let failure: Value = serde_json::from_str(&text).unwrap_or_default();'),
      ...lines,
      ...passOn(tests, ways),
      ...reaction(plan, ways, 'token = refresh_token().await?;'),
    ],
  );
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}

/** What finds headers; those that are looked at after the body are kept, for reading it uses the response up. */
const headers = (reads: boolean): Line[] => [
  ...when(reads, 'let headers = response.headers().clone();'),
  `let header = |name| ${reads ? 'headers' : 'response.headers()'}.get(name).and_then(|it| it.to_str().ok());`,
];

/** The address, with the values of its path escaped. */
function address(path: string, keys: readonly string[], names: readonly string[]): Line[] {
  if (keys.length === 0) return [fact(`let url = env::var("API_URL")? + ${text(path)};`)];
  const parts = path.split(/\{([^{}]+)\}/).map((part, at) => (at % 2 === 0 ? formatted(part) : `{${names[keys.indexOf(part)] ?? ''}}`));
  return [
    'let base = env::var("API_URL")?;',
    ...names.map((name) => `let ${name} = urlencoding::encode(${name});`),
    fact(`let url = format!("{base}${parts.join('')}");`),
  ];
}

/** The methods that have a function of their own. */
const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']);

/** The call, in the shortest way that `reqwest` has for it. */
function request({ call, policy }: Plan, depth: number): Line[] {
  const content = contentOf(call);
  const method = call.method ?? 'GET';
  const url = depth === 2 ? '&url' : 'url';
  if (method === 'GET' && content === 'nothing' && depth === 1) return ['let response = reqwest::get(url).await?;'];
  const type = call.contentType ?? '';
  return chain(
    'let response = ',
    depth === 2 ? 'client' : 'Client::new()',
    [
      verbs.has(method) ? `.${method.toLowerCase()}(${url})` : `.request(Method::from_bytes(b${text(method)})?, ${url})`,
      ...when(policy.kind === 'refresh', '.bearer_auth(&token)'),
      ...when((content === 'json' && type !== 'application/json') || content === 'other', `.header("Content-Type", ${text(type)})`),
      ...when(content === 'json', '.json(body)'),
      ...when(content === 'other', '.body(body.to_owned())'),
      ...when(content === 'form', `.multipart(${depth === 2 ? 'form()' : 'form'})`),
      '.send()',
      '.await?',
    ],
    depth,
  );
}
