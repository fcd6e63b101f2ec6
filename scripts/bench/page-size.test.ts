import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../site/lib/split.ts';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { compileCatalog } from '../pipeline.ts';
import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import { writeCatalog } from './generate.ts';

/** A service with its first codes only; nothing else is changed, so that each of its pages is to be the same. */
function shortened(service: CompiledService, count: number): CompiledService {
  const codes = service.codes.slice(0, count);
  const kept = new Set(codes.map(({ id }) => id));
  return {
    ...service,
    codes,
    envelopes: service.envelopes.map((envelope) => ({ ...envelope, codes: envelope.codes.filter((id) => kept.has(id)) })),
    operations: service.operations.map((operation) => ({ ...operation, raises: operation.raises.filter((id) => kept.has(id)) })),
    ambiguities: service.ambiguities.filter(({ codes: [one, two] }) => kept.has(one) && kept.has(two)),
  };
}

/** What a count of two digits and one of four differ by, wherever a page says how many codes a service has. */
const noise = 64;

describe('the pages of 100 codes and of 2,000', () => {
  let catalog: CompiledCatalog;
  let small: Built;
  let large: Built;
  const folder = mkdtempSync(join(tmpdir(), 'errdex-pages-'));

  beforeAll(async () => {
    // Two services, so that each needs several index pages.
    writeCatalog(folder, 2000, 2);
    const run = await compileCatalog(folder, { today: '2026-01-01', toolVersion: '0.0.0' });
    if (!run.catalog) throw new Error('the generated catalog has errors');
    catalog = run.catalog;
    small = await built({ ...catalog, services: catalog.services.map((service) => shortened(service, 50)) });
    large = await built(catalog);
  }, 300_000);
  afterAll(() => {
    small.remove();
    large.remove();
    rmSync(folder, { recursive: true });
  });

  /** Pages that list codes: that of the site, and those of the services, in every language. */
  const indexes = (): string[] => {
    const paths = ['/', ...catalog.services.flatMap((service) => partsOf(service).map(({ path }) => path))];
    const [, ...others] = catalog.locales;
    const own = ['', ...others.map((locale) => `${locale}/`)].flatMap((prefix) =>
      paths.map((path) => `${prefix}${path.slice(1)}index.html`),
    );
    // Those of all codes, and of what an operation raises.
    const further = /(?:^|\/)(?:codes|operation\/[^/]+)\/(?:page\/\d+\/)?index\.html$/;
    return [...own, ...large.files.filter((file) => further.test(file))];
  };

  test('are of one size, whatever the size of the catalog: all but the index pages', () => {
    const lists = new Set(indexes());
    const pages = small.files.filter((file) => !file.startsWith('search/') && !lists.has(file));
    expect(pages.length).toBeGreaterThan(200);
    const grown = pages.filter((file) => !large.files.includes(file) || large.read(file).length - small.read(file).length > noise);
    expect(grown).toEqual([]);
  });

  test('are index pages of less than 100 kB gzipped, of which there are more instead', () => {
    const lists = indexes();
    expect(lists.length).toBeGreaterThan(1 + catalog.services.length);
    expect(lists.filter((file) => gzipSync(large.read(file)).length >= 100_000)).toEqual([]);
  });

  test('no other page is larger than the largest index page', () => {
    const most = Math.max(...indexes().map((file) => large.read(file).length));
    const pages = large.files.filter((file) => file.endsWith('.html'));
    expect(pages.filter((file) => large.read(file).length > most)).toEqual([]);
  });
});
