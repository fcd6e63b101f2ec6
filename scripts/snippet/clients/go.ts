import type { Argument } from '../client.ts';
import { fact, indent, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { camel, pascal } from '../names.ts';
import { why } from '../why.ts';
import type { Plan, Reading, Wait } from '../types.ts';

/** A string literal in double quotes. What has no glyph of its own is escaped: line ends, controls, marks that turn the direction of text. */
export function text(value: string): string {
  const inner = JSON.stringify(value.replaceAll(/\p{Surrogate}/gu, '\ufffd')).slice(1, -1);
  return `"${inner.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    const point = (char.codePointAt(0) ?? 0).toString(16);
    return point.length > 4 ? `\\U${point.padStart(8, '0')}` : `\\u${point.padStart(4, '0')}`;
  })}"`;
}

/** Names that stand for packages, functions and variables in our snippets; the rest of Go's own words is in `names.ts`. */
const taken = new Set(
  (
    'any append body bytes cap close contentType data err errors failure fmt http io isDone json len make math message min note os path rand ' +
    'refreshToken run seconds show socket strconv string strings time token url websocket'
  ).split(' '),
);

/** Abbreviations are written in one case (Go Code Review Comments, "Initialisms"). */
const initials = (name: string): string => name.replaceAll(/(?<=[a-z\d])(Api|Http|Id|Json|Url)(?=[A-Z]|$)/g, (word) => word.toUpperCase());

/** `createToken`, and nothing that stands for something else. */
function free(name: string): string {
  const own = initials(camel(name));
  return taken.has(own) ? `${own}Value` : own;
}

export const functionName = (plan: Plan): string => free(plan.call.name);

/** Name of an exported field: no word is kept for the language there. */
export function fieldName(name: string): string {
  const whole = initials(pascal(`field ${name}`));
  return /^Field[A-Z]/.test(whole) ? whole.slice('Field'.length) : whole;
}

/** Names of the values in a path, each only once. */
export function parameterNames(names: readonly string[], plan: Plan): string[] {
  const given = new Set([functionName(plan)]);
  return names.map((name) => {
    let own = free(name);
    while (given.has(own)) own += 'X';
    given.add(own);
    return own;
  });
}

/** How a function takes what is handed to it. */
export const parameters: Readonly<Record<Exclude<Argument['kind'], 'path'>, string>> = {
  input: 'body []byte',
  form: '',
  type: 'contentType string',
  message: 'message func(token string) []byte',
  run: 'run func() (json.RawMessage, error)',
  refresh: 'refreshToken func() (string, error)',
  done: 'isDone func() (bool, error)',
  show: 'show func(texts, actions []string)',
  note: 'note func(warning string)',
  report: 'report func(error)',
};

/** `time.Duration` of so many seconds. */
function duration(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds === 1) return 'time.Second';
  return Number.isInteger(seconds) ? `${String(seconds)}*time.Second` : `${String(Math.round(seconds * 1000))}*time.Millisecond`;
}

/** The lines that wait, and why so long. What the message says stands in a variable of `failure`, or is read as a text. */
function waits(wait: Wait, attempts: number, read: (reading: Reading) => string): Line[] {
  switch (wait.kind) {
    case 'none':
      return [];
    case 'seconds':
      return [fact(`time.Sleep(${duration(wait.seconds).replace('*', ' * ')})`)];
    case 'told':
      if (isNumber(wait.reading)) return [fact(`time.Sleep(time.Duration(${read(wait.reading)} * float64(time.Second)))`)];
      return [
        fact(`seconds, err := strconv.Atoi(${read(wait.reading)})`),
        'if err != nil {',
        fact(`\tseconds = ${String(Math.ceil(wait.otherwise))}`),
        '}',
        'time.Sleep(time.Duration(seconds) * time.Second)',
      ];
    case 'backoff': {
      if (wait.first === 0) return [fact('time.Sleep(0)')];
      // Doubling too often would leave the range of a duration.
      const times = attempts > 16 ? 'min(attempt, 16)' : 'attempt';
      return [fact(`time.Sleep(rand.N(min(${duration(wait.cap)}, ${duration(wait.first)}<<${times})))`)];
    }
  }
}

/** True where the message holds a number of seconds; a header or a text has to be read as one. */
export const isNumber = ({ place, types }: Reading): boolean =>
  place[0] !== 'headers' && types.length > 0 && types.every((type) => type === 'number' || type === 'integer');

/** The error that names the code, what the message tells of this occurrence, and the id that support asks for. */
function report(plan: Plan, read: (reading: Reading) => string): string {
  const said = told(plan);
  if (said.length === 0) return `errors.New(${text(plan.code)})`;
  const verb = (one: Reading): string => (isText(one) ? '%s' : '%v');
  const format = [
    plan.code.replaceAll('%', '%%'),
    ...said.map((one) => `${one.name.replace(/^\w+\./, '').replaceAll('%', '%%')} ${verb(one)}`),
  ];
  return `fmt.Errorf(${[text(format.join(', ')), ...said.map(read)].join(', ')})`;
}

/** What a report tells beside the code. */
export function told(plan: Plan): Reading[] {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  return [...details, ...(plan.trace ? [plan.trace] : [])];
}

export const isText = ({ place, types }: Reading): boolean => place[0] === 'headers' || types.every((type) => type === 'string');

/** The texts and actions that a person is shown, as two expressions. */
function shown(plan: Plan, read: (reading: Reading) => string): string {
  const texts = plan.texts.map((one) => ('place' in one ? read(one) : text(one.text)));
  const { actions } = plan;
  const list = actions === undefined ? '[]string{}' : 'place' in actions ? read(actions) : `[]string{${actions.list.map(text).join(', ')}}`;
  return `show([]string{${texts.join(', ')}}, ${list})`;
}

/** What the reaction reads from the message. */
export function needed(plan: Plan): Reading[] {
  const { policy } = plan;
  if (policy.kind === 'show') return [...plan.texts, plan.actions].filter((one) => one !== undefined && 'place' in one);
  if (policy.kind === 'note') return [];
  return [...told(plan), ...(policy.kind === 'retry' && policy.wait.kind === 'told' ? [policy.wait.reading] : [])];
}

/** What differs between transports in a reaction. */
interface Ways {
  /** What goes on to the caller. */
  readonly result: string;
  /** Lines that get new credentials. */
  readonly refresh: readonly Line[];
  /** What must be closed once nobody wants it. */
  readonly close?: string;
}

/** The lines that do what the facts demand, once the error is recognised. */
export function reaction(plan: Plan, read: (reading: Reading) => string, { result, refresh, close }: Ways): Line[] {
  const { policy } = plan;
  const failure = `return nil, ${report(plan, read)}`;
  const closing = close === undefined ? [] : [close];
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [...closing, `// ${why(plan) ?? ''}`, fact(failure)];
    case 'show':
      return [...closing, fact(shown(plan, read)), 'return nil, nil'];
    case 'note':
      return [fact(`note(${text(plan.code)})`), `return ${result}, nil`];
    case 'refresh':
      return [...closing, ...unless('attempt == 2', failure), ...refresh];
    case 'retry':
      return [
        // What is still the caller's if the call was carried out stays open.
        ...(plan.ask ? [] : closing),
        fact(`if attempt == ${String(policy.attempts)} {`),
        ...(plan.ask ? indent(closing, '\t') : []),
        fact(`\t${failure}`),
        '}',
        ...waits(policy.wait, policy.attempts, read),
        ...when(
          plan.ask,
          fact('if done, err := isDone(); done || err != nil { // it may have been carried out'),
          `\treturn ${result}, err`,
          '}',
        ),
        ...(plan.ask ? closing : []),
      ];
  }
}

/** The line that sends everything on to the caller which is not this error, or fails otherwise. */
export const passOn = (tests: readonly string[], result: string): Line[] => [
  fact(`if ${['err != nil', ...tests].join(' || ')} {`),
  `\treturn ${result}, err`,
  '}',
];

/** Lines that leave a function when a call failed. */
export const unless = (condition: string, leave: string): Line[] => [`if ${condition} {`, `\t${leave}`, '}'];

/** The whole file: the packages that the lines use, and the function. */
export function file(head: string, lines: readonly Line[], loop: boolean, before: readonly Line[] = []): Line[] {
  const inner: Line[] = [...before, ...(loop ? ['for attempt := 1; ; attempt++ {', ...indent(lines, '\t'), '}'] : lines)];
  const code = [head, ...inner.map((line) => (typeof line === 'string' ? line : line.fact))].map((line) =>
    line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""'),
  );
  const uses = (path: string): boolean => {
    const name = path.replace(/\/v\d+$/, '').replace(/^.*\//, '');
    return code.some((line) => new RegExp(`(?<![\\w.])${name}\\.[A-Z]`).test(line));
  };
  const own = standard.filter(uses);
  const others = modules.filter(uses);
  return [
    'package client',
    '',
    'import (',
    ...indent(
      own.map((path) => `"${path}"`),
      '\t',
    ),
    ...when(others.length > 0, '', ...others.map((path) => `\t"${path}"`)),
    ')',
    '',
    `${head} {`,
    ...indent(inner, '\t'),
    '}',
  ];
}

/** Packages that snippets may use, in the order of gofmt. */
const standard = [
  'bytes',
  'encoding/json',
  'errors',
  'fmt',
  'io',
  'math/rand/v2',
  'net/http',
  'net/url',
  'os',
  'strconv',
  'strings',
  'time',
];
const modules = ['github.com/gorilla/websocket'];
