import { asText, isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { readKey, readString } from './template.ts';

/**
 * What `bare` makes: nothing is inherited, and yet the object has a shape. `Object.create(null)` gives a hash table instead, which takes
 * three times the memory and the time to walk, and messages are made of such objects.
 */
const Bare = function Bare() {} as unknown as new () => object;
Bare.prototype = Object.freeze(Object.create(null)) as object;

/** A JSON object that inherits no key, so that `__proto__` and `constructor` are keys like any other. */
export function bare<T>(entries: Iterable<readonly [string, T]> = []): Record<string, T> {
  const object = new Bare() as Record<string, T>;
  for (const [key, value] of entries) object[key] = value;
  return object;
}

/** Keys are compared without `?`, so that an overlay finds what it replaces. */
function sameKey(key: string): string {
  const read = readKey(key);
  return read.kind === 'plain' ? `=${read.name}` : key;
}

function isSpecial(value: unknown): boolean {
  return isObject(value) && (Object.hasOwn(value, '$value') || Object.hasOwn(value, '$schema'));
}

/**
 * Lays one template over another. Objects merge, `null` removes, everything else replaces; a replaced key keeps its place.
 *
 * @param spread true for `...: $parts.x` with more fields: nothing is removed and values are not merged deeply.
 */
export function merge(base: Json, over: Json, spread = false): Json {
  if (!isObject(base) || !isObject(over) || (!spread && (isSpecial(base) || isSpecial(over)))) return over;
  const result = new Map<string, [string, Json]>();
  for (const [key, value] of Object.entries(base)) result.set(sameKey(key), [key, value]);
  for (const [key, value] of Object.entries(over)) {
    const name = sameKey(key);
    const old = result.get(name);
    if (value === null && !spread) result.delete(name);
    else result.set(name, [key, old && !spread ? merge(old[1], value) : value]);
  }
  return bare(result.values());
}

/** What goes wrong while parts are put in place. */
export interface IncludeProblem {
  path: (string | number)[];
  part: string;
  kind: 'unknown' | 'cycle' | 'not-an-object';
}

/**
 * Puts the parts in place: `$parts.x` becomes the template of the part, `...: $parts.x` spreads its fields (later keys win,
 * like a TypeScript spread). References stay as they are.
 */
export function include(template: Json, parts: Record<string, Json>, report: (problem: IncludeProblem) => void): Json {
  const walk = (value: Json, path: (string | number)[], open: readonly string[]): Json => {
    if (typeof value === 'string') {
      const read = value.startsWith('$') ? readString(value) : undefined;
      if (read?.kind !== 'ref' || read.ref.path[0] !== 'parts' || read.ref.path[1] === undefined) return value;
      const part = read.ref.path[1];
      const found = Object.hasOwn(parts, part) ? parts[part] : undefined;
      if (found === undefined || open.includes(part)) {
        report({ path, part, kind: found === undefined ? 'unknown' : 'cycle' });
        return null;
      }
      return walk(found, path, [...open, part]);
    }
    if (Array.isArray(value)) return value.map((item, at) => walk(item, [...path, at], open));
    if (!isObject(value)) return value;
    let result: Json = bare<Json>();
    for (const [key, item] of Object.entries(value)) {
      const inner = walk(item, [...path, key], open);
      if (key !== '...') result = merge(result, bare([[key, inner]]), true);
      else if (isObject(inner)) result = merge(result, inner, true);
      else if (inner !== null) report({ path: [...path, key], part: asText(item), kind: 'not-an-object' });
    }
    return result;
  };
  return walk(template, [], []);
}
