// The search box: what is typed is looked up in the index of codes, then in prose. It stands in the page hidden, for nothing works without scripts.
import { search } from '../../scripts/search/query.ts';
import type { Hit } from '../../scripts/search/query.ts';
import { openShelf } from '../../scripts/search/shelf.ts';
import type { Shelf } from '../../scripts/search/shelf.ts';
import { loader } from './load.ts';
import { openProse } from './prose.ts';
import { pageAddress } from '../lib/page-address.ts';
import { option } from './search-option.ts';
import { shortcuts } from './shortcuts.ts';

const place = document.querySelector<HTMLElement>('#search');
if (place) start(place);

function start(box: HTMLElement): void {
  const get = (selector: string): HTMLElement => {
    const found = box.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`no ${selector} in the search box`);
    return found;
  };
  const inputOf = (at: number): HTMLInputElement => {
    const found = [...box.querySelectorAll('input')][at];
    if (!found) throw new Error('the search box lacks an input');
    return found;
  };
  const [input, wish] = [inputOf(0), inputOf(1)];
  const [panel, list, status] = [get('.found'), get('#found'), get('[role=status]')];
  const { root = '', index = '', locale } = box.dataset;
  let shelf: Promise<Shelf> | undefined;
  let latest: { query: string; done: Promise<Hit[]> } | undefined;
  let active = -1;

  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const say = (key: string, count = ''): void => {
    status.textContent = (box.dataset[key] ?? '').replace('{count}', count);
  };
  const open = (yes: boolean): void => {
    panel.hidden = !yes;
    input.setAttribute('aria-expanded', String(yes && options().length > 0));
    if (!yes) activate(-1);
  };
  function activate(at: number): void {
    active = at;
    for (const [place, one] of options().entries()) one.setAttribute('aria-selected', String(place === at));
    const chosen = options()[at];
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }
  const show = (hits: readonly Hit[], more: boolean): void => {
    list.replaceChildren(...hits.map((hit, at) => option(hit, at, root, box.dataset)));
    open(true);
    activate(-1);
    if (hits.length === 1) say('one');
    else say(hits.length === 0 ? 'none' : more ? 'best' : 'many', String(hits.length));
  };

  const openOnce = (): Promise<Shelf> => {
    shelf ??= openShelf(loader(index), locale).catch((error: unknown) => {
      shelf = undefined;
      throw error;
    });
    return shelf;
  };

  /** Looks a query up; gives what is shown in the end. What was typed meanwhile wins. */
  async function look(query: string): Promise<Hit[]> {
    const isLatest = (): boolean => latest?.query === query;
    try {
      const codes = await openOnce();
      const { hits, sure, more } = await search(codes, query);
      if (isLatest() && (sure || hits.length > 0)) show(hits, more);
      if (sure) return hits;
      const known = new Set(hits.map(({ path }) => path));
      const prose = (await openProse(index, codes, query)).filter(({ path }) => !known.has(path));
      const all = [...prose, ...hits].slice(0, 10);
      // An answer under somebody's finger does not move.
      if (isLatest() && active < 0) show(all, more);
      return all;
    } catch {
      if (isLatest()) {
        list.replaceChildren();
        open(true);
        say('failed');
      }
      return [];
    }
  }
  const typed = (): Promise<Hit[]> => {
    const query = input.value.trim();
    if (latest?.query !== query) latest = { query, done: query === '' ? Promise.resolve([]) : look(query) };
    if (query === '') {
      list.replaceChildren();
      status.textContent = '';
      open(document.activeElement === input);
    }
    return latest.done;
  };

  /** Enter: the chosen answer; else the code of exactly this name; else the first answer is chosen. */
  async function enter(): Promise<void> {
    const chosen = options()[active];
    if (chosen instanceof HTMLAnchorElement) {
      location.assign(chosen.href);
      return;
    }
    const exact = (await typed()).filter((hit) => hit.exact);
    const [only] = exact;
    if (only && exact.length === 1) location.assign(pageAddress(root, only.path, box.dataset['end']));
    else if (options().length > 0) activate(0);
  }

  // A list without options is none, so it is called one here.
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.dataset['results'] ?? '');
  box.hidden = false;
  input.addEventListener('input', () => void typed());
  input.addEventListener('focus', () => {
    open(true);
    // The root is small; the first letter then finds it there.
    openOnce().catch(() => undefined);
  });
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) open(false);
  });
  input.addEventListener('keydown', (event) => {
    const count = options().length;
    if (event.key === 'Escape' && !panel.hidden) {
      // The browser would empty the box too; a second Escape may.
      event.preventDefault();
      open(false);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      void enter();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (panel.hidden) open(true);
    // Beyond the last answer and before the first is the box itself.
    if (count > 0) activate(event.key === 'ArrowDown' ? ((active + 2) % (count + 1)) - 1 : ((active + count + 1) % (count + 1)) - 1);
  });
  shortcuts(input, wish);
}
