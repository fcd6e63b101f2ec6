import en from './en.ts';
import type { Ui } from './en.ts';

/** The dictionaries: one file a language, which has the name of its tag (`pt-BR.ts`). Nothing else has to know of it. */
const files = import.meta.glob<Ui>(['./*.ts', '!./index.ts', '!./*.test.ts'], { eager: true, import: 'default' });
const dictionaries = new Map(Object.entries(files).map(([path, ui]) => [path.replace(/^\.\/(.*)\.ts$/, '$1'), ui]));

/** The strings of the interface in a locale: `pt-BR`, else `pt`, else English. `lang` is the language that was found. */
export function dictionary(locale: string): { lang: string; ui: Ui } {
  for (const lang of [locale, locale.split('-')[0] ?? locale]) {
    const ui = dictionaries.get(lang);
    if (ui) return { lang, ui };
  }
  return { lang: 'en', ui: en };
}

export type { Ui };
