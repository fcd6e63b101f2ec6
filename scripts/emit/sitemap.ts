import type { CompiledCatalog } from '../compile/types.ts';
import { href } from './paths.ts';
import type { Format, OutputFile } from './types.ts';

/** Addresses in one file (sitemaps.org, "Using Sitemap index files"). Its size limit of 50 MB is further away: an address is never 1 kB. */
export const MOST = 50_000;

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Characters that XML keeps for itself; an address may hold `&` only where an author wrote it into `url`. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&apos;').replaceAll('"', '&quot;');
}

function list(outer: 'urlset' | 'sitemapindex', inner: 'url' | 'sitemap', addresses: readonly string[]): string {
  const lines = addresses.map((address) => `<${inner}><loc>${escaped(address)}</loc></${inner}>`);
  return `${head}\n<${outer} xmlns="${schema}">\n${lines.join('\n')}\n</${outer}>\n`;
}

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  // The protocol knows only whole addresses.
  if (catalog.url === undefined) return;
  const pages = ['/', ...catalog.services.flatMap(({ path, codes }) => [path, ...codes.map((code) => code.path)])];
  // The default language has no segment of its own.
  const roots = catalog.locales.map((locale, at) => (at === 0 ? '' : `/${locale}`));
  const addresses = roots.flatMap((root) => pages.map((path) => href(catalog, root + path)));
  if (addresses.length <= MOST) {
    yield { path: 'sitemap.xml', content: list('urlset', 'url', addresses) };
    return;
  }
  const parts: string[] = [];
  for (let from = 0; from < addresses.length; from += MOST) {
    const path = `sitemap-${parts.length + 1}.xml`;
    parts.push(href(catalog, path));
    yield { path, content: list('urlset', 'url', addresses.slice(from, from + MOST)) };
  }
  yield { path: 'sitemap.xml', content: list('sitemapindex', 'sitemap', parts) };
}

/** The pages, for search engines. */
export const sitemap: Format = {
  name: 'sitemap',
  title: 'Sitemap',
  docs: '`sitemap.xml` (sitemaps.org): the first page, every service and every code, in each language; more than 50,000 pages are split over `sitemap-1.xml` and so on. Only where `url` of the settings is known.',
  pages: 'any',
  emit,
};
