import { jsonEqual } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import type { Lexicon } from './catalog.ts';
import { pipesFor } from './catalog.ts';
import { conforms } from './conforms.ts';
import { typesOf } from './quick-schema.ts';
import type { HoleNode, TextNode } from './node.ts';
import { pipeConstant, unpipe } from './piping.ts';

/** Values by reference, as one reading of a text gives them. */
export type Reading = ReadonlyMap<string, Json>;

/** The readings found, and whether the search was given up: then there may be more. */
export interface TextReadings {
  readings: Reading[];
  exhausted: boolean;
}

/** Steps after which the search is given up. Reached only by texts of many thousand characters that are made to be slow. */
const MOST_STEPS = 1_000_000;

/** The values that a piece of text can stand for, by the types that the schema allows (integers and numbers only as JSON writes them). */
function values(text: string, schema: JsonSchema): Json[] {
  const found: Json[] = [];
  for (const type of typesOf(schema) ?? ['string']) {
    if (type === 'string' && text !== '') found.push(text);
    if (type === 'boolean' && (text === 'true' || text === 'false')) found.push(text === 'true');
    if (type !== 'integer' && type !== 'number') continue;
    const number = text === '' ? Number.NaN : Number(text);
    const fits = type === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number);
    if (fits && String(number) === text) found.push(number);
  }
  return found;
}

/** The values of a hole that a piece of text can stand for. */
function holeValues(hole: HoleNode, text: string, lexicon: Lexicon, service: string): Json[] {
  if (!hole.pipes) return values(text, hole.schema).filter((value) => conforms(hole.schema, value));
  const pipes = pipesFor(lexicon, service, hole.pipes);
  const sent: Json[] = [...values(text, { type: ['integer', 'number', 'boolean'] }), text];
  const read = sent
    .map((value) => unpipe(value, pipes, hole.schema))
    .filter((value) => value !== undefined && conforms(hole.schema, value)) as Json[];
  return read.filter((value, at) => read.findIndex((other) => jsonEqual(other, value)) === at);
}

/** A bound value as the text that was sent; undefined where it cannot stand in a text. */
function written(hole: HoleNode, value: Json, lexicon: Lexicon, service: string): string | undefined {
  const sent = pipeConstant(value, pipesFor(lexicon, service, hole.pipes));
  return sent === undefined || (typeof sent === 'object' && sent !== null) ? undefined : String(sent);
}

/**
 * The readings of a text: which values its holes can have had. Parses from left to right with remembered dead ends, no regular
 * expression, so its cost is bounded; stops at `most` readings.
 *
 * @param bound values that are known already and stand as literals
 */
export function readText(
  node: TextNode,
  text: string,
  bound: ReadonlyMap<string, Json>,
  lexicon: Lexicon,
  service: string,
  most = 2,
): TextReadings {
  const parts = node.parts.map((part) => {
    const value = typeof part === 'string' ? undefined : bound.get(part.ref);
    return typeof part === 'string' || value === undefined ? part : (written(part, value, lexicon, service) ?? part);
  });
  const holes = parts.filter((part): part is HoleNode => typeof part !== 'string');
  const repeated = new Set(holes.map((hole) => hole.ref)).size < holes.length;
  const dead = new Set<number>();
  const readings: Reading[] = [];
  let steps = 0;

  const from = (at: number, position: number, found: Map<string, Json>): boolean => {
    steps += 1;
    if (readings.length >= most || steps > MOST_STEPS) return true;
    const part = parts[at];
    if (part === undefined) {
      if (position !== text.length) return false;
      readings.push(new Map(found));
      return true;
    }
    if (typeof part === 'string') return text.startsWith(part, position) && from(at + 1, position + part.length, found);
    const key = at * (text.length + 1) + position;
    if (dead.has(key)) return false;
    let any = false;
    for (const end of ends(parts, at, position, text)) {
      for (const value of holeValues(part, text.slice(position, end), lexicon, service)) {
        const known = found.get(part.ref);
        if (known !== undefined && !jsonEqual(known, value)) continue;
        found.set(part.ref, value);
        any = from(at + 1, end, found) || any;
        if (known === undefined) found.delete(part.ref);
        if (readings.length >= most || steps > MOST_STEPS) return true;
      }
    }
    // A dead end depends on what was found before only where a reference stands twice.
    if (!any && !repeated) dead.add(key);
    return any;
  };
  from(0, 0, new Map());
  return { readings, exhausted: steps > MOST_STEPS };
}

/** Where a hole can end: before each place of the literal that follows, or anywhere, or at the end of the text. */
function* ends(parts: readonly (string | HoleNode)[], at: number, position: number, text: string): Generator<number> {
  const next = parts[at + 1];
  if (next === undefined) yield text.length;
  else if (typeof next !== 'string') for (let end = position + 1; end <= text.length; end += 1) yield end;
  else if (next === '') yield* ends(parts, at + 1, position, text);
  else if (parts[at + 2] === undefined) {
    if (text.endsWith(next) && text.length - next.length > position) yield text.length - next.length;
  } else for (let end = text.indexOf(next, position + 1); end >= 0; end = text.indexOf(next, end + 1)) yield end;
}
