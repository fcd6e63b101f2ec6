import { isObject } from '../../model/json.ts';

/** Zod leaves `__proto__` out of every object that it reads. A code may bear that name, so it goes by another meanwhile. */
const NAME = '__proto__';
/** From the private use area of Unicode. */
const ALIAS = '\uE000__proto__';

function has(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (Array.isArray(value)) return value.some((item) => has(item, text));
  return isObject(value) && Object.entries(value).some(([key, item]) => key.includes(text) || has(item, text));
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
  return has(value, NAME) ? renamed(value, NAME, ALIAS, false) : value;
}

/** The inverse of {@link hidden}, for what was read and for what is said of it. */
export function shown(value: unknown): unknown {
  return has(value, ALIAS) ? renamed(value, ALIAS, NAME, true) : value;
}
