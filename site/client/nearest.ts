// The page of unknown addresses: offers the codes whose names are nearest to the last part of the address, and says what was asked for.
import { search } from '../../scripts/search/query.ts';
import type { Hit } from '../../scripts/search/query.ts';
import { openShelf } from '../../scripts/search/shelf.ts';
import { pageAddress } from '../lib/page-address.ts';
import { fill } from '../lib/phrase.ts';
import { loader } from './load.ts';

/** Codes that are offered. */
const most = 5;

/** `%7E` and our own `~7E`; a broken escape stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    return text;
  }
}

const place = document.querySelector<HTMLElement>('#nearest');
const ticket = document.querySelector<HTMLElement>('#report .ticket');
const index = place?.dataset['index'] ?? '';
// The page is one for all languages; its address tells which is meant. That of the default language comes first and stands above the others.
const roots = JSON.parse(place?.dataset['roots'] ?? '[]') as string[];
const root = (roots.findLast((one) => location.pathname.startsWith(one)) ?? '/').replace(/\/$/, '');
const parts = location.pathname
  .slice(root.length)
  .split('/')
  .filter((part) => part !== '')
  .map(decoded);
const asked = (parts.at(-1) ?? '').replace(/\.(html|json|md)$/, '');

if (ticket) {
  // Query and fragment may hold what is nobody's business.
  const text = fill(ticket.dataset['ticket'] ?? '', { address: location.origin + location.pathname });
  ticket.textContent = text;
  document.querySelector('#report button[data-copy]')?.setAttribute('data-copy', text);
}

// Where the address names a service, its people can help. The others stay, so that nothing moves.
for (const row of document.querySelectorAll<HTMLElement>('#report tr[data-service]'))
  row.classList.toggle('meant', parts.includes(row.dataset['service'] ?? ''));

/** The codes that the last part may mean; those of the service in the address first. */
async function nearest(): Promise<Hit[]> {
  const shelf = await openShelf(loader(index));
  const { hits } = await search(shelf, asked, 2 * most);
  const own = ({ path }: Hit): number => (parts.includes(path.split('/')[1] ?? '') ? 0 : 1);
  return hits.toSorted((one, two) => own(one) - own(two)).slice(0, most);
}

if (place) {
  const list = place.querySelector('ul');
  // Without the index the page is of the same use as without scripts.
  const hits = asked === '' || asked === '404' ? [] : await nearest().catch(() => []);
  const items = hits.map(({ code, path, title, service }) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = pageAddress(root, path, place.dataset['end']);
    link.append(Object.assign(document.createElement('code'), { textContent: code }));
    const soft = Object.assign(document.createElement('span'), { className: 'soft', textContent: service });
    item.append(link, ` ${title} `, soft);
    return item;
  });
  const none = Object.assign(document.createElement('li'), { className: 'soft', textContent: place.dataset['none'] ?? '' });
  list?.replaceChildren(...(items.length > 0 ? items : [none]));
}
