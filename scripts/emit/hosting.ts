import type { CompiledCatalog } from '../compile/types.ts';
import { serverPolicy } from '../model/policy.ts';
import { href } from './paths.ts';
import { oldNames, shortLinks } from './short.ts';
import type { Format, OutputFile } from './types.ts';

/** What the strictest host reads (Cloudflare): so many redirects, and so many bytes of them. What is left out still has its page. */
const MOST = { redirects: 2000, bytes: 95_000 };

/** Path below which the site stands, without a slash at the end. */
function baseOf({ url }: CompiledCatalog): string {
  return url === undefined ? '' : new URL(url).pathname.replace(/\/$/, '');
}

/**
 * Rules must not overlap in a header: hosts join the values of all rules that match. So the cache rule of pages is the default
 * of both hosts, `public, max-age=0, must-revalidate`, and only what has a hash in its name says something else.
 */
function headers(base: string): string {
  const forever = '  Cache-Control: public, max-age=31536000, immutable';
  return `${[
    `${base}/*`,
    `  Content-Security-Policy: ${serverPolicy}`,
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: strict-origin-when-cross-origin',
    `${base}/_astro/*`,
    forever,
    `${base}/_errdex/*`,
    forever,
    `${base}/*.md`,
    '  Content-Type: text/markdown; charset=utf-8',
  ].join('\n')}\n`;
}

/** Old names first, for ever; then short links, of which one may come to mean several codes: `from to 301`. */
function redirects(catalog: CompiledCatalog): string {
  const base = baseOf(catalog);
  const end = catalog.trailingSlash === false ? '' : '/';
  const there = (path: string): string => `${base}${end === '' ? path.replace(/\/$/, '') : path}`;
  const old = catalog.services.flatMap((service) =>
    oldNames(service).map(({ slug, to }) => `${base}/${service.service}/${slug}${end} ${there(to.path)} 301`),
  );
  const short = [...shortLinks(catalog)].flatMap(([slug, { found }]) => {
    const [only, second] = found;
    return only && !second ? [`${base}/e/${slug}${end} ${there(only.code.path)} 302`] : [];
  });
  let room = MOST.bytes;
  const kept = [...old, ...short].slice(0, MOST.redirects).filter((line) => (room -= line.length + 1) >= 0);
  return kept.length === 0 ? '# No old names, no short links.\n' : `${kept.join('\n')}\n`;
}

function* emit(catalog: CompiledCatalog): Iterable<OutputFile> {
  const base = baseOf(catalog);
  yield { path: '_headers', content: headers(base) };
  yield { path: '_redirects', content: redirects(catalog) };
  // GitHub Pages leaves out what begins with an underscore unless it is told not to.
  yield { path: '.nojekyll', content: '\n' };
  if (catalog.url !== undefined && base === '') {
    yield { path: 'robots.txt', content: `User-agent: *\nAllow: /\n\nSitemap: ${href(catalog, 'sitemap.xml')}\n` };
  }
}

/** What static hosts read. */
export const hosting: Format = {
  name: 'hosting',
  title: 'Files for static hosts',
  docs: `\`_headers\` (content security policy, caching, media types) and \`_redirects\` (old names, short links; at most ${MOST.redirects} lines and ${MOST.bytes / 1000} kB) for Netlify, Cloudflare Pages and hosts that read the same files, \`.nojekyll\` for GitHub Pages, \`robots.txt\` where the site stands at the root of its host. Not where the pages are a part of another site.`,
  pages: 'whole',
  emit,
};
