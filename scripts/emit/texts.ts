import type { Texts } from '../compile/types.ts';

/** A text in a locale; else in the default locale, which comes first. */
export function pick(texts: Texts, locale?: string): string {
  if (locale !== undefined && Object.hasOwn(texts, locale)) return texts[locale] ?? '';
  return Object.values(texts)[0] ?? '';
}

/** Like {@link pick}, for a text that may be missing. */
export function pickMaybe(texts: Texts | undefined, locale?: string): string | undefined {
  return texts === undefined ? undefined : pick(texts, locale);
}

/** The text in exactly this locale, if there is one. */
export function exact(texts: Texts | undefined, locale: string): string | undefined {
  return texts !== undefined && Object.hasOwn(texts, locale) ? texts[locale] : undefined;
}
