import { literal, symbol, text } from '../clients/ruby.ts';
import { when } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';
import { isIndex } from '../asked.ts';
import { deeper, lay } from './doc.ts';
import type { Doc, Style } from './doc.ts';

/** As RuboCop likes it: 120 columns, and no comma after the last item. */
const style: Style = { width: 120, step: '  ', lastComma: '' };

export const set = (doc: Doc, depth: number): string[] => lay(doc, style, depth).map((line) => line.slice(depth * style.step.length));

export const inner = (lines: readonly string[]): string[] => deeper(lines, style.step);

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message. */
  readonly at: (place: Place) => string;
  /** Parameters that hold the message. */
  readonly message: readonly string[];
  /** Libraries to require. */
  readonly libraries: readonly string[];
}

/** Expression for a place below a variable, by the method `at` of the file. */
export const below = (root: string, place: Place): string =>
  place.length === 0 ? root : `at(${[root, ...place.map((step) => (isIndex(step) ? step : symbol(step)))].join(', ')})`;

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

/** A condition before a value that a method returns: behind it where that fits, as RuboCop asks. */
export function guard(value: string, tests: readonly string[], depth: number): string[] {
  const most = style.width - depth * style.step.length;
  const whole = `return ${value} if ${tests.join(' && ')}`;
  if (whole.length <= most) return [whole];
  const head = `if ${tests.join(' && ')}`;
  const broken = tests.map((test, at) => `${at === 0 ? 'if ' : '   '}${test}${at < tests.length - 1 ? ' &&' : ''}`);
  return [...(head.length <= most ? [head] : broken), `  return ${value}`, 'end'];
}

/** Tests that an expression must pass. The status of a response is a text in `Net::HTTP`. */
export function tests(sign: Sign, at: Ways['at']): string[] {
  const value = at(sign.place);
  if ('equals' in sign) return [`${value} == ${sign.place[0] === 'status' ? `'${String(sign.equals)}'` : literal(sign.equals)}`];
  return [`fits?(${[value, text(sign.starts), ...when(sign.ends !== '', text(sign.ends))].join(', ')})`];
}

/** Names that lines use, of those given. */
export const used = (names: readonly string[], lines: readonly string[]): string[] =>
  names.filter((one) => lines.some((line) => new RegExp(`(?<![\\w.:'"@])${one}(?![\\w:'"])`).test(line)));
