import type { Argument } from '../client.ts';
import { fact, indent, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { camel } from '../names.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';
import { why } from '../why.ts';

/** Columns that a line should not pass (PSR-12, 2.3). */
const COLUMNS = 120;

/** Characters that would end a line, hide or turn text about: they are written as escapes. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A string literal: in single quotes where nothing has to be escaped but a quote or a backslash. */
export function text(value: string): string {
  const whole = value.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  if (whole.search(unseen) < 0) return `'${whole.replaceAll(/['\\]/g, '\\$&')}'`;
  const escape = (char: string): string =>
    ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  return `"${whole.replaceAll(/["\\$]/g, '\\$&').replaceAll(unseen, escape)}"`;
}

export const literal = (value: string | number | boolean): string => (typeof value === 'string' ? text(value) : String(value));

/** Words that the language keeps for itself, and functions that snippets call; in whatever case. */
const functions = new Set(
  (
    'and array callable clone const curl_init declare die echo empty enddeclare endfor endforeach endif endswitch endwhile enum exit explode ' +
    'float foreach getenv goto insteadof isset iterable list min mixed namespace never or parent print readonly resource sleep string strlen ' +
    'trait trim true false null unset usleep xor'
  ).split(' '),
);

/** Variables of snippets themselves, and the one that stands for an object. */
const variables = new Set(
  'answer attempt body curl error form headers isDone line name note refreshToken response result run show text text2 this token value'.split(
    ' ',
  ),
);

export function functionName(plan: Plan): string {
  const own = camel(plan.call.name);
  return functions.has(own.toLowerCase()) ? `call${own.charAt(0).toUpperCase()}${own.slice(1)}` : own;
}

/** Names of the values in a path, each only once. */
export function parameterNames(names: readonly string[]): string[] {
  const given = new Set(variables);
  return names.map((name) => {
    let own = camel(name);
    while (given.has(own)) own += 'Value';
    given.add(own);
    return own;
  });
}

/** How a function takes what is handed to it. */
export const parameters: Readonly<Record<Exclude<Argument['kind'], 'path'>, string>> = {
  input: 'string $body',
  form: 'array $form',
  type: 'string $contentType',
  message: 'callable $message',
  run: 'callable $run',
  refresh: 'callable $refreshToken',
  done: 'callable $isDone',
  show: 'callable $show',
  note: 'callable $note',
  report: 'callable $report',
};

/** What reads a place below a variable. */
export const access = (root: string, place: Place): string =>
  root + place.map((step) => `[${/^\d+$/.test(step) ? step : text(step)}]`).join('');

/** What reads something from the message; without `otherwise` it is nothing that stands by itself where there may be none. */
type Read = (reading: Reading, otherwise: string) => string;

/** @param root the variable that holds the body, or the result */
export const reader =
  (root: string): Read =>
  ({ place: [slot, ...rest] }, otherwise) => {
    if (slot === 'status') return "$response['status']";
    // Names of headers have no case; cURL gives them as they came.
    const code = slot === 'headers' ? `$headers[${text((rest[0] ?? '').toLowerCase())}]` : access(root, rest);
    return code === root ? code : `${code} ?? ${otherwise}`;
  };

/** The statements and the tests that are true where the message lacks the signs. */
function differs(signs: readonly Sign[], read: Read): { before: Line[]; tests: string[] } {
  const before: Line[] = [];
  const tests = signs.flatMap((sign): string[] => {
    const code = read({ name: '', place: sign.place, types: [], always: true }, 'null');
    if ('equals' in sign) return [`${code.includes(' ?? ') ? `(${code})` : code} !== ${literal(sign.equals)}`];
    const variable = before.length === 0 ? '$text' : `$text${String(before.length + 1)}`;
    before.push(`${variable} = ${code};`);
    return [
      [
        `!is_string(${variable})`,
        ...when(sign.starts !== '', `!str_starts_with(${variable}, ${text(sign.starts)})`),
        ...when(sign.ends !== '', `!str_ends_with(${variable}, ${text(sign.ends)})`),
      ].join(' || '),
    ];
  });
  return { before, tests };
}

/** Everything that is not this error is the caller's. */
export function passOn(signs: readonly Sign[], read: Read, result: string, depth: number): Line[] {
  const { before, tests } = differs(signs, read);
  const whole = `if (${tests.join(' || ')}) {`;
  const head =
    whole.length <= COLUMNS - depth
      ? [fact(whole)]
      : [fact('if ('), ...tests.map((test, at) => fact(`    ${at === 0 ? '' : '|| '}${test}`)), fact(') {')];
  return [...before, ...head, `    return ${result};`, '}'];
}

/** What the reaction reads from the message. */
export function needed(plan: Plan): Reading[] {
  const { policy } = plan;
  if (policy.kind === 'show') return [...plan.texts, plan.actions].filter((one) => one !== undefined && 'place' in one);
  if (policy.kind === 'note') return [];
  return [...said(plan), ...(policy.kind === 'retry' && policy.wait.kind === 'told' ? [policy.wait.reading] : [])];
}

/** What a failure tells beside the code. */
function said(plan: Plan): Reading[] {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  return [...details, ...(plan.trace ? [plan.trace] : [])];
}

const plain = ['string', 'number', 'integer', 'null'];

/** Throws what names the code, what the message tells of this occurrence, and the id that support asks for. */
function failure(plan: Plan, read: Read, depth: number): Line[] {
  const parts = said(plan).map((reading) => {
    const code = read(reading, "'?'");
    const isPlain = reading.place[0] === 'headers' || reading.types.every((type) => plain.includes(type));
    const value = isPlain ? (code.includes(' ?? ') ? `(${code})` : code) : `json_encode(${read(reading, 'null')}, JSON_UNESCAPED_UNICODE)`;
    return { title: `, ${reading.name.replace(/^\w+\./, '')} `, value };
  });
  const [first, ...others] = parts;
  if (!first) return [fact(`throw new \\RuntimeException(${text(plan.code)});`)];
  const pieces = [`${text(plan.code + first.title)} . ${first.value}`, ...others.map(({ title, value }) => `${text(title)} . ${value}`)];
  const whole = `throw new \\RuntimeException(${pieces.join(' . ')});`;
  if (whole.length <= COLUMNS - depth) return [fact(whole)];
  return [fact('throw new \\RuntimeException('), ...pieces.map((piece, at) => fact(`    ${at === 0 ? '' : '. '}${piece}`)), fact(');')];
}

/** The line that waits, and why so long. */
function waits(wait: Wait, read: Read): Line[] {
  const micro = (code: string): Line[] => [fact(`usleep(${code});`)];
  switch (wait.kind) {
    case 'none':
      return [];
    case 'seconds':
      return Number.isInteger(wait.seconds)
        ? [fact(`sleep(${String(wait.seconds)});`)]
        : micro(`(int) (${String(wait.seconds)} * 1_000_000)`);
    case 'told': {
      const { reading, otherwise } = wait;
      const told = read(reading, String(otherwise));
      const isNumber = reading.place[0] !== 'headers' && reading.types.includes('number');
      return isNumber ? micro(`(int) ((${told}) * 1_000_000)`) : [fact(`sleep((int) (${told}));`)];
    }
    case 'backoff': {
      const most = `min(${String(wait.cap)}, ${wait.first === 1 ? '' : `${String(wait.first)} * `}2 ** $attempt) * 1_000_000`;
      return micro(`random_int(0, ${[wait.first, wait.cap].every(Number.isInteger) ? most : `(int) (${most})`})`);
    }
  }
}

/** The lines that do what the facts demand, once the error is recognised. */
export function reaction(plan: Plan, read: Read, result: string, refresh: string, depth: number): Line[] {
  const { policy, actions } = plan;
  const unless = (attempt: number): Line[] => [
    fact(`if ($attempt === ${String(attempt)}) {`),
    ...indent(failure(plan, read, depth + 4), '    '),
    '}',
  ];
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, ...failure(plan, read, depth)];
    case 'show': {
      const texts = plan.texts.map((one) => ('place' in one ? read(one, "''") : text(one.text)));
      const offered = actions === undefined ? '[]' : 'place' in actions ? read(actions, '[]') : `[${actions.list.map(text).join(', ')}]`;
      const whole = `$show([${texts.join(', ')}], ${offered});`;
      const apart = [
        fact('$show('),
        ...(texts.length > 1
          ? [fact('    ['), ...texts.map((one) => fact(`        ${one},`)), fact('    ],')]
          : [fact(`    [${texts.join(', ')}],`)]),
        fact(`    ${offered}`),
        fact(');'),
      ];
      return [...(whole.length <= COLUMNS - depth ? [fact(whole)] : apart), 'return null;'];
    }
    case 'note':
      return [fact(`$note(${text(plan.code)});`), `return ${result};`];
    case 'refresh':
      return [...unless(2), fact(refresh)];
    case 'retry':
      return [
        ...unless(policy.attempts),
        ...waits(policy.wait, read),
        ...when(plan.ask, '// The failed attempt may have been carried out.', fact('if ($isDone()) {'), `    return ${result};`, '}'),
      ];
  }
}

/** The whole file; a loop counts attempts. */
export function file(plan: Plan, given: readonly string[], type: string, before: readonly Line[], lines: readonly Line[]): Line[] {
  const loop = plan.policy.kind === 'retry' || plan.policy.kind === 'refresh';
  const head = `function ${functionName(plan)}(${given.join(', ')}): ${type}`;
  const opening =
    head.length <= COLUMNS
      ? [head, '{']
      : [`function ${functionName(plan)}(`, ...given.map((one, at) => `    ${one}${at < given.length - 1 ? ',' : ''}`), `): ${type} {`];
  const body = loop ? [...before, 'for ($attempt = 1;; $attempt++) {', ...indent(lines, '    '), '}'] : [...before, ...lines];
  return ['<?php', '', 'namespace App;', '', ...opening, ...indent(body, '    '), '}'];
}
