import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';
import { deeper, flat } from './doc.ts';
import type { Doc } from './doc.ts';

/** Columns of a line (Google Java Style, section 4.4). */
export const most = 100;

export const inner = (lines: readonly string[]): string[] => deeper(lines, '  ');

/** Lines of a statement at a depth of blanks: broken after a bracket, then at every comma, as google-java-format does. */
export function set(doc: Doc, depth: number, end = ''): string[] {
  const blank = ' '.repeat(depth);
  const whole = blank + flat(doc) + end;
  if (typeof doc === 'string' || doc.items.length === 0 || whole.length <= most) return [whole];
  const items = `${blank}    ${doc.items.map(flat).join(', ')}${doc.close}${end}`;
  if (items.length <= most) return [blank + doc.open, items];
  const last = doc.items.length - 1;
  return [blank + doc.open, ...doc.items.flatMap((item, at) => set(item, depth + 4, at < last ? ',' : doc.close + end))];
}

/** A statement at the left margin that will stand so deep. */
export const statement = (doc: Doc, depth: number): string[] => set(doc, depth).map((line) => line.slice(depth));

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message: a node, or a text where `isText`. */
  readonly at: (place: Place) => Doc;
  readonly isText: (place: Place) => boolean;
  /** Parameters that hold the message, with their types. */
  readonly message: readonly string[];
  /** The methods that read a message. */
  readonly helpers: readonly string[];
  readonly imports: readonly string[];
}

/** Expression for a place below a variable, by a method of the class. */
export const below = (root: string, place: Place): Doc => ({ open: 'at(', items: [root, ...place.map(text)], close: ')' });

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

export const nameIn = (parameter: string): string => parameter.replace(/^.* /, '');

export const plain = (line: string): string => line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""').replace(/^\s*(?:\/\*\*|\*|\/\/).*$/, '');

export const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => lines.some((line) => new RegExp(`(?<![\\w.])${nameIn(one)}(?!\\w)`).test(plain(line))));

/** What all handlers may use; what one does not is left out. */
export const common = [
  'private static IllegalStateException failure(String code, Object... told) {',
  '  return new IllegalStateException(code + said(told));',
  '}',
  '',
  '/** Names and values, as developers read them. */',
  'private static String said(Object... told) {',
  '  StringBuilder said = new StringBuilder();',
  '  for (int at = 0; at + 1 < told.length; at += 2) {',
  '    said.append(", ").append(told[at]).append(\' \').append(text(told[at + 1]));',
  '  }',
  '  return said.toString();',
  '}',
  '',
  'private static String first(String one, String other) {',
  '  return one.isEmpty() ? other : one;',
  '}',
  '',
  '/** Milliseconds: full jitter, twice as much after every attempt, up to a limit. */',
  'private static long backoff(int attempt, long first, long limit) {',
  '  long longest = Math.min(limit, first << Math.min(attempt, 16));',
  '  return 1 + ThreadLocalRandom.current().nextLong(Math.max(1, longest));',
  '}',
  '',
  '/** Milliseconds of a wait in seconds that the service tells. */',
  'private static long millis(String told, double otherwise) {',
  '  try {',
  '    return Math.round(1000 * Double.parseDouble(told));',
  '  } catch (NumberFormatException none) {',
  '    return Math.round(1000 * otherwise);',
  '  }',
  '}',
];

/** Without the methods that nothing calls, as often as that leaves others alone. */
export function unusedOut(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => {
    const name = /^private static \S+ ([a-z]\w*)\(/.exec(line)?.[1];
    return name !== undefined && lines.filter((one) => new RegExp(`(?<![\\w.])${name}\\(`).test(plain(one))).length === 1;
  });
  if (start < 0) return lines.at(-1) === '' ? lines.slice(0, -1) : [...lines];
  const from = lines[start - 1]?.startsWith('/**') ? start - 1 : start;
  const end = lines.findIndex((line, index) => index > start && line === '}');
  return unusedOut([...lines.slice(0, from), ...lines.slice(lines[end + 1] === '' ? end + 2 : end + 1)]);
}

export type AsText = (place: Place) => string;

export function tests(sign: Sign, { at }: Ways, asText: AsText): Doc[] {
  const call = (name: string, value: string): Doc => ({ open: `${name}(`, items: [asText(sign.place), text(value)], close: ')' });
  if ('equals' in sign)
    return sign.place[0] === 'status' ? [`${flat(at(sign.place))} == ${String(sign.equals)}`] : [call('same', String(sign.equals))];
  return [...when(sign.starts !== '', call('starts', sign.starts)), ...when(sign.ends !== '', call('ends', sign.ends))];
}

/** A condition, its tests one a line where they do not fit on one, in a method. */
export function condition(all: readonly Doc[], then: string): string[] {
  const whole = `if (${all.map(flat).join(' && ')}) {`;
  if (whole.length + 4 <= most) return [whole, `  ${then}`, '}'];
  const last = all.length - 1;
  const lines = all.flatMap((test, at) => {
    const before = at === 0 ? 'if (' : '&& ';
    const doc: Doc = typeof test === 'string' ? before + test : { ...test, open: before + test.open };
    return set(doc, at === 0 ? 4 : 8, at === last ? ') {' : '').map((line) => line.slice(4));
  });
  return [...lines, `  ${then}`, '}'];
}
