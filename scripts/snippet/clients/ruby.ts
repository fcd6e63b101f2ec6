import { isIndex, treeOf } from '../asked.ts';
import type { Asked } from '../asked.ts';
import type { Argument } from '../client.ts';
import { fact, indent, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { snake } from '../names.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';
import { why } from '../why.ts';

/** Columns that RuboCop fills by default. */
const COLUMNS = 120;

/** Characters that would end a line, hide or turn text about: they are written as escapes. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The inside of a literal in double quotes; `#` is escaped where it would begin an interpolation. */
export function inner(value: string): string {
  return value
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/["\\]|#(?=[{$@])/g, '\\$&')
    .replaceAll(unseen, (char) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A string literal: in single quotes where nothing has to be escaped. */
export const text = (value: string): string => (/['\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value) ? `"${inner(value)}"` : `'${value}'`);

/** A literal; long numbers have their thousands apart. */
export function literal(value: string | number | boolean): string {
  if (typeof value === 'string') return text(value);
  const digits = String(value);
  return /^-?\d{6,}$/.test(digits) || /^-\d{5}$/.test(digits) ? digits.replaceAll(/\B(?=(\d{3})+$)/g, '_') : digits;
}

/** Names that snippets use themselves, and what every object can do already: a method of that name would take its place. */
const taken = new Set(
  (
    'abort alias attempt autoload binding body caller catch clone display dup error error_of exec exit extend fork form format freeze gets hash ' +
    'inspect is_done itself lambda load method methods note open print printf proc putc puts rand readline readlines refresh_token require ' +
    'response run select send show sleep spawn sprintf srand syscall system tap test text text2 then throw token trap uri warn'
  ).split(' '),
);

/** A name in the way of Ruby. */
export function name(words: string): string {
  const result = snake(words);
  return taken.has(result) ? `call_${result}` : result;
}

export const functionName = (plan: Plan): string => name(plan.call.name);

/** How a function takes what is handed to it; what is called is anything that answers to `call`. */
export const parameters: Readonly<Record<Exclude<Argument['kind'], 'path'>, string>> = {
  input: 'body',
  form: 'form',
  type: 'content_type',
  message: 'message',
  run: 'run',
  refresh: 'refresh_token',
  done: 'is_done',
  show: 'show',
  note: 'note',
  report: 'report',
};

/** A key of a hash, as a symbol: `code:`, `'a b':`. */
const label = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? `${key}:` : `${text(key)}:`);
export const symbol = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? `:${key}` : `:${text(key)}`);

/** What is looked at, what it must be, and what a pattern cannot say. */
interface Case {
  readonly patterns: readonly string[];
  readonly tests: readonly string[];
}

/** The patterns that recognise an error, one for each slot of the message; `headers/Retry-After` is a slot of its own. */
function caseOf(signs: readonly Sign[], slots: readonly string[], bound: boolean): Case {
  const tests: string[] = [];
  let texts = 0;
  const pattern = (asked: Asked | undefined): string => {
    if (asked === undefined) return 'Hash';
    if (asked instanceof Map) {
      const keys = [...asked.keys()];
      if (!keys.every(isIndex)) return `{ ${keys.map((key) => `${label(key)} ${pattern(asked.get(key))}`).join(', ')} }`;
      const most = Math.max(...keys.map(Number));
      const items = Array.from({ length: most + 1 }, (_, at) => (asked.has(String(at)) ? pattern(asked.get(String(at))) : '_'));
      return `[${[...items, '*'].join(', ')}]`;
    }
    const { sign } = asked;
    // The status of a response is a text in `Net::HTTP`.
    if ('equals' in sign) return sign.place[0] === 'status' ? `'${String(sign.equals)}'` : literal(sign.equals);
    texts += 1;
    const variable = texts === 1 ? 'text' : `text${String(texts)}`;
    if (sign.starts !== '') tests.push(`${variable}.start_with?(${text(sign.starts)})`);
    if (sign.ends !== '') tests.push(`${variable}.end_with?(${text(sign.ends)})`);
    return `String => ${variable}`;
  };
  const patterns = slots.map((slot) => {
    const steps = slot.split('/');
    const within = signs.filter(({ place }) => steps.every((step, at) => place[at] === step));
    return pattern(treeOf(within.map((sign) => ({ sign, place: sign.place.slice(steps.length) }))));
  });
  const last = patterns.length - 1;
  return { patterns: patterns.map((one, at) => (bound && at === last ? `${one} => error` : one)), tests };
}

/**
 * `case` with one pattern of interest; whatever is something else is handed on.
 *
 * @param subjects what is looked at, by slot, as in {@link caseOf}
 * @param bound whether the reaction reads the last slot, as `error`
 * @param leave hands on something else, from within the pattern
 */
export function matching(
  { recognition: { signs } }: Plan,
  subjects: ReadonlyMap<string, string>,
  bound: boolean,
  reaction: readonly Line[],
  on: { readonly pass: string; readonly leave: string },
): Line[] {
  const { patterns, tests } = caseOf(signs, [...subjects.keys()], bound);
  const list = (items: readonly string[]): string => (items.length === 1 ? (items[0] ?? '') : `[${items.join(', ')}]`);
  const plain = `in ${list(patterns)}`;
  const guarded = `${plain} if ${tests.join(' && ')}`;
  const isShort = guarded.length <= COLUMNS - 6;
  const head: Line[] =
    tests.length > 0 && isShort
      ? [fact(guarded)]
      : plain.length <= COLUMNS - 6 || patterns.length === 1
        ? [fact(plain)]
        : [fact('in ['), ...patterns.map((one, at) => fact(`  ${one}${at < patterns.length - 1 ? ',' : ''}`)), fact(']')];
  return [
    `case ${list([...subjects.values()])}`,
    ...head,
    ...when(tests.length > 0 && !isShort, ...tests.flatMap((test): Line[] => [fact(`  ${on.leave} unless ${test}`), ''])),
    ...indent(reaction, '  '),
    'else',
    `  ${on.pass}`,
    'end',
  ];
}

/** A list of texts: of words where all are. */
export const listOf = (texts: readonly string[]): string =>
  texts.length > 1 && texts.every((one) => /^\w+(?:-\w+)*$/.test(one)) ? `%w[${texts.join(' ')}]` : `[${texts.map(text).join(', ')}]`;

/** What reads a place below `error`; nil where there is nothing. */
function access(place: Place): string {
  const [only] = place;
  if (only === undefined) return 'error';
  if (place.length === 1) return `error[${isIndex(only) ? only : symbol(only)}]`;
  return `error.dig(${place.map((step) => (isIndex(step) ? step : symbol(step))).join(', ')})`;
}

/** What reads something from the message: its body or result is `error`. */
const read = ({ place: [slot, ...rest] }: Reading): string =>
  slot === 'headers' ? `response[${text(rest[0] ?? '')}]` : slot === 'status' ? 'response.code' : access(rest);

/** Whether the reaction reads what `error` holds. */
export const readsError = (plan: Plan): boolean => needed(plan).some(({ place: [slot] }) => slot !== 'headers' && slot !== 'status');

function needed(plan: Plan): Reading[] {
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

/** Raises what names the code, what the message tells of this occurrence, and the id that support asks for. */
function failure(plan: Plan, condition: string | undefined, depth: number): Line[] {
  const told = said(plan).map((reading) => ({ title: reading.name.replace(/^\w+\./, ''), code: read(reading) }));
  const raise = (values: readonly string[]): string =>
    `raise ${told.length === 0 ? text(plan.code) : `"${inner(plan.code)}${told.map(({ title }, at) => `, ${inner(title)} #{${values[at] ?? ''}}`).join('')}"`}`;
  const after = condition === undefined ? '' : ` if ${condition}`;
  const whole = raise(told.map(({ code }) => code)) + after;
  if (whole.length <= COLUMNS - depth || told.length === 0) return [fact(whole), ...when(condition !== undefined, '')];
  const names = told.map(({ title }) => name(title));
  const apart = [...told.map(({ code }, at) => `${names[at] ?? ''} = ${code}`), fact(raise(names))];
  return condition === undefined ? apart : [fact(`if ${condition}`), ...indent(apart, '  '), 'end'];
}

/** The line that waits, and why so long; in seconds. */
function waits(wait: Wait): Line[] {
  switch (wait.kind) {
    case 'none':
      return [];
    case 'seconds':
      return [fact(`sleep(${String(wait.seconds)})`)];
    case 'told': {
      const { reading, otherwise } = wait;
      const isNumber = reading.place[0] !== 'headers' && reading.types.includes('number');
      return [fact(`sleep(${isNumber ? read(reading) : `Float(${read(reading)}, exception: false)`} || ${String(otherwise)})`)];
    }
    case 'backoff':
      return [fact(`sleep(rand * [${String(wait.cap)}, ${wait.first === 1 ? '' : `${String(wait.first)} * `}2**attempt].min)`)];
  }
}

/**
 * What is done about the error, once it is recognised.
 *
 * @param result the variable with what goes on to the caller
 * @param refresh the line that gets new credentials
 * @param depth columns before the reaction
 */
export function reaction(plan: Plan, result: string, refresh: string, depth: number): Line[] {
  const { policy, actions } = plan;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`# ${why(plan) ?? ''}`, ...failure(plan, undefined, depth)];
    case 'show': {
      const texts = plan.texts.map((one) => ('place' in one ? read(one) : text(one.text)));
      const offered = actions === undefined ? '[]' : 'place' in actions ? read(actions) : listOf(actions.list);
      const whole = `show.call([${texts.join(', ')}], ${offered})`;
      return whole.length <= COLUMNS - depth
        ? [fact(whole), 'nil']
        : [
            fact('show.call('),
            fact('  ['),
            ...texts.map((one, at) => fact(`    ${one}${at < texts.length - 1 ? ',' : ''}`)),
            fact('  ],'),
            fact(`  ${offered}`),
            fact(')'),
            'nil',
          ];
    }
    case 'note':
      return [fact(`note.call(${text(plan.code)})`), result];
    case 'refresh':
      return [...failure(plan, 'attempt == 2', depth), fact(refresh)];
    case 'retry':
      return [
        ...failure(plan, `attempt == ${String(policy.attempts)}`, depth),
        ...waits(policy.wait),
        ...when(plan.ask, '# The failed attempt may have been carried out.', fact(`return ${result} if is_done.call`)),
      ];
  }
}

/** The whole method; a loop counts attempts. */
export function method(plan: Plan, given: readonly string[], before: readonly Line[], lines: readonly Line[]): Line[] {
  const loop = plan.policy.kind === 'retry' || plan.policy.kind === 'refresh';
  const head = `def ${functionName(plan)}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
  const body = loop ? [...before, '(1..).each do |attempt|', ...indent(lines, '  '), 'end'] : [...before, ...lines];
  return [head, ...indent(body, '  '), 'end'];
}
