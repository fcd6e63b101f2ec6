import type { Ui } from '../i18n/index.ts';

/** What the page tells the script: its strings, and how it finds things. */
export interface Words {
  said: Ui['decode']['said'];
  ways: Record<string, string>;
  transports: Record<string, string>;
}

/** Where links lead, and the languages of the page. */
export interface Place {
  root: string;
  /** How addresses of pages end: in a slash, or in nothing. */
  end: string;
  /** Locale of the catalog's texts, and language of the interface. */
  locale: string;
  lang: string;
}
