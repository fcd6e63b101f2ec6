import { searchIndex } from '../search/build.ts';
import { jsonLine } from './json.ts';
import type { Format } from './types.ts';

/** The index of codes for the search box of the site. */
export const search: Format = {
  name: 'search',
  title: 'Search index',
  docs: '`search/`: names, old names, statuses, headers, messages and texts of all codes in small shards, of which a search loads what it needs. `index.json` is its root. A format of our own, made for the pages of the same build.',
  *emit(catalog) {
    for (const { path, content } of searchIndex(catalog, jsonLine)) yield { path: `search/${path}`, content };
  },
};
