import type { FacetName } from '../../scripts/search/facet.ts';
import type { Said } from '../../scripts/search/facet-index.ts';
import type { ListedCode } from '../../scripts/search/facet-shelf.ts';
import { pageAddress } from '../lib/page-address.ts';
import { pieces } from '../lib/text.ts';
import { whole } from '../lib/whole.ts';

/** Words of the columns. */
export interface RowWords {
  retry: Record<string, string>;
  actors: Record<string, string>;
  states: Record<string, string>;
  warning: string;
}

interface Setting {
  /** Address of the site in this language, without a slash at the end. */
  root: string;
  /** How addresses of pages end: in a slash, or in nothing. */
  end: string;
  /** The codes are of several services. */
  many: boolean;
  said: RowWords;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: readonly (Node | string)[],
  style = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (style !== '') made.className = style;
  made.append(...content);
  return made;
}

/** A text of the catalog, with its code marked and its language named where that is not the page's. Never markup. */
function text(said: Said): Node {
  const [lang, words] = typeof said === 'string' ? [undefined, said] : said;
  const parts = pieces(words).map((piece) => (piece.code ? element('code', [piece.text]) : piece.text));
  if (lang === undefined) {
    const fragment = document.createDocumentFragment();
    fragment.append(...parts);
    return fragment;
  }
  const span = element('span', parts);
  span.lang = lang;
  return span;
}

/** A code as a row of the table, like those of the plain list. */
export function rowOf(code: ListedCode, valuesOf: (facet: FacetName) => string[], { root, end, many, said }: Setting): HTMLTableRowElement {
  const word = (words: Record<string, string>, facet: FacetName): string =>
    valuesOf(facet)
      .map((value) => words[value] ?? value)
      .join(', ');
  const [state = ''] = valuesOf('lifecycle');
  const link = element('a', [code.code]);
  link.href = pageAddress(root, code.path, end);
  const head = element('th', [link], whole(code.code));
  head.scope = 'row';
  const soft = code.status === '' || code.status.startsWith('(');
  const tags = [...(state === 'stable' ? [] : [said.states[state] ?? state]), ...(code.warning ? [said.warning] : [])];
  const row = element('tr', [
    head,
    element('td', [soft ? element('span', [code.status === '' ? '\u2013' : code.status], 'soft') : code.status], 'st'),
    element('td', [text(code.title), ...tags.map((tag) => element('span', [tag], 'tag'))]),
    element('td', [word(said.retry, 'retry')]),
    element('td', [word(said.actors, 'actor')]),
    ...(many ? [element('td', [text(code.service)])] : []),
  ]);
  if (state === 'removed') row.className = 'gone';
  return row;
}
