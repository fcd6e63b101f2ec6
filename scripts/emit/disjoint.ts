import type { Node } from '../envelope/node.ts';
import type { Json } from '../model/json.ts';
import { pointer } from '../model/json.ts';

/** What every message of a node holds at one place, and its schema says: one of some values, or a text that begins and ends so. */
type Mark = { values: readonly Json[] } | { prefix: string; suffix: string };

/** The places that are in every message, with what stands there. Only what the emitted schema says too. */
export type Marks = ReadonlyMap<string, Mark>;

function single(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function markOf(node: Node): Mark | undefined {
  if (node.kind === 'const') return single(node.value) ? { values: [node.value] } : undefined;
  if (node.kind === 'hole') {
    const values = node.schema.enum;
    return !node.pipes && !node.fallback && Array.isArray(values) && values.every(single) ? { values } : undefined;
  }
  if (node.kind !== 'text') return undefined;
  const first = node.parts[0];
  const last = node.parts.at(-1);
  return { prefix: typeof first === 'string' ? first : '', suffix: typeof last === 'string' ? last : '' };
}

/** The marks of a message node, or of one of its slots. Takes a resolved node; objects only are walked, since lists may be open. */
export function marksOf(node: Node): Marks {
  const marks = new Map<string, Mark>();
  const walk = (inner: Node, path: string[]): void => {
    const mark = markOf(inner);
    if (mark !== undefined) marks.set(pointer(path), mark);
    if (inner.kind !== 'object') return;
    for (const [key, field] of Object.entries(inner.fields)) {
      if (field.presence === 'always') walk(field.node, [...path, key]);
    }
  };
  walk(node, []);
  return marks;
}

function excludes(left: Mark, right: Mark): boolean {
  if ('values' in left) {
    if ('values' in right) return left.values.every((value) => !right.values.includes(value));
    return left.values.every((value) => typeof value !== 'string' || !value.startsWith(right.prefix) || !value.endsWith(right.suffix));
  }
  if ('values' in right) return excludes(right, left);
  const begin = left.prefix.startsWith(right.prefix) || right.prefix.startsWith(left.prefix);
  const end = left.suffix.endsWith(right.suffix) || right.suffix.endsWith(left.suffix);
  return !begin || !end;
}

function apart(left: Marks, right: Marks): boolean {
  for (const [place, mark] of left) {
    const other = right.get(place);
    if (other !== undefined && excludes(mark, other)) return true;
  }
  return false;
}

/** A single string or number at a place, for splitting. */
function key(marks: Marks, place: string): string | undefined {
  const mark = marks.get(place);
  return mark !== undefined && 'values' in mark && mark.values.length === 1 ? JSON.stringify(mark.values[0]) : undefined;
}

/** The place that splits a group into most parts, every member having a constant there. */
function split(group: readonly Marks[]): Marks[][] | undefined {
  let best: Map<string, Marks[]> | undefined;
  for (const place of group[0]?.keys() ?? []) {
    const parts = new Map<string, Marks[]>();
    for (const marks of group) {
      const value = key(marks, place);
      if (value === undefined) {
        parts.clear();
        break;
      }
      const part = parts.get(value);
      if (part) part.push(marks);
      else parts.set(value, [marks]);
    }
    if (parts.size > (best?.size ?? 1)) best = parts;
  }
  return best && [...best.values()];
}

/** Comparing every pair of more than this is not worth it: the answer is then "not known". */
const PAIRS_OF = 64;

/**
 * True when no message fits two of the schemas: proved from constants and the fixed ends of texts that every message
 * holds. False means "not proved", and a union must then be `anyOf` (JSON Schema, section 10.2.1).
 */
export function disjoint(group: readonly Marks[]): boolean {
  if (group.length < 2) return true;
  const parts = split(group);
  if (parts) return parts.every(disjoint);
  if (group.length > PAIRS_OF) return false;
  return group.every((left, at) => group.slice(at + 1).every((right) => apart(left, right)));
}

/** A place where every message holds one string, and the strings. Places are tried in the order of the first message. */
export function discriminators(group: readonly Marks[]): { place: string; values: string[] }[] {
  const found: { place: string; values: string[] }[] = [];
  for (const place of group[0]?.keys() ?? []) {
    const values: string[] = [];
    for (const marks of group) {
      const mark = marks.get(place);
      const [only] = mark !== undefined && 'values' in mark && mark.values.length === 1 ? mark.values : [];
      if (typeof only === 'string') values.push(only);
    }
    if (values.length === group.length) found.push({ place, values });
  }
  return found;
}
