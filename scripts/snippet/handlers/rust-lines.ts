import { below } from '../clients/rust.ts';
import { text } from '../clients/rust-words.ts';
import { when } from '../lines.ts';
import type { Place, Plan, Sign } from '../types.ts';
import { deeper } from './doc.ts';
import { isNumbered } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

export const inner = (lines: readonly string[]): string[] => deeper(lines, '    ');

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message: a value of JSON, a header (an optional text), or the status. */
  readonly at: (place: Place, example: Plan['example']) => string;
  /** Parameters that hold the message. */
  readonly message: readonly string[];
}

/** What stands at a place of a message that is one value of JSON. */
export const inside =
  (root: string): Ways['at'] =>
  ([slot, ...rest], example) =>
    below(root, rest, example[slot ?? '']);

export const nameIn = (parameter: string): string => parameter.replace(/:.*$/, '');

/** A line without its texts and remarks. */
const plain = (line: string): string => line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""').replace(/\/\/.*$/, '');

const names = (lines: readonly string[], name: string, after: string): boolean =>
  lines.some((line) => new RegExp(`(?<![\\w.])${name}${after}`).test(plain(line)));

export const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => names(lines, nameIn(one), '(?![\\w(])'));

/** The text at a place; empty where there is none. */
export const textAt = (expression: string): string =>
  expression.startsWith('header(') ? `${expression}.unwrap_or_default()` : `text(&${expression})`;

/** The code at a place; empty where there is none. */
export function codeAt(plan: HandlerPlan, expression: string): string {
  if (!isNumbered(plan)) return textAt(expression);
  return expression.startsWith('header(') ? `${textAt(expression)}.to_owned()` : `word(&${expression})`;
}

/** The tests of a sign, all of which are true for its error. */
export function tests(sign: Sign, value: string): string[] {
  if ('equals' in sign) {
    const { equals } = sign;
    const constant = typeof equals === 'string' ? text(equals) : String(equals);
    return [`${value} == ${sign.place[0] === 'headers' ? `Some(${constant})` : constant}`];
  }
  return [
    ...when(sign.starts !== '', `${textAt(value)}.starts_with(${text(sign.starts)})`),
    ...when(sign.ends !== '', `${textAt(value)}.ends_with(${text(sign.ends)})`),
  ];
}

const helpers: Readonly<Record<string, readonly string[]>> = {
  header: [
    "fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {",
    '    headers.get(name).and_then(|it| it.to_str().ok())',
    '}',
  ],
  first: [
    '/// The first that is not empty.',
    "fn first<'a>(found: &[&'a str]) -> &'a str {",
    '    found.iter().find(|it| !it.is_empty()).unwrap_or(&"")',
    '}',
  ],
  either: [
    '/// The first that is not empty.',
    'fn either<const N: usize>(found: [String; N]) -> String {',
    '    let mut found = found.into_iter();',
    '    found.find(|it| !it.is_empty()).unwrap_or_default()',
    '}',
  ],
  word: [
    '/// A code, which may be a number.',
    'fn word(value: &Value) -> String {',
    '    let number = value.as_number().map(|it| it.to_string());',
    '    number.unwrap_or_else(|| text(value).to_owned())',
    '}',
  ],
  texts: [
    'fn texts(value: &Value) -> Vec<String> {',
    '    let list = value.as_array().into_iter().flatten();',
    '    list.map(|it| text(it).to_owned()).collect()',
    '}',
  ],
  text: ['fn text(value: &Value) -> &str {', '    value.as_str().unwrap_or_default()', '}'],
  owned: ['fn owned(texts: &[&str]) -> Vec<String> {', '    texts.iter().map(|&it| it.to_owned()).collect()', '}'],
  told: ["fn told(name: &'static str, value: impl ToString) -> (&'static str, String) {", '    (name, value.to_string())', '}'],
  number: ['fn number(text: Option<&str>) -> Option<f64> {', '    text?.parse().ok()', '}'],
  backoff: [
    '/// Full jitter, twice as much after every attempt, up to a limit; in seconds.',
    'fn backoff(attempt: i32, first: f64, limit: f64) -> Duration {',
    '    let longest = limit.min(first * 2_f64.powi(attempt));',
    '    Duration::from_secs_f64(longest * rand::random::<f64>())',
    '}',
  ],
  seconds: [
    '/// A wait that the service tells.',
    'fn seconds(told: Option<f64>, otherwise: f64) -> Duration {',
    '    let told = told.and_then(|it| Duration::try_from_secs_f64(it).ok());',
    '    told.unwrap_or(Duration::from_secs_f64(otherwise))',
    '}',
  ],
};

/** The small functions that lines call, and those that these call in turn. */
export function helping(lines: readonly string[]): string[] {
  let found: string[] = [];
  for (;;) {
    const all = [...lines, ...found.flatMap((name) => helpers[name] ?? [])];
    const next = Object.keys(helpers).filter((name) => names(all, name, '\\('));
    // Each names itself where it is defined.
    if (next.length === found.length) break;
    found = next;
  }
  return found.flatMap((name) => [...(helpers[name] ?? []), '']);
}
