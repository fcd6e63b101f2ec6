import { scan, scanJson } from './scan.ts';
import type { Scanned } from './scan.ts';

/** A JSON value somewhere in a text. */
export interface FoundJson extends Scanned {
  start: number;
}

/** A text inside quotes inside a text inside quotes: logs go no deeper. */
const MOST_LEVELS = 3;
/** Behind an opening bracket the first escaped quote stands no farther. */
const NEAR = 80;
/** A longer line of a log that is cut off is not mended. */
const LONGEST_LINE = 4000;

/**
 * All JSON objects and arrays in a text, in order, none inside another. JSON that stands in a string, its quotes escaped, is found too.
 * A value that the text cuts off is found when it is the last, or on a line of its own.
 */
export function findJson(text: string, level = 0): FoundJson[] {
  const found: FoundJson[] = [];
  // What begins like JSON and is none is read again from its next bracket: a text made to be read for ever is given up.
  let budget = 6 * text.length + 10_000;
  const opening = /[[{]/g;
  let backslash = -1;
  for (let next = opening.exec(text); next && budget > 0; next = opening.exec(text)) {
    const start = next.index;
    // Without a backslash near nothing is escaped: looked for once, not at every bracket.
    if (backslash < start) backslash = text.includes('\\', start) ? text.indexOf('\\', start) : text.length;
    const escaped = level < MOST_LEVELS && backslash < start + NEAR ? inString(text, start) : undefined;
    budget -= escaped ? escaped.end - start : 0;
    if (escaped?.text !== undefined) {
      for (const one of findJson(escaped.text, level + 1)) found.push({ ...one, start, end: escaped.end });
      opening.lastIndex = escaped.end;
      continue;
    }
    const read = scan(text, start);
    budget -= (typeof read === 'number' ? read : read.end) - start + 1;
    const scanned = typeof read === 'number' ? onItsLine(text, start) : read;
    if (!scanned || isProse(scanned)) continue;
    found.push({ ...scanned, start });
    opening.lastIndex = scanned.end;
  }
  return found;
}

/** `[]` and `[4]` in a log line are more likely a thread than a message. */
function isProse({ value }: Scanned): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null) && typeof value[0] !== 'string';
}

/** A value that is cut off at the end of its line, other lines following. */
function onItsLine(text: string, start: number): Scanned | undefined {
  const near = text.slice(start, start + LONGEST_LINE);
  if (!/^[[{][^\S\n]*["'{]/.test(near)) return undefined;
  const end = near.indexOf('\n');
  const scanned = end < 0 ? undefined : scanJson(near.slice(0, end), 0);
  return scanned && { ...scanned, end: start + scanned.end };
}

/** The text behind `{\"...`: that of a JSON string up to its closing quote. */
function inString(text: string, start: number): { text?: string; end: number } | undefined {
  if (!/^[[{](\\n|\s)*([[{](\\n|\s)*)*\\+"/.test(text.slice(start, start + NEAR))) return undefined;
  const pattern = /(?:[^"\\\n]|\\[^\n])*/y;
  pattern.lastIndex = start;
  const [inside = ''] = pattern.exec(text) ?? [];
  const end = start + inside.length;
  try {
    return { text: String(JSON.parse(`"${inside}"`)), end };
  } catch {
    return { end };
  }
}
