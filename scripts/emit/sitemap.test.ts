import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { emit } from './index.ts';
import { MOST, sitemap } from './sitemap.ts';
import type { OutputFile } from './types.ts';

const files = (catalog: CompiledCatalog): OutputFile[] => [...emit(catalog, [sitemap])];

/** The addresses of a file, as an XML parser reads them. */
function addresses({ content }: OutputFile, outer: string, inner: string): string[] {
  expect(XMLValidator.validate(content)).toBe(true);
  const parser = new XMLParser({ isArray: (name) => name === inner });
  const document = parser.parse(content) as Record<string, Record<string, { loc: string }[]>>;
  return (document[outer]?.[inner] ?? []).map(({ loc }) => loc);
}

describe.each(names)('the sitemap of the %s catalog', (name) => {
  test('has the first page, every service and every code, in each language, as whole addresses', async () => {
    const catalog = { ...(await compiled(name)), url: "https://errors.example/it's/&more" };
    const [file, second] = files(catalog);
    if (!file) throw new Error('no sitemap');
    expect(second).toBeUndefined();
    const pages = ['/', ...catalog.services.flatMap(({ path, codes }) => [path, ...codes.map((code) => code.path)])];
    const expected = catalog.locales.flatMap((locale, at) => pages.map((path) => `${catalog.url}${at === 0 ? '' : `/${locale}`}${path}`));
    expect(addresses(file, 'urlset', 'url')).toEqual(expected);
  });

  test('is not there where nobody knows where the site stands', async () => {
    const { url: _, ...catalog } = await compiled(name);
    expect(files(catalog)).toEqual([]);
  });
});

test('more addresses than a file may have are split, and the first file names the others', async () => {
  const [name = ''] = names;
  const small = await compiled(name as (typeof names)[number]);
  const service = small.services.find(({ codes }) => codes.length > 0);
  const [code] = service?.codes ?? [];
  if (!service || !code) throw new Error('no code');
  const codes = Array.from({ length: MOST }, (_, at) => ({ ...code, path: `/x/C${at}/` }));
  const all = files({ ...small, url: 'https://errors.example', locales: ['en'], services: [{ ...service, codes }] });
  expect(all.map(({ path }) => path)).toEqual(['sitemap-1.xml', 'sitemap-2.xml', 'sitemap.xml']);
  const [one, two, index] = all;
  if (!one || !two || !index) throw new Error('a file is missing');
  expect(addresses(index, 'sitemapindex', 'sitemap')).toEqual([1, 2].map((number) => `https://errors.example/sitemap-${number}.xml`));
  const parts = [one, two].map((part) => addresses(part, 'urlset', 'url'));
  expect(parts.map((part) => part.length)).toEqual([MOST, 2]);
  expect(new Set(parts.flat()).size).toBe(MOST + 2);
});
