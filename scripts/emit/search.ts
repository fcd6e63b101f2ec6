import { searchIndex } from '../search/build.ts';
import { facetIndex } from '../search/facet-index.ts';
import { jsonLine } from '../model/json-line.ts';
import { fileOf } from './types.ts';
import type { Format } from './types.ts';

/** The index of codes for the search box of the site. */
export const search: Format = {
  name: 'search',
  title: 'Search index',
  docs: '`search/`: names, old names, statuses, headers, messages and texts of all codes in small shards, of which a search loads what it needs. `index.json` is its root. Below `facets/`: what lists of codes are filtered by, in columns. A format of our own, made for the pages of the same build.',
  *emit(catalog, { part }) {
    for (const { path, content } of searchIndex(catalog, jsonLine, part)) yield fileOf(`search/${path}`, content);
    for (const { path, content } of facetIndex(catalog, jsonLine)) yield fileOf(`search/${path}`, content);
  },
};
