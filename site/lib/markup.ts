import { escapeHTML, markHTMLString } from 'astro/runtime/server/index.js';
import type { Texts } from '../../scripts/compile/types.ts';
import { pick, pieces } from './text.ts';
import type { View } from './view.ts';
import type { Token } from './wire.ts';

/** What Astro writes as it stands. */
type Markup = ReturnType<typeof markHTMLString>;

// What stands in hundreds of places of a page is made here as one text: a component in each of them was a fifth of the time of all pages.

const html = (text: string): string =>
  text.includes('`') ? pieces(text).map((piece) => (piece.code ? `<code>${escapeHTML(piece.text)}</code>` : escapeHTML(piece.text))).join('') : escapeHTML(text);

/** A line of prose in the language of the page: text and `code`. Whatever else is in it is text. */
export function prose(text: string): Markup {
  return markHTMLString(html(text));
}

/** A localised line of the catalog; says in which language it is where that is not the page's. Undefined where there is none. */
export function localized(texts: Texts | undefined, view: Pick<View, 'locale' | 'lang'>): Markup | undefined {
  const found = pick(texts, view.locale);
  if (!found) return undefined;
  const line = html(found.text);
  return markHTMLString(found.lang === view.lang ? line : `<span lang="${escapeHTML(found.lang)}">${line}</span>`);
}

/** Tokens of code, coloured by kind. */
export function coloured(tokens: readonly Token[]): Markup {
  return markHTMLString(tokens.map(({ kind, text }) => (kind === '' ? escapeHTML(text) : `<span class="${kind}">${escapeHTML(text)}</span>`)).join(''));
}
