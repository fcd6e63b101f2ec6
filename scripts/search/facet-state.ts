import { facetNames, yesNoFacets } from './facet.ts';
import type { FacetName } from './facet.ts';

/** Orders of a list; the first is that of the catalog and needs no words in an address. */
export const facetSorts = ['catalog', 'code', 'status'] as const;
export type FacetSort = (typeof facetSorts)[number];

/** Rows that are shown at once, and how many an address can ask for: what a link draws has a limit. */
export const rowsAtOnce = 50;
export const mostRows = 1000;

/** What a filtered list shows; all of it stands in the query string. */
export interface FacetState {
  chosen: Map<FacetName, string[]>;
  sort: FacetSort;
  /** Rows shown at most, a multiple of `rowsAtOnce`. */
  shown: number;
}

const known = <Name extends string>(names: readonly Name[], name: string | null): Name | undefined => names.find((one) => one === name);

/** Each value once; of a yes/no fact one, for both are neither. */
function valuesOf(name: FacetName, given: readonly string[]): string[] {
  const values = [...new Set(given)].filter((value) => value !== '');
  if (!yesNoFacets.has(name)) return values;
  const said = values.filter((value) => value === 'yes' || value === 'no');
  return said.length === 1 ? said : [];
}

/**
 * Reads a query string: `?status=4xx&status=503&retryable=yes&sort=code`. Values that no code has are kept, for the answer is then that there is none;
 * parameters of others are left alone.
 */
export function parseState(query: string, names: readonly FacetName[] = facetNames): FacetState {
  const params = new URLSearchParams(query);
  const chosen = new Map<FacetName, string[]>();
  for (const name of names) {
    const values = valuesOf(name, params.getAll(name));
    if (values.length > 0) chosen.set(name, values);
  }
  const shown = Math.ceil(Number(params.get('shown')) / rowsAtOnce) * rowsAtOnce;
  return {
    chosen,
    sort: known(facetSorts, params.get('sort')) ?? 'catalog',
    shown: Math.min(mostRows, Math.max(rowsAtOnce, Number.isFinite(shown) ? shown : 0)),
  };
}

/** Writes a state as a query string, with its question mark; empty for the whole list. Parameters of others in `before` stay, and stand first. */
export function stateQuery({ chosen, sort, shown }: FacetState, before = '', names: readonly FacetName[] = facetNames): string {
  const params = new URLSearchParams(before);
  for (const name of [...names, 'sort', 'shown']) params.delete(name);
  for (const name of names) for (const value of chosen.get(name) ?? []) params.append(name, value);
  if (sort !== 'catalog') params.set('sort', sort);
  if (shown > rowsAtOnce) params.set('shown', String(shown));
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** A link to a filtered list: the query string for values of facets. */
export function facetQuery(values: Partial<Record<FacetName, string>>): string {
  const chosen = new Map<FacetName, string[]>();
  for (const name of facetNames) {
    const value = values[name];
    if (value !== undefined) chosen.set(name, [value]);
  }
  return stateQuery({ chosen, sort: 'catalog', shown: rowsAtOnce });
}
