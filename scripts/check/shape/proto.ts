import { isObject } from '../../model/json.ts';

/** Zod leaves `__proto__` out of every object that it reads. A code may bear that name, so it goes by another meanwhile. */
const NAME = '__proto__';
/** From the private use area of Unicode. */
const ALIAS = '\uE000__proto__';

/** True when a key of a value, at any depth, is called `__proto__`. Looks at keys alone and makes nothing: nearly every catalog has none. */
function hasName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasName);
  if (Object.hasOwn(value, NAME)) return true;
  for (const key in value) if (hasName((value as Record<string, unknown>)[key])) return true;
  return false;
}

function mentions(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (Array.isArray(value)) return value.some((item) => mentions(item, text));
  return isObject(value) && Object.entries(value).some(([key, item]) => key.includes(text) || mentions(item, text));
}

function renamed(value: unknown, from: string, to: string, inTexts: boolean): unknown {
  if (typeof value === 'string') return inTexts ? value.replaceAll(from, to) : value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, from, to, inTexts));
  if (!isObject(value)) return value;
  // `Object.fromEntries` defines properties, so that `__proto__` becomes one of them.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === from ? to : key, renamed(item, from, to, inTexts)]));
}

/** A value in which no key is called `__proto__`; the value itself where none is. */
export function hidden(value: unknown): unknown {
  return hasName(value) ? renamed(value, NAME, ALIAS, false) : value;
}

/** The inverse of {@link hidden}, for what was read and for what is said of it. */
export function shown(value: unknown): unknown {
  return mentions(value, ALIAS) ? renamed(value, ALIAS, NAME, true) : value;
}
