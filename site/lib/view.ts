import { catalog, frame } from 'virtual:errdex';
import type { Texts } from '../../scripts/compile/types.ts';
import { dictionary } from '../i18n/index.ts';
import type { Ui } from '../i18n/index.ts';
import { slashed } from '../../scripts/emit/paths.ts';
import { localeRoot } from './locales.ts';
import { pick, plain } from './text.ts';

/** What every component needs to speak: the locale, the strings of the interface, and where links lead. */
export interface View {
  /** Locale of the catalog's texts on this page. */
  locale: string;
  /** Language of the interface: `lang` of the page. */
  lang: string;
  ui: Ui;
  /**
   * The address of a path of the site, below `base` and prefix. A page ends in a slash (before `?` or `#`) and is that of the same language;
   * anything else is a file, of which there is one for all languages.
   */
  href(path: string): string;
  /** The whole address of a page, with origin; undefined where it is not known where the site stands. */
  address(path: string): string | undefined;
  /** The address of a file or folder of files, which all languages share: `/search/`. */
  file(path: string): string;
  /** A number as the language writes it. */
  number(value: number): string;
  /** The text of the catalog in this locale or the nearest, without markup; empty when there is none. */
  say(texts: Texts | undefined): string;
  /** The same with its code in backticks. */
  mark(texts: Texts | undefined): string;
}

/** One a locale: each page asks for all of them, and a format of numbers is dear to make. */
const views = new Map<string, View>();

/** The view in a locale; in the catalog's default locale unless told. */
export function createView(locale: string = catalog.locales[0] ?? 'en'): View {
  const known = views.get(locale) ?? viewIn(locale);
  views.set(locale, known);
  return known;
}

function viewIn(locale: string): View {
  const file = (path: string): string => `${frame.root}${path}`;
  const href = (path: string): string =>
    /^[^?#]*[^/?#](?:[?#]|$)/.test(path) ? file(path) : slashed(catalog, file(`${localeRoot(locale)}${path}`));
  const numbers = new Intl.NumberFormat(dictionary(locale).lang);
  const mark = (texts: Texts | undefined): string => pick(texts, locale)?.text ?? '';
  return {
    locale,
    ...dictionary(locale),
    href,
    address: (path) => catalog.url && slashed(catalog, `${catalog.url}${href(path).slice(frame.root.length) || '/'}`),
    file,
    number: (value) => numbers.format(value),
    say: (texts) => {
      const text = mark(texts);
      return text.includes('`') ? plain(text) : text;
    },
    mark,
  };
}
