import type { Argument } from '../client.ts';
import { fact, indent, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';
import { why } from '../why.ts';
import { chain, failure, head, ifAny, list } from './rust-layout.ts';
import { formatted, name, text } from './rust-words.ts';

const step = '    ';

export const functionName = (plan: Plan): string => name(plan.call.name);

/** Names of variables, each only once, and none of those that are given. */
export function variables(names: readonly string[], given: readonly string[]): string[] {
  const used = new Set(given);
  return names.map((one) => {
    let own = name(one);
    while (used.has(own)) own += '_x';
    used.add(own);
    return own;
  });
}

/** How a function takes what is handed to it. */
export const parameters: Readonly<Record<Exclude<Argument['kind'], 'path'>, string>> = {
  input: 'body: &Value',
  form: 'form: Form',
  type: 'content_type: &str',
  message: 'message: impl Fn(&str) -> String',
  run: 'run: impl AsyncFn() -> Result<Value, BoxError>',
  refresh: 'refresh_token: impl AsyncFn() -> Result<String, BoxError>',
  done: 'is_done: impl AsyncFn() -> Result<bool, BoxError>',
  show: 'show: impl Fn(&[&str], &[&str])',
  note: 'note: impl Fn(&str)',
  report: 'report: impl Fn(BoxError)',
};

/** What stands at a place below a JSON value: `failure["errors"][0]`; null where there is nothing. */
export const below = (root: string, place: Place, example: unknown): string => {
  let seen = example;
  return (
    root +
    place
      .map((key) => {
        const isItem = Array.isArray(seen);
        seen = typeof seen === 'object' && seen !== null ? (seen as Readonly<Record<string, unknown>>)[key] : undefined;
        return isItem ? `[${key}]` : `[${text(key)}]`;
      })
      .join('')
  );
};

/** How a transport reads its messages. */
export interface Ways {
  /** A value of JSON, or `header("X")`, which is an optional text, or the status. */
  readonly at: (place: Place) => string;
  /** What goes on to the caller, as a result. */
  readonly result: string;
  /** Where the body of the function stands: 2 in a loop. */
  readonly depth: number;
}

/** Tests of which one is true for any other error. */
const differs = (sign: Sign, at: Ways['at']): string[] => {
  const value = at(sign.place);
  const isHeader = sign.place[0] === 'headers';
  if ('equals' in sign) {
    const { equals } = sign;
    const constant = typeof equals === 'string' ? text(equals) : typeof equals === 'number' ? numeral(equals) : String(equals);
    return [`${value} != ${isHeader ? `Some(${constant})` : constant}`];
  }
  const words = isHeader ? `${value}.unwrap_or_default()` : `${value}.as_str().unwrap_or_default()`;
  return [
    ...when(sign.starts !== '', `!${words}.starts_with(${text(sign.starts)})`),
    ...when(sign.ends !== '', `!${words}.ends_with(${text(sign.ends)})`),
  ];
};

/** A number that is compared with one of JSON: outside of 32 bits it says its type, as Rust would take it for one of them. */
function numeral(value: number): string {
  const digits = String(value);
  if (!Number.isInteger(value) || Math.abs(value) < 2 ** 31 || digits.includes('e')) return digits;
  return Number.isSafeInteger(value) ? `${digits}_i64` : `${digits}.0`;
}

/** Wordings are looked at in a variable: their tests would be long. */
export function wordings(signs: readonly Sign[], { at, depth }: Ways): { readonly lines: Line[]; readonly tests: string[] } {
  const lines: Line[] = [];
  const tests = signs.flatMap((sign, index) => {
    if ('equals' in sign || sign.place[0] === 'headers') return differs(sign, at);
    const variable = index === 0 || signs.filter((one) => !('equals' in one)).length === 1 ? 'wording' : `wording${String(index)}`;
    lines.push(...chain(`let ${variable} = `, at(sign.place), ['.as_str()', '.unwrap_or_default()'], depth));
    return [
      ...when(sign.starts !== '', `!${variable}.starts_with(${text(sign.starts)})`),
      ...when(sign.ends !== '', `!${variable}.ends_with(${text(sign.ends)})`),
    ];
  });
  return { lines, tests };
}

/** The line that sends everything on to the caller which is not this error. */
export const passOn = (tests: readonly string[], { result, depth }: Ways): Line[] =>
  tests.length === 0 ? [] : ifAny(tests, [`return ${result};`], depth);

/** What a report tells beside the code. */
function told(plan: Plan): Reading[] {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  return [...details, ...(plan.trace ? [plan.trace] : [])];
}

/** What the reaction reads from the message. */
export function needed(plan: Plan): Reading[] {
  const { policy } = plan;
  if (policy.kind === 'show') return [...plan.texts, plan.actions].filter((one) => one !== undefined && 'place' in one);
  if (policy.kind === 'note') return [];
  return [...told(plan), ...(policy.kind === 'retry' && policy.wait.kind === 'told' ? [policy.wait.reading] : [])];
}

/** Ends with an error that names the code, what the message tells of this occurrence, and the id that support asks for. */
function fail(plan: Plan, { at }: Ways, returns: boolean, depth: number): Line[] {
  const readings = told(plan);
  const bare = readings.map((one) => one.name.replace(/^\w+\./, ''));
  const names = variables(bare, [functionName(plan)]);
  const literal = `${formatted(plan.code)}${bare.map((one, index) => `, ${formatted(one)} {${names[index] ?? ''}}`).join('')}`;
  return [
    ...readings.map(({ place }, index) =>
      place[0] === 'headers'
        ? fact(`let ${names[index] ?? ''} = ${at(place)}.unwrap_or_default();`)
        : fact(`let ${names[index] ?? ''} = ${place[0] === 'status' ? '' : '&'}${at(place)};`),
    ),
    ...failure(readings.length > 0 ? `"${literal}"` : text(plan.code), readings.length > 0, returns, depth).map(fact),
  ];
}

/** The texts and actions that a person is shown. */
function shown(plan: Plan, { at, depth }: Ways): Line[] {
  const read = plan.texts.filter((one): one is Reading => 'place' in one);
  const names = variables(
    read.map((one) => one.name.replace(/^\w+\./, '')),
    [functionName(plan)],
  );
  const items = plan.texts.map((one) => ('place' in one ? (names[read.indexOf(one)] ?? '') : text(one.text)));
  const { actions } = plan;
  const isRead = actions !== undefined && 'place' in actions;
  const offered =
    actions === undefined
      ? { open: '&[', items: [], close: ']' }
      : isRead
        ? '&actions'
        : { open: '&[', items: actions.list.map(text), close: ']' };
  return [
    ...read.flatMap(({ place }, index) => {
      const before = `let ${names[index] ?? ''} = `;
      const value = at(place);
      return (
        place[0] === 'headers'
          ? [`${before}${value}.unwrap_or_default();`]
          : chain(before, value, ['.as_str()', '.unwrap_or_default()'], depth)
      ).map(fact);
    }),
    ...(isRead
      ? chain(
          'let actions: Vec<_> = ',
          at(actions.place),
          ['.as_array()', '.into_iter()', '.flatten()', '.filter_map(Value::as_str)', '.collect()'],
          depth,
        ).map(fact)
      : []),
    ...list({ open: 'show(', items: [{ open: '&[', items, close: ']' }, offered], close: ')' }, depth, ';').map(fact),
  ];
}

/** True where the message holds a number of seconds; a header or a text has to be read as one. */
const isNumber = ({ place, types }: Reading): boolean =>
  place[0] !== 'headers' && types.length > 0 && types.every((type) => type === 'number' || type === 'integer');

/** `Duration` of so many seconds. */
const duration = (seconds: number): string =>
  Number.isInteger(seconds) ? `Duration::from_secs(${String(seconds)})` : `Duration::from_millis(${String(Math.round(seconds * 1000))})`;

/** The lines that wait, and why so long. */
function waits(wait: Wait, attempts: number, { at, depth }: Ways): Line[] {
  switch (wait.kind) {
    case 'none':
      return [];
    case 'seconds':
      return [fact(`sleep(${duration(wait.seconds)}).await;`)];
    case 'told': {
      const { reading, otherwise } = wait;
      const value = at(reading.place);
      const whole = String(Math.ceil(otherwise));
      const said = isNumber(reading)
        ? chain(
            'let seconds = ',
            value,
            ['.as_f64()', `.unwrap_or(${Number.isInteger(otherwise) ? `${whole}.0` : String(otherwise)})`],
            depth,
          )
        : reading.place[0] === 'headers'
          ? chain('let seconds = ', value, ['.and_then(|it| it.parse().ok())', `.unwrap_or(${whole})`], depth)
          : chain('let seconds = ', value, ['.as_str()', '.and_then(|it| it.parse().ok())', `.unwrap_or(${whole})`], depth);
      return [...said.map(fact), `sleep(Duration::${isNumber(reading) ? 'try_from_secs_f64(seconds)?' : 'from_secs(seconds)'}).await;`];
    }
    case 'backoff': {
      if (wait.first === 0) return [fact('sleep(Duration::ZERO).await;')];
      // Doubling too often would leave the range of a number.
      const times = attempts > 16 ? 'min(attempt, 16)' : 'attempt';
      const [unit, factor] = Number.isInteger(wait.first) && Number.isInteger(wait.cap) ? ['secs', 1] : ['millis', 1000];
      const count = (seconds: number): string => String(Math.round(seconds * factor));
      return [
        fact(`let longest = Duration::from_${unit}(min(${count(wait.cap)}, ${count(wait.first)} << ${times}));`),
        fact('sleep(longest.mul_f64(rand::random())).await;'),
      ];
    }
  }
}

/** The lines that do what the facts demand, once the error is recognised. */
export function reaction(plan: Plan, ways: Ways, refresh: string): Line[] {
  const { policy } = plan;
  const { result, depth } = ways;
  const unless = (condition: string): Line[] => [fact(`if ${condition} {`), ...indent(fail(plan, ways, true, depth + 1), step), '}'];
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, ...fail(plan, ways, false, depth)];
    case 'show':
      return [...shown(plan, ways), 'Ok(None)'];
    case 'note':
      return [fact(`note(${text(plan.code)});`), result];
    case 'refresh':
      return [...unless('attempt == 2'), fact(refresh)];
    case 'retry':
      return [
        ...unless(`attempt == ${String(policy.attempts)}`),
        ...waits(policy.wait, policy.attempts, ways),
        ...when(plan.ask, fact('if is_done().await? {'), `${step}return ${result}; // it was carried out after all`, '}'),
      ];
  }
}

/** What a function of a plan gives: nothing beside an answer where a person was shown what is wrong. */
const resultOf = (plan: Plan, type: string): string => `Result<${plan.policy.kind === 'show' ? `Option<${type}>` : type}, BoxError>`;

/** What goes on to the caller. */
export const answer = (plan: Plan, value: string): string => (plan.policy.kind === 'show' ? `Ok(Some(${value}))` : `Ok(${value})`);

/** Whether attempts are counted. */
export const isLoop = ({ policy }: Plan): boolean => policy.kind === 'retry' || policy.kind === 'refresh';

/** The whole file: what the lines use of other crates, and the function. */
export function file(plan: Plan, given: readonly string[], type: string, before: readonly Line[], lines: readonly Line[]): Line[] {
  const body = isLoop(plan)
    ? [...before, 'let mut attempt = 0;', 'loop {', ...indent(['attempt += 1;', ...lines], step), '}']
    : [...before, ...lines];
  const code = [...head(functionName(plan), given, resultOf(plan, type)), ...indent(body, step), '}'];
  return [...uses(code), '', 'type BoxError = Box<dyn Error + Send + Sync>;', '', ...code];
}

/** What may be used, in the order of rustfmt: of each crate its modules, then its types. */
const crates: Readonly<Record<string, readonly string[]>> = {
  futures_util: ['SinkExt', 'StreamExt'],
  reqwest: ['header::HeaderMap', 'multipart::Form', 'Client', 'Method', 'Response', 'StatusCode'],
  serde_json: ['Value'],
  std: ['cmp::min', 'env', 'error::Error', 'fmt', 'future::Future', 'time::Duration'],
  tokio: ['time::sleep'],
  tokio_tungstenite: ['connect_async', 'tungstenite::Message'],
};

/** The lines that bring in what the code names. */
export function uses(lines: readonly Line[], type = 'Error'): string[] {
  const code = [type, ...lines.map((line) => (typeof line === 'string' ? line : line.fact))].map((line) =>
    line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""').replace(/\/\/.*$/, ''),
  );
  const methods: Readonly<Record<string, RegExp>> = { SinkExt: /\bsocket\.send\(/, StreamExt: /\bsocket\.next\(/ };
  const isUsed = (path: string): boolean => {
    const own = path.replace(/^.*::/, '');
    const pattern =
      methods[own] ??
      new RegExp(`(?<![\\w.:])${own}(?!\\w)${/^(?:min|sleep|connect_async)$/.test(own) ? '\\(' : /^(?:env|fmt)$/.test(own) ? '::' : ''}`);
    return code.some((line) => pattern.test(line));
  };
  return Object.entries(crates).flatMap(([crate, paths]) => {
    const own = paths.filter(isUsed);
    return own.length === 0 ? [] : [`use ${crate}::${own.length === 1 ? (own[0] ?? '') : `{${own.join(', ')}}`};`];
  });
}
