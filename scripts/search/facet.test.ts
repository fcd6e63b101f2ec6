import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { catalogJson } from '../emit/catalog-json.ts';
import { createContext } from '../emit/context.ts';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { generateSearchCatalog } from '../test/generate-search.ts';
import { facetNames } from './facet.ts';
import type { FacetName } from './facet.ts';
import { filterCodes } from './facet-filter.ts';
import type { Chosen } from './facet-filter.ts';
import { columnsInFile, facetIndex, facetTable, rowsInFile } from './facet-index.ts';
import { openFacets } from './facet-shelf.ts';
import type { LoadText } from './shelf.ts';

/** The data of the lists in memory, and what was loaded of it. */
function dataOf(catalog: CompiledCatalog): { load: LoadText; loaded: string[]; files: Map<string, string> } {
  const files = new Map([...facetIndex(catalog)].map(({ path, content }) => [path.replace('facets/', ''), content]));
  const loaded: string[] = [];
  const load: LoadText = (path) => {
    const file = path.replace(/\?.*/, '');
    loaded.push(file);
    const text = files.get(file);
    return text === undefined ? Promise.reject(new Error(`${path} is not there`)) : Promise.resolve(text);
  };
  return { load, loaded, files };
}

/** The oracle: each fact as `catalog.json` has it, asked for in plain words. */
const says: Record<FacetName, (code: CompiledCode, value: string) => boolean> = {
  service: (code, value) => code.service === value,
  transport: (code, value) => code.transports.some((transport) => transport === value),
  status: (code, value) =>
    value === 'none'
      ? code.status.length === 0
      : code.status.some(
          (status) => String(status) === value || (value.endsWith('xx') && value.length === 3 && String(status)[0] === value[0]),
        ),
  category: (code, value) => code.category === value,
  retry: (code, value) => code.retry.when === value,
  retryable: (code, value) => (value === 'yes' ? code.retryable : value === 'no' && !code.retryable),
  fatal: (code, value) => (value === 'yes' ? code.fatal === true : value === 'no' && code.fatal === false),
  effect: (code, value) => code.effect === value,
  actor: (code, value) => code.actor === value,
  lifecycle: (code, value) => code.lifecycle.state === value,
};
const fits = (code: CompiledCode, chosen: Chosen, except?: FacetName): boolean =>
  [...chosen].every(([name, values]) => name === except || values.some((value) => says[name](code, value)));

let catalog: CompiledCatalog;
let codes: CompiledCode[];
beforeAll(async () => {
  const run = await compileCatalog(new URL('../../catalog', import.meta.url).pathname, { today: '2026-11-20', toolVersion: '0.0.0' });
  if (!run.catalog) throw new Error('the catalog does not compile');
  // As others read it.
  const text = [...catalogJson.emit(run.catalog, createContext(run.catalog))].find(({ path }) => path === 'catalog.json')?.content ?? '';
  catalog = JSON.parse(text) as CompiledCatalog;
  codes = catalog.services.flatMap((service) => service.codes);
});

/** Anything that can be chosen in a catalog: values that codes have, and one that none has. */
function choices(all: readonly CompiledCode[]): fc.Arbitrary<Chosen> {
  const { facets } = facetTable(all);
  return fc
    .tuple(...facetNames.map((name) => fc.subarray([...facets[name].values, 'no-such']).map((values) => [name, values] as const)))
    .chain((entries) => fc.subarray(entries, { maxLength: 4 }))
    .map((entries) => new Map(entries.filter(([, values]) => values.length > 0)));
}

describe('a filtered list', () => {
  it('has the codes that fit, and the numbers that each further choice would give', async () => {
    const shelf = await openFacets(dataOf(catalog).load, 'en');
    const order = await shelf.order('catalog');
    expect(order).toHaveLength(codes.length);
    let some = 0;
    fc.assert(
      fc.property(choices(codes), (chosen) => {
        const { hits, counts } = filterCodes(shelf.table, chosen, order);
        expect(hits.map((at) => codes[at]?.path)).toEqual(codes.filter((code) => fits(code, chosen)).map(({ path }) => path));
        for (const name of facetNames)
          for (const value of shelf.table.facets[name].values)
            expect(counts[name].get(value) ?? 0, `${name}=${value}`).toBe(
              codes.filter((code) => fits(code, chosen, name) && says[name](code, value)).length,
            );
        if (hits.length > 0) some += 1;
      }),
      { numRuns: 300 },
    );
    expect(some).toBeGreaterThan(20);
  });

  it('of a service has its codes and no others, in every order', async () => {
    for (const { service, codes: own } of catalog.services) {
      const shelf = await openFacets(dataOf(catalog).load, 'en', service);
      for (const sort of ['catalog', 'code', 'status'] as const) {
        const { hits } = filterCodes(shelf.table, new Map(), await shelf.order(sort));
        const rows = await Promise.all(hits.map((at) => shelf.row(at)));
        expect(new Set(rows.map((row) => row?.path))).toEqual(new Set(own.map(({ path }) => path)));
        expect(rows).toHaveLength(own.length);
      }
    }
  });

  it('shows of each code what its page says', async () => {
    for (const locale of catalog.locales) {
      const shelf = await openFacets(dataOf(catalog).load, locale);
      for (const [at, code] of codes.entries()) {
        const row = await shelf.row(at);
        const own = code.title[locale];
        expect(row).toMatchObject({ code: code.code, path: code.path, warning: code.severity === 'warning' });
        if (own === undefined) expect(row?.title).toEqual(Object.entries(code.title)[0]);
        else expect(row?.title).toBe(own);
        expect(row?.status.match(/\d+/g)?.map(Number) ?? []).toEqual(code.status);
        expect(shelf.valuesOf('retry', at)).toEqual([code.retry.when]);
      }
    }
  });

  it('is sorted by name without case, with numbers by value, or by the lowest status', async () => {
    const shelf = await openFacets(dataOf(catalog).load, 'en');
    const names = Array.from(await shelf.order('code'), (at) => codes[at]?.code ?? '');
    const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
    // Where a name has letters only, a dictionary of the language is the oracle.
    const plain = names.filter((name) => /^[a-z]+$/i.test(name));
    expect(plain).toEqual(plain.toSorted(compare));
    const statuses = Array.from(await shelf.order('status'), (at) => Math.min(...(codes[at]?.status ?? [])));
    expect(statuses).toEqual(statuses.toSorted((one, two) => (one === two ? 0 : one - two)));
  });

  it('asks again for what could not be loaded', async () => {
    const { load } = dataOf(catalog);
    let broken = true;
    const shelf = await openFacets(
      (path) => (broken && path.startsWith('rows/') ? Promise.reject(new Error('offline')) : load(path)),
      'en',
    );
    await expect(shelf.row(0)).rejects.toThrow('offline');
    broken = false;
    expect((await shelf.row(0))?.code).toBe(codes[0]?.code);
  });
});

describe('ten thousand codes', () => {
  const many = generateSearchCatalog(10_000);
  // Facts without any order: nothing that could be packed.
  let state = 7;
  const draw = <T>(list: readonly T[]): T => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return list[Math.floor((state / 2 ** 32) * list.length)] as T;
  };
  for (const code of many.services.flatMap((service) => service.codes))
    Object.assign(code, {
      category: draw(['limit', 'server', 'conflict', 'validation', 'timeout', 'permission', 'not-found', 'upstream']),
      retry: { when: draw(['never', 'after-change', 'at-once', 'after-delay', 'with-backoff']) },
      retryable: draw([true, false]),
      fatal: draw([true, false, undefined]),
      effect: draw(['nothing', 'unknown', 'done']),
      actor: draw(['client', 'developer', 'end-user', 'operator']),
    });

  it('are filtered with less than 50 kB, and each page of rows is small', async () => {
    const { load, loaded, files } = dataOf(many);
    const size = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '').length, 0);
    const shelf = await openFacets(load, 'en');
    await shelf.order('catalog');
    await shelf.order('status');
    expect(loaded).toEqual([
      'index.json',
      ...Array.from({ length: Math.ceil(10_000 / columnsInFile) }, (_, at) => `columns/${String(at)}.json`),
    ]);
    console.log(`facets of 10,000 codes, bytes over the wire: ${String(size(loaded))}`);
    expect(size(loaded)).toBeLessThan(50_000);
    await shelf.order('code');
    expect(size(['by-code.json'])).toBeLessThan(30_000);
    const rows = [...files.keys()].filter((path) => path.startsWith('rows/'));
    expect(rows).toHaveLength(many.locales.length * Math.ceil(10_000 / rowsInFile));
    expect(Math.max(...rows.map((path) => size([path])))).toBeLessThan(5000);
  });

  it('are looked at once each by a step of the filter', async () => {
    const shelf = await openFacets(dataOf(many).load, 'en');
    const seen = new Uint8Array(10_000);
    let reads = 0;
    const order = {
      *[Symbol.iterator]() {
        for (const at of seen.keys()) {
          seen[at] = (seen[at] ?? 0) + 1;
          yield at;
        }
      },
    };
    const counting = <Column extends ArrayLike<number>>(column: Column): Column =>
      new Proxy(column, {
        get(target, key) {
          if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
          return Reflect.get(target, key) as unknown;
        },
      });
    const columns = Object.fromEntries(facetNames.map((name) => [name, counting(shelf.table.columns[name])])) as typeof shelf.table.columns;
    const chosen: Chosen = new Map([
      ['status', ['4xx']],
      ['retryable', ['yes']],
    ]);
    const { hits } = filterCodes({ ...shelf.table, columns }, chosen, order);
    expect(hits.length).toBeGreaterThan(100);
    expect(Math.max(...seen)).toBe(1);
    // To decide, the facets that are asked for; to count, each facet once.
    expect(reads).toBeLessThanOrEqual(10_000 * (facetNames.length + chosen.size));
  });
});
