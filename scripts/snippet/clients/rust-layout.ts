import { fact } from '../lines.ts';
import type { Line } from '../lines.ts';

/** Columns that rustfmt fills, and those of the arguments, lists and chains that it leaves on one line (`use_small_heuristics`). */
const COLUMNS = 100;
const NARROW = 60;
const STEP = '    ';

/** Columns of a text; an East Asian character takes two of them. */
const width = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(char) ? 2 : 1),
    0,
  );

const fits = (text: string, depth: number): boolean => width(text) + depth * STEP.length <= COLUMNS;

/** A list in brackets or a call, whose items are texts of code or lists themselves. */
export interface List {
  readonly open: string;
  readonly items: readonly Doc[];
  readonly close: string;
}
export type Doc = string | List;

const flat = (doc: Doc): string => (typeof doc === 'string' ? doc : `${doc.open}${doc.items.map(flat).join(', ')}${doc.close}`);

/** Whether what stands in the brackets is left on one line. */
function isNarrow(doc: Doc): boolean {
  if (typeof doc === 'string') return true;
  const { items } = doc;
  // An only item that has no brackets of its own could not be broken.
  const isFree = items.length === 0 || (items.length === 1 && typeof items[0] === 'string');
  return (isFree || width(items.map(flat).join(', ')) <= NARROW) && items.every(isNarrow);
}

/** A list on one line where it is narrow, else one item a line; short words of an array share lines. */
export function list(doc: Doc, depth: number, end: string): string[] {
  const whole = flat(doc) + end;
  return typeof doc === 'string' || (fits(whole, depth) && isNarrow(doc)) ? [whole] : broken(doc, depth, end);
}

/** A list over several lines. */
function broken({ open, items, close }: List, depth: number, end: string): string[] {
  const [only] = items;
  // The brackets of an only item stand beside those around it.
  if (items.length === 1 && only !== undefined && typeof only !== 'string')
    return broken({ open: open + only.open, items: only.items, close: only.close + close }, depth, end);
  const words = items.map(flat);
  if (open.endsWith('[') && items.length > 1 && words.every((one) => width(one) <= 10))
    return [
      open,
      ...filled(
        words.map((one) => `${one},`),
        depth + 1,
      ),
      close + end,
    ];
  return [open, ...items.flatMap((item) => list(item, depth + 1, ',')).map((line) => STEP + line), close + end];
}

/** Items side by side, as many as a line takes. */
function filled(items: readonly string[], depth: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${item}`, depth - 1)) lines[lines.length - 1] = `${last} ${item}`;
    else lines.push(STEP + item);
  }
  return lines;
}

/** A chain of calls: on one line where it is narrow, else one call a line. What is handed in begins with a name of more than four letters. */
export function chain(before: string, base: string, links: readonly string[], depth: number, end = ';'): string[] {
  const whole = base + links.join('');
  const one = before + whole + end;
  if (fits(one, depth) && (links.length < 2 || width(whole) <= NARROW)) return [one];
  if (links.length < 2 && before.endsWith('= ') && fits(whole + end, depth + 1)) return [before.trimEnd(), STEP + whole + end];
  return [before + base, ...links.map((link, at) => STEP + link + (at === links.length - 1 ? end : ''))];
}

/** `if` with tests that are joined by an operator: its lines up to the brace. */
function ifHead(tests: readonly string[], operator: '&&' | '||', depth: number): string[] {
  const one = `if ${tests.join(` ${operator} `)} {`;
  if (fits(one, depth)) return [one];
  const open = one.slice(0, -' {'.length);
  return fits(open, depth) ? [open, '{'] : [...tests.map((test, at) => (at === 0 ? `if ${test}` : `${STEP}${operator} ${test}`)), '{'];
}

/** `if` with tests all of which must be true. */
export const ifAll = (tests: readonly string[], then: readonly string[], depth: number): string[] => [
  ...ifHead(tests, '&&', depth),
  ...then.map((line) => STEP + line),
  '}',
];

/** `if` with tests of which any one is enough. */
export function ifAny(tests: readonly string[], then: readonly string[], depth: number): Line[] {
  const head = ifHead(tests, '||', depth);
  return [...head.map((line) => (line === '{' ? line : fact(line))), ...then.map((line) => STEP + line), '}'];
}

/** Ends a function with an error that holds a text; `format` where variables stand in it. */
export function failure(literal: string, format: boolean, returns: boolean, depth: number): string[] {
  const [before, end] = returns ? ['return Err(', ');'] : ['Err(', ')'];
  const one = `${before}${format ? `format!(${literal})` : literal}.into()${end}`;
  if (!format || fits(one, depth)) return [one];
  return [`${before}format!(`, STEP + literal, ')', `.into()${end}`];
}

/** The head of a function with its parameters. */
export function head(name: string, parameters: readonly string[], result: string): string[] {
  const one = `pub async fn ${name}(${parameters.join(', ')}) -> ${result} {`;
  return fits(one, 0) ? [one] : [`pub async fn ${name}(`, ...parameters.map((each) => `${STEP}${each},`), `) -> ${result} {`];
}
