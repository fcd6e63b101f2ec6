import { indent } from '../lines.ts';

/** A list in code: on one line where it fits, else one item a line. */
export interface List {
  readonly open: string;
  readonly items: readonly Doc[];
  readonly close: string;
  /** What stands inside the brackets at both ends while all is on one line: the blanks of `{ a: 1 }`. */
  readonly pad?: string;
}

/** A piece of code that may be broken over lines. */
export type Doc = string | List;

/** How a language breaks lines. */
export interface Style {
  readonly width: number;
  readonly step: string;
  /** What follows the last item when each has its line. */
  readonly lastComma: ',' | '';
}

/** The code on one line. */
export function flat(doc: Doc): string {
  if (typeof doc === 'string') return doc;
  const pad = doc.items.length > 0 ? (doc.pad ?? '') : '';
  return `${doc.open}${pad}${doc.items.map(flat).join(', ')}${pad}${doc.close}`;
}

/** Lines of a piece of code, with what follows it. */
export function lay(doc: Doc, style: Style, depth = 0, end = ''): string[] {
  const blank = style.step.repeat(depth);
  const whole = blank + flat(doc) + end;
  if (typeof doc === 'string' || doc.items.length === 0 || whole.length <= style.width) return [whole];
  const last = doc.items.length - 1;
  return [
    blank + doc.open,
    ...doc.items.flatMap((item, at) => lay(item, style, depth + 1, at < last ? ',' : style.lastComma)),
    blank + doc.close + end,
  ];
}

/** Lines, each deeper by so many steps. */
export const deeper = (lines: readonly string[], step: string): string[] =>
  indent(lines, step).map((line) => (typeof line === 'string' ? line : line.fact));

/**
 * A comment as lines that fit; a word that is too long for one stands alone.
 *
 * @param sign what begins each line: `//`
 */
export function commented(words: string, sign: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(`${sign} ${word}`);
  }
  return lines;
}
