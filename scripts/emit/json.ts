import { jsonLine, safe } from '../model/json-line.ts';
import { isObject } from '../model/json.ts';
import { textsOf } from './types.ts';
import type { Piece } from './types.ts';

/** A value as JSON text (RFC 8259), two spaces deep, with a final newline. Invisible characters are escaped; the value stays the same. */
export function jsonText(value: unknown): string {
  return `${safe(JSON.stringify(value, null, 2))}\n`;
}

/**
 * The text of {@link jsonText} in pieces, for values whose whole text would be too large to hold: it is a quarter of a gigabyte for a
 * catalog of 10,000 codes, and is copied twice on its way to the disk.
 *
 * @param depth so many levels are taken apart; what is below is a piece
 */
export function* jsonPieces(value: unknown, depth: number): Generator<Piece> {
  yield* within(value, depth, '');
  yield '\n';
}

/** A value that is made when its text is asked for, in a piece of its own. */
export class LateJson {
  readonly madeFrom: readonly unknown[];
  readonly make: () => unknown;
  constructor(madeFrom: readonly unknown[], make: () => unknown) {
    this.madeFrom = madeFrom;
    this.make = make;
  }
}

function* within(value: unknown, depth: number, pad: string): Generator<Piece> {
  if (value instanceof LateJson) {
    yield { madeFrom: value.madeFrom, texts: () => textsOf(within(value.make(), depth, pad)) };
    return;
  }
  const isList = Array.isArray(value);
  const entries: [string, unknown][] = isList
    ? value.map((item) => ['', item])
    : isObject(value)
      ? Object.entries(value).filter(([, item]) => item !== undefined)
      : [];
  if (depth === 0 || entries.length === 0) {
    // A text in JSON holds no line break, so that every one is between values.
    yield safe(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${pad}`);
    return;
  }
  let before = isList ? '[' : '{';
  for (const [key, item] of entries) {
    yield `${before}\n${pad}  ${isList ? '' : `${jsonLine(key)}: `}`;
    yield* within(item, depth - 1, `${pad}  `);
    before = ',';
  }
  yield `\n${pad}${isList ? ']' : '}'}`;
}
