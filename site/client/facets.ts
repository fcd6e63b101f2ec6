// A list of codes with its filter: what is chosen stands in the address, and the address says what is shown. The plain list stays in the page.
import { facetNames } from '../../scripts/search/facet.ts';
import { filterCodes } from '../../scripts/search/facet-filter.ts';
import { openFacets } from '../../scripts/search/facet-shelf.ts';
import type { FacetShelf } from '../../scripts/search/facet-shelf.ts';
import { mostRows, parseState, rowsAtOnce, stateQuery } from '../../scripts/search/facet-state.ts';
import { counted, fill } from '../lib/phrase.ts';
import type { Plural } from '../lib/phrase.ts';
import { facetBar } from './facet-bar.ts';
import { rowOf } from './facet-row.ts';
import type { RowWords } from './facet-row.ts';
import { loader } from './load.ts';

/** Strings of the interface, as the page hands them over. */
interface Said extends RowWords {
  found: Plural;
  none: string;
  loading: string;
  failed: string;
  reset: string;
  more: string;
  narrow: string;
}

const place = document.querySelector<HTMLElement>('.list[data-index]');
if (place) start(place);

function start(list: HTMLElement): void {
  const get = (selector: string): HTMLElement => {
    const found = list.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`no ${selector} in the list`);
    return found;
  };
  const [status, plain, results, body, more] = [
    get('[role=status]'),
    get('.plain-list'),
    get('.results'),
    get('.results tbody'),
    get('.more'),
  ];
  const { index = '', root = '', end = '/', locale = '', lang = '', service } = list.dataset;
  const all = new Intl.NumberFormat(lang).format(Number(list.dataset['all']));
  const said = JSON.parse(list.dataset['said'] ?? '{}') as Said;
  const names = service === undefined ? facetNames : facetNames.filter((name) => name !== 'service');
  const whole = status.textContent;
  let state = parseState(location.search, names);
  let shelf: Promise<FacetShelf> | undefined;
  /** Counts the drawings: the last one that was asked for wins. */
  let latest = 0;
  /** What the rows in the page answer. */
  let drawn = '';

  const open = (): Promise<FacetShelf> => {
    shelf ??= openFacets(loader(index), locale, service).catch((error: unknown) => {
      shelf = undefined;
      throw error;
    });
    return shelf;
  };

  /** The rows of the hits, from the first that is not drawn yet on. */
  async function rows(codes: FacetShelf, hits: readonly number[], from: number): Promise<HTMLElement[]> {
    const wanted = hits.slice(from, state.shown);
    const found = await Promise.all(wanted.map((code) => codes.row(code)));
    return found.flatMap((row, at) => {
      const code = wanted[at];
      return row && code !== undefined
        ? [rowOf(row, (facet) => codes.valuesOf(facet, code), { root, end, many: list.dataset['many'] !== undefined, said })]
        : [];
    });
  }

  /** Draws what the state asks for. `longer`: the list only grows, and its first new row is where the reader goes on. */
  async function draw(longer = false): Promise<void> {
    latest += 1;
    const mine = latest;
    const asked = stateQuery({ ...state, shown: rowsAtOnce });
    const added = longer && asked === drawn;
    const filtered = state.chosen.size > 0 || state.sort !== 'catalog';
    bar.show(state);
    const late = setTimeout(() => (status.textContent = said.loading), 300);
    try {
      const codes = await open();
      const { hits, counts } = filterCodes(codes.table, state.chosen, await codes.order(state.sort));
      const next = filtered ? await rows(codes, hits, added ? body.children.length : 0) : [];
      if (mine !== latest) return;
      drawn = asked;
      bar.count(counts);
      if (added) body.append(...next);
      else body.replaceChildren(...next);
      plain.hidden = filtered;
      results.hidden = !filtered;
      const rest = hits.length - state.shown;
      more.hidden = rest <= 0;
      more.toggleAttribute('disabled', state.shown >= mostRows);
      more.textContent = fill(state.shown >= mostRows ? said.narrow : said.more, {
        count: state.shown >= mostRows ? rest : Math.min(rest, rowsAtOnce),
      });
      if (!filtered) status.textContent = whole;
      else if (hits.length === 0) status.textContent = fill(said.none, { all });
      else status.textContent = fill(counted(said.found, hits.length, lang), { all });
      if (added) next[0]?.querySelector('a')?.focus();
    } catch {
      if (mine !== latest) return;
      plain.hidden = false;
      results.hidden = true;
      status.textContent = said.failed;
    } finally {
      clearTimeout(late);
    }
  }

  /** Every choice is a step of the history; a longer list is none. */
  const address = (): string => `${location.pathname}${stateQuery(state, location.search, names)}${location.hash}`;
  const bar = facetBar(list, said.reset, {
    wanted: () => void open().catch(() => undefined),
    changed: (change) => {
      change(state);
      state.shown = rowsAtOnce;
      history.pushState(null, '', address());
      void draw();
    },
  });
  more.addEventListener('click', () => {
    state.shown = Math.min(mostRows, state.shown + rowsAtOnce);
    history.replaceState(null, '', address());
    void draw(true);
  });
  addEventListener('popstate', () => {
    const next = parseState(location.search, names);
    const same = stateQuery(next) === stateQuery(state);
    state = next;
    // A step to a fragment of the page changes nothing here.
    if (!same) void draw();
  });
  list.classList.add('ready');
  // A browser may have kept what was chosen on an earlier visit; the address counts.
  bar.show(state);
  if (stateQuery(state, '', names) !== '') void draw();
}
