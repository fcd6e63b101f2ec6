import { asText } from '../model/json.ts';
import { typesOf } from './quick-schema.ts';
import type { ConstNode, HoleNode, TextNode } from './node.ts';

/** The characters that a hole can be made of; undefined: any. */
function alphabet(hole: HoleNode): ReadonlySet<string> | undefined {
  const { schema } = hole;
  if (hole.pipes) return undefined;
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(asText).join(''));
  const types = typesOf(schema) ?? ['string'];
  if (types.every((type) => type === 'integer')) return new Set('-0123456789');
  if (types.every((type) => type === 'integer' || type === 'number')) return new Set('-+.e0123456789');
  if (types.every((type) => type === 'boolean')) return new Set('truefalse');
  return undefined;
}

/** One character of a literal, or a hole: one or more characters of an alphabet. */
type Token = string | { any: ReadonlySet<string> | undefined };

function tokens(node: TextNode | ConstNode): Token[] {
  const parts = node.kind === 'text' ? node.parts : [asText(node.value)];
  return parts.flatMap((part): Token[] => (typeof part === 'string' ? [...part] : [{ any: alphabet(part) }]));
}

function share(left: Token, right: Token): boolean {
  if (typeof left === 'string') return typeof right === 'string' ? left === right : !right.any || right.any.has(left);
  if (typeof right === 'string') return !left.any || left.any.has(right);
  const [one, two] = [left.any, right.any];
  return !one || !two || [...one].some((char) => two.has(char));
}

/**
 * True when some text can be read as both. Walks the two as automata side by side; a hole counts as one or more characters of its
 * alphabet, so the answer may be true for texts that differ only inside typed holes, and is never false wrongly.
 */
export function textsMeet(one: TextNode | ConstNode, two: TextNode | ConstNode): boolean {
  const left = tokens(one);
  const right = tokens(two);
  const seen = new Set<number>();
  const width = right.length + 1;
  const queue: [number, number][] = [[0, 0]];
  for (let step = queue.pop(); step; step = queue.pop()) {
    const [at, other] = step;
    if (at === left.length && other === right.length) return true;
    const key = at * width + other;
    if (seen.has(key)) continue;
    seen.add(key);
    const [a, b] = [left[at], right[other]];
    if (a === undefined || b === undefined || !share(a, b)) continue;
    // One character is taken by both; a hole may then stay or end.
    queue.push([at + 1, other + 1]);
    if (typeof a !== 'string') queue.push([at, other + 1]);
    if (typeof b !== 'string') queue.push([at + 1, other]);
  }
  return false;
}
