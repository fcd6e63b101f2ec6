import { facetNames } from './facet.ts';
import type { FacetName } from './facet.ts';
import type { FacetTable } from './facet-filter.ts';
import type { FacetRoot, FacetRow, Said } from './facet-index.ts';
import type { FacetSort } from './facet-state.ts';
import type { LoadText } from './shelf.ts';

/** A row with the address of its page and its service. */
export interface ListedCode {
  code: string;
  /** Path of its page below the root of the site. */
  path: string;
  title: Said;
  status: string;
  /** It is no failure. */
  warning: boolean;
  service: Said;
}

/** The facets of a service or of all services: what a filtered list needs, each file loaded once. */
export interface FacetShelf {
  table: FacetTable;
  /** Positions of the codes of this list, in an order. */
  order(sort: FacetSort): Promise<ArrayLike<number> & Iterable<number>>;
  row(code: number): Promise<ListedCode | undefined>;
  /** The only value, or the values, that a code has in a facet. */
  valuesOf(facet: FacetName, code: number): string[];
}

/** Opens the facets below a folder: loads the root and the columns of a service, or of all. Rejects as `load` does. */
export async function openFacets(load: LoadText, locale: string, service?: string): Promise<FacetShelf> {
  const root = JSON.parse(await load('index.json')) as FacetRoot;
  const files = new Map<string, Promise<unknown>>();
  const file = async <Content>(path: string): Promise<Content> => {
    const known = files.get(path) ?? load(`${path}?v=${root.version}`).then((text): unknown => JSON.parse(text));
    files.set(path, known);
    // What failed once is asked for again.
    void known.catch(() => files.delete(path));
    return (await known) as Content;
  };
  const own = root.services.findIndex(([name]) => name === service);
  const from = root.services[own]?.[1] ?? 0;
  const to = (own < 0 ? undefined : root.services[own + 1]?.[1]) ?? root.codes;
  const language = Math.max(0, root.locales.indexOf(locale));

  const columns = Object.fromEntries(facetNames.map((name) => [name, new Uint32Array(root.codes)])) as Record<FacetName, Uint32Array>;
  const first = Math.floor(from / root.columns);
  const wanted = Array.from({ length: Math.ceil(to / root.columns) - first }, (_, at) => first + at);
  await Promise.all(
    wanted.map(async (number) => {
      const part = await file<Record<FacetName, number[]>>(`columns/${String(number)}.json`);
      for (const name of facetNames) columns[name].set(part[name], number * root.columns);
    }),
  );

  const positions = (): number[] => Array.from({ length: to - from }, (_, at) => from + at);
  const valuesOf = (facet: FacetName, code: number): string[] => {
    const { values, sets } = root.facets[facet];
    return (sets[columns[facet][code] ?? 0] ?? []).map((at) => values[at] ?? '');
  };
  const makers: Record<FacetSort, () => Promise<number[]>> = {
    catalog: () => Promise.resolve(positions()),
    code: async () => (await file<number[]>('by-code.json')).filter((code) => code >= from && code < to),
    status: () => {
      // Codes with several statuses stand at their lowest, those without one last. A class is no status.
      const { values, sets } = root.facets.status;
      const ranks = sets.map((set) => Math.min(...set.filter((at) => values[at]?.endsWith('xx') !== true)));
      const rank = (code: number): number => ranks[columns.status[code] ?? 0] ?? 0;
      return Promise.resolve(positions().sort((one, two) => rank(one) - rank(two) || one - two));
    },
  };
  const orders = new Map<FacetSort, Promise<number[]>>();
  return {
    table: { facets: root.facets, columns },
    valuesOf,
    order: (sort) => {
      const known = orders.get(sort) ?? makers[sort]();
      orders.set(sort, known);
      void known.catch(() => orders.delete(sort));
      return known;
    },
    row: async (code) => {
      const rows = await file<FacetRow[]>(`rows/${root.locales[language] ?? ''}/${String(Math.floor(code / root.rows))}.json`);
      const found = rows[code % root.rows];
      const owner = root.services.findLast(([, start]) => start <= code);
      if (!found || !owner) return undefined;
      const [name, slug, title, status, warning] = found;
      const path = `/${owner[0]}/${slug === '' ? name : slug}/`;
      return { code: name, path, title, status, warning: warning === 1, service: owner[2][language] ?? owner[0] };
    },
  };
}
