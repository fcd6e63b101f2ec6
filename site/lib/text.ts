import type { Texts } from '../../scripts/compile/types.ts';
import { jsonLine } from '../../scripts/model/json-line.ts';

/** A text in the best language there is. */
export interface Picked {
  lang: string;
  text: string;
}

/**
 * The text in a locale; else in its language without a region; else in the default locale, which comes first.
 * Undefined when there is no text at all.
 */
export function pick(texts: Texts | undefined, locale: string): Picked | undefined {
  if (texts === undefined) return undefined;
  const language = locale.split('-')[0] ?? locale;
  for (const lang of [locale, language, ...Object.keys(texts)]) {
    const text = Object.hasOwn(texts, lang) ? texts[lang] : undefined;
    if (text !== undefined) return { lang, text };
  }
  return undefined;
}

/** A piece of prose: plain, or code from between backticks. */
export interface Piece {
  code: boolean;
  text: string;
}

/** The only markup of localised prose: `` `code` `` . A backtick without a partner stands as it is. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/`([^`]+)`/g)) {
    if (match.index > end) found.push({ code: false, text: text.slice(end, match.index) });
    found.push({ code: true, text: match[1] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ code: false, text: text.slice(end) });
  return found;
}

/** Paragraphs: separated by empty lines. */
export function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '');
}

/** The text without its backticks, for titles and attributes. */
export function plain(text: string): string {
  return pieces(text).map((piece) => piece.text).join('');
}

/**
 * The language of texts that have no translations (decisions, reasons of inferred facts): the first documentation language of the service.
 * Undefined where it is the page's.
 */
export function sourceLang({ locales }: { locales: { docs: string[] } }, { lang }: { lang: string }): string | undefined {
  const [first = 'en'] = locales.docs;
  return first === lang ? undefined : first;
}

/** JSON as the content of a script element of data: nothing in it can end the element or begin a comment (HTML, 4.12.1.3). */
export function scriptText(data: object): string {
  return jsonLine(data).replaceAll('<', String.raw`\u003c`);
}
