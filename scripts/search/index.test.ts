import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { generateSearchCatalog } from '../test/generate-search.ts';
import { queryKinds } from '../test/search-queries.ts';
import type { QueryKind } from '../test/search-queries.ts';
import { searchIndex } from './build.ts';
import { search } from './query.ts';
import { openShelf } from './shelf.ts';
import type { LoadText } from './shelf.ts';

const most = 8;

/** An index in memory, which counts what is loaded from it, as it goes over the wire. */
function indexOf(catalog: CompiledCatalog): { load: LoadText; bytes: () => number; files: Map<string, string> } {
  const files = new Map([...searchIndex(catalog)].map(({ path, content }) => [path, content]));
  let bytes = 0;
  const load: LoadText = (path) => {
    const text = files.get(path.replace(/\?.*/, ''));
    if (text === undefined) return Promise.reject(new Error(`${path} is not there`));
    bytes += gzipSync(text).length;
    return Promise.resolve(text);
  };
  return { load, bytes: () => bytes, files };
}

/** Asks for codes and tells which answers are wrong: the first one is something else, or the code is missing though there was room. */
async function wrongAnswers(catalog: CompiledCatalog, kind: QueryKind, every: number): Promise<{ asked: number; wrong: string[] }> {
  const shelf = await openShelf(indexOf(catalog).load);
  const codes = catalog.services.flatMap((service) => service.codes);
  const asked = codes
    .filter((_, at) => at % every === 0)
    .flatMap((code) => ({ code, query: kind.ask(code) ?? '' }))
    .filter(({ query }) => query !== '');
  const wrong: string[] = [];
  for (const { code, query } of asked) {
    const { hits } = await search(shelf, query, most);
    const paths = hits.map(({ path }) => path);
    const first = codes.find(({ path }) => path === paths[0]);
    const right = first !== undefined && (first === code || kind.fits(first, query));
    // Where more codes fit than there is room for, each is as good as another.
    const there = paths.includes(code.path) || codes.filter((one) => kind.fits(one, query)).length > most;
    if (!right || !there) wrong.push(`${query} -> ${paths.slice(0, 3).join(' ')}; wanted ${code.path}`);
  }
  return { asked: asked.length, wrong };
}

describe('the shipped catalog', () => {
  let catalog: CompiledCatalog;
  let asked = 0;
  beforeAll(async () => {
    const run = await compileCatalog(new URL('../../catalog', import.meta.url).pathname, { today: '2026-11-20', toolVersion: '0.0.0' });
    if (!run.catalog) throw new Error('the catalog does not compile');
    catalog = run.catalog;
  });
  afterAll(() => {
    expect(asked).toBeGreaterThan(10 * catalog.services.flatMap(({ codes }) => codes).length);
  });

  it.each(queryKinds)('$name brings every code', async (kind) => {
    const answers = await wrongAnswers(catalog, kind, 1);
    asked += answers.asked;
    expect(answers.wrong).toEqual([]);
  });
});

describe('ten thousand codes', () => {
  const catalog = generateSearchCatalog(10_000);
  it.each(queryKinds)('$name brings the right ones', async (kind) => {
    const { asked, wrong } = await wrongAnswers(catalog, kind, 97);
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  });

  it('loads little for a first search', async () => {
    const index = indexOf(catalog);
    const sizes: Record<string, number> = {};
    for (const kind of queryKinds) {
      for (const code of catalog.services.flatMap(({ codes }) => codes.slice(0, 12))) {
        const query = kind.ask(code);
        if (query === undefined) continue;
        const before = index.bytes();
        await search(await openShelf(index.load), query, most);
        sizes[kind.name] = Math.max(sizes[kind.name] ?? 0, index.bytes() - before);
      }
    }
    console.log(`first search at 10,000 codes, bytes over the wire: ${JSON.stringify(sizes)}`);
    expect(Math.max(...Object.values(sizes))).toBeLessThan(50_000);
  });
});
