import { facetNames } from './facet.ts';
import type { FacetName } from './facet.ts';

/** The values of a facet, and the sets of them that codes have. */
export interface FacetValues {
  values: string[];
  /** Positions in `values`; a column names a set by its position here. */
  sets: number[][];
}

/** Codes by their facts: for each facet a column that holds, code by code, the position of a set. All columns are equally long. */
export interface FacetTable {
  facets: Record<FacetName, FacetValues>;
  columns: Record<FacetName, ArrayLike<number>>;
}

/** Values that were chosen, by facet. Several values of a facet widen the list, several facets narrow it. A facet without values is not asked for. */
export type Chosen = ReadonlyMap<FacetName, readonly string[]>;

/** How many codes have a value, of those that fit all that is chosen in the other facets. */
export type FacetCounts = Record<FacetName, Map<string, number>>;

export interface Filtered {
  /** Positions of the codes that fit, in the order that was asked for. */
  hits: number[];
  counts: FacetCounts;
}

/** The counts of values from those of sets. */
function byValue({ values, sets }: FacetValues, counts: readonly number[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [at, count] of counts.entries())
    for (const value of count > 0 ? (sets[at] ?? []) : []) {
      const name = values[value] ?? '';
      found.set(name, (found.get(name) ?? 0) + count);
    }
  return found;
}

/**
 * Filters codes and counts their values in one pass: each code is looked at once. A code that fits counts everywhere; one that fails in a single facet
 * counts there, for it would come back if another value of that facet were chosen.
 * @param order positions of the codes to look at, in the order of the answer
 */
export function filterCodes({ facets, columns }: FacetTable, chosen: Chosen, order: Iterable<number>): Filtered {
  const asked = facetNames.flatMap((name) => {
    const wanted = new Set(chosen.get(name));
    if (wanted.size === 0) return [];
    const { values, sets } = facets[name];
    return [{ name, column: columns[name], fits: sets.map((set) => set.some((value) => wanted.has(values[value] ?? ''))) }];
  });
  const all = facetNames.map((name) => ({ column: columns[name], counts: facets[name].sets.map(() => 0) }));
  const hits: number[] = [];
  for (const code of order) {
    let failed: FacetName | undefined;
    let fails = 0;
    for (const { name, column, fits } of asked) {
      if (fits[column[code] ?? -1] === true) continue;
      failed = name;
      fails += 1;
      if (fails > 1) break;
    }
    if (fails > 1) continue;
    if (failed === undefined) hits.push(code);
    for (const [at, { column, counts }] of all.entries())
      if (failed === undefined || facetNames[at] === failed) {
        const set = column[code] ?? 0;
        counts[set] = (counts[set] ?? 0) + 1;
      }
  }
  const counts = Object.fromEntries(facetNames.map((name, at) => [name, byValue(facets[name], all[at]?.counts ?? [])])) as FacetCounts;
  return { hits, counts };
}
