import { en } from './en.ts';
import type { Ui } from './en.ts';

/** The interface in each language; another one is a file and a line here. */
const dictionaries = new Map<string, Ui>([['en', en]]);

/** The strings of the interface in a locale: `pt-BR`, else `pt`, else English. `lang` is the language that was found. */
export function dictionary(locale: string): { lang: string; ui: Ui } {
  for (const lang of [locale, locale.split('-')[0] ?? locale]) {
    const ui = dictionaries.get(lang);
    if (ui) return { lang, ui };
  }
  return { lang: 'en', ui: en };
}

export type { Ui };
