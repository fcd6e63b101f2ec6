/** A JSON value (RFC 8259). */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object (RFC 8259, section 4). */
export interface JsonObject {
  [key: string]: Json;
}

/** A JSON Schema (draft 2020-12) in its object form. */
export type JsonSchema = JsonObject;

/** Where something stands inside a value: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** True for a JSON object: not an array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when two JSON values are equal: key order does not count, `1` equals `1.0`, `0` equals `-0`. */
export function jsonEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, at) => jsonEqual(item, right[at]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && jsonEqual(left[key], right[key]));
}

/** The JSON Pointer of a path (RFC 6901): `['a', 0, 'b/c']` gives `/a/0/b~1c`. */
export function pointer(path: Path): string {
  let text = '';
  // A loop, and a look first: this runs for every field of every message.
  for (const step of path) text += `/${/[~/]/.test(String(step)) ? String(step).replaceAll('~', '~0').replaceAll('/', '~1') : step}`;
  return text;
}

/** The path of a JSON Pointer (RFC 6901); the inverse of {@link pointer}, with every step as a string. */
export function fromPointer(text: string): string[] {
  if (text === '') return [];
  return text
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON value as it stands in a text: scalars as they are, everything else as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
