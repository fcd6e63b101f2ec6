import type { Place, Sign } from './types.ts';

/** What is asked of a value, as a tree of its keys. */
export type Asked = { readonly sign: Sign } | Map<string, Asked>;

/** The tree of what signs ask for below the places given; undefined where there are none. */
export function treeOf(signs: readonly { readonly sign: Sign; readonly place: Place }[]): Asked | undefined {
  const [first] = signs;
  if (first === undefined) return undefined;
  if (first.place.length === 0) return { sign: first.sign };
  const keys = [...new Set(signs.map(({ place }) => place[0] ?? ''))];
  const below = (key: string): Asked | undefined =>
    treeOf(signs.filter(({ place }) => place[0] === key).map(({ sign, place }) => ({ sign, place: place.slice(1) })));
  return new Map(keys.flatMap((key): [string, Asked][] => [[key, below(key) ?? new Map()]]));
}

/** Whether a step of a place is one of a list. `01` is a key: as a number, several languages do not take it. */
export const isIndex = (step: string): boolean => /^(?:0|[1-9]\d*)$/.test(step);
