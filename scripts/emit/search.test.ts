import { expect, test } from 'vitest';
import { search as find } from '../search/query.ts';
import { openShelf } from '../search/shelf.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { createContext } from './context.ts';
import { search } from './search.ts';

test.each(names)('the index of %s stands below `search/` and finds every code', async (name) => {
  const catalog = await compiled(name);
  const files = new Map([...search.emit(catalog, createContext(catalog))].map(({ path, content }) => [path, content]));
  expect([...files.keys()].filter((path) => !path.startsWith('search/'))).toEqual([]);
  const shelf = await openShelf((path) => Promise.resolve(files.get(`search/${path.replace(/\?.*/, '')}`) ?? ''));
  for (const { code, path } of catalog.services.flatMap(({ codes }) => codes)) {
    const { hits } = await find(shelf, code);
    expect(hits.filter(({ exact }) => exact).map((hit) => hit.path)).toContain(path);
  }
});
