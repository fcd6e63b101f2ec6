import { literal, text } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';
import { deeper, lay } from './doc.ts';
import type { Doc, Style } from './doc.ts';

/** As Prettier sets it with `printWidth: 120` and `singleQuote`. */
const style: Style = { width: 120, step: '  ', lastComma: ',' };

export const set = (doc: Doc, depth = 0): string[] => lay(doc, style, depth);

export const inner = (lines: readonly string[]): string[] => deeper(lines, style.step);

/** Where the parts of a message stand in the code of a transport. */
export interface Ways {
  /** Expression for a place, of the type that it is read as. */
  readonly at: (place: Place, type: string) => string;
  /** Parameters that hold the message, with their types: `['error: Problem | undefined']`. */
  readonly message: readonly string[];
  /** Declares these types. */
  readonly types: readonly string[];
  /** What the caller gets in place of an answer that was shown; connections hand nothing back. */
  readonly connected: boolean;
}

/** The members of an object literal, or of a type; a name that is none stands in quotes. */
export const member = (name: string, value: string): string => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name)}: ${value}`;

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

/** A union: on one line where it fits. */
export function union(head: string, members: readonly string[]): string[] {
  const whole = `${head} ${members.join(' | ')};`;
  return whole.length <= style.width ? [whole] : [head, ...members.map((one, at) => `  | ${one}${at === members.length - 1 ? ';' : ''}`)];
}

/** A condition before a statement that leaves. */
export function unless(tests: readonly string[], statement: string): string[] {
  const whole = `if (${tests.join(' && ')}) ${statement}`;
  if (whole.length + style.step.length <= style.width) return [whole];
  const head = `if (${tests.join(' && ')}) {`;
  return head.length + style.step.length <= style.width
    ? [head, ...inner([statement]), '}']
    : ['if (', ...inner(tests.map((test, at) => (at < tests.length - 1 ? `${test} &&` : test))), ') {', ...inner([statement]), '}'];
}

/** The test that an expression must pass: texts by the function `fits` of the file. */
export const test = (sign: Sign, at: Ways['at']): string =>
  'equals' in sign
    ? `${at(sign.place, typeof sign.equals)} === ${literal(sign.equals)}`
    : `fits(${[at(sign.place, 'unknown'), text(sign.starts), ...when(sign.ends !== '', text(sign.ends))].join(', ')})`;

/** Names of the parameters that lines use, of those with types. */
export const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => new RegExp(`(?<![\\w.'])${one.replace(/:.*$/, '').replace(/^\.\.\./, '')}(?![\\w'])`).test(lines.join('\n')));

export const names = (parameters: readonly string[]): string => parameters.map((one) => one.replace(/:.*$/, '')).join(', ');
