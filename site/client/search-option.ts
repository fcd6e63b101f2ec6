import type { Hit } from '../../scripts/search/query.ts';
import { pageAddress } from '../lib/page-address.ts';

/** An answer as an option of the list; it is a link, so it opens like one. `words` names what it was found by: `byHeader`. */
export function option(hit: Hit, at: number, root: string, words: DOMStringMap): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = pageAddress(root, hit.path, words['end']);
  link.id = `found-${String(at)}`;
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  const piece = (name: 'code' | 'span', text: string, style?: string): void => {
    if (text === '') return;
    const element = document.createElement(name);
    element.textContent = text;
    if (style !== undefined) element.className = style;
    link.append(element, ' ');
  };
  piece('code', hit.code);
  piece('span', hit.title);
  const by = words[`by${hit.by.slice(0, 1).toUpperCase()}${hit.by.slice(1)}`] ?? '';
  piece('span', [hit.service, hit.status, by].filter((text) => text !== '').join(' · '), 'soft');
  return link;
}
