import type { Localized } from '../model/shared.ts';
import type { Texts } from './types.ts';

/** A written text by locale, in the order of `locales`, the default first; a plain string is in the default locale. */
export function textsOf(text: Localized, locales: readonly string[]): Texts {
  const [first = 'en'] = locales;
  if (typeof text === 'string') return { [first]: text };
  const order = [
    ...locales.filter((locale) => Object.hasOwn(text, locale)),
    ...Object.keys(text)
      .filter((locale) => !locales.includes(locale))
      .sort(),
  ];
  return Object.fromEntries(order.map((locale) => [locale, text[locale] ?? '']));
}

/** `{ key: texts }` where there is a text, else nothing: for spreading. */
export function maybeTexts<K extends string>(key: K, text: Localized | undefined, locales: readonly string[]): { [P in K]?: Texts } {
  return (text === undefined ? {} : { [key]: textsOf(text, locales) }) as { [P in K]?: Texts };
}

/** An object without its undefined properties, which JSON would drop too. */
export function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
