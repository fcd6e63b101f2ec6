import { posix } from 'node:path';
import { LinkChecker, LinkState } from 'linkinator';
import type { CompiledCatalog } from '../../scripts/compile/types.ts';
import { asyncapiPath, codePath, examplePath, handlerPath, openapiPath, schemaPath } from '../../scripts/emit/paths.ts';
import { typedClients } from '../lib/links.ts';
import type { Built } from './built.ts';

/** Files that emitters write beside the pages, by the same rules. */
export function artifacts({ services }: CompiledCatalog): Set<string> {
  const files = ['catalog.json', 'llms.txt'];
  for (const { service, codes, handlers = [] } of services) {
    files.push(...handlers.map((handler) => handlerPath(service, handler)));
    files.push(openapiPath(service), asyncapiPath(service), ...typedClients(service).map(({ path }) => path.slice(1)));
    for (const code of codes) {
      files.push(
        codePath(code, 'json'),
        codePath(code, 'md'),
        ...code.messages.map(({ envelope }) => schemaPath(code, envelope)),
        ...code.messages.map(({ envelope }) => examplePath(code, envelope)),
      );
    }
  }
  return new Set(files);
}

const attribute = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');

/** Links within the site that lead nowhere: `page -> address`. Addresses of other origins are not followed. */
export function brokenLinks(site: Built, written: ReadonlySet<string> = new Set(), base = ''): string[] {
  const files = new Set(site.files);
  const ids = new Map(site.files.filter((file) => file.endsWith('.html')).map((file) => [file, new Set(attribute(site.read(file), 'id'))]));
  const leads = (page: string, address: string): boolean => {
    const [whole = '', fragment] = address.split('#');
    // A query chooses what a page shows; the page is the same.
    const path = whole.replace(/\?.*/, '');
    if (path !== '' && base !== '' && !`${path}/`.startsWith(`${base}/`)) return false;
    const below = decodeURI(path.slice(base.length)).replace(/^\//, '');
    const target = path === '' ? page : path.endsWith('/') || below === '' ? posix.join(below, 'index.html') : below;
    if (fragment !== undefined) return ids.get(target)?.has(fragment) === true;
    return files.has(target) || written.has(target);
  };
  return [...ids.keys()].flatMap((page) => {
    const html = site.read(page);
    const addresses = [...attribute(html, 'href'), ...attribute(html, 'src')].filter((address) => !/^[a-z]+:/.test(address));
    return [...new Set(addresses)].filter((address) => !leads(page, address)).map((address) => `${page} -> ${address}`);
  });
}

/**
 * Follows every link and fragment of a served site from its first page on. Addresses of other origins are not asked for.
 * @param own where the site says that it stands: canonical addresses and short links, which are asked of `origin`
 */
export async function deadLinks(origin: string, own: string): Promise<{ dead: string[]; passed: number }> {
  const urlRewriteExpressions =
    own === '' ? [] : [{ pattern: new RegExp(`^${own.replaceAll(/[.+]/g, String.raw`\$&`)}`), replacement: origin }];
  const { links } = await new LinkChecker().check({
    path: `${origin}/`,
    recurse: true,
    checkFragments: true,
    concurrency: 20,
    urlRewriteExpressions,
    linksToSkip: (link) => Promise.resolve(!link.startsWith(`${origin}/`)),
  });
  const dead = links
    .filter(({ state }) => state === LinkState.BROKEN)
    .map(({ url, parent, status }) => `${parent ?? ''} -> ${url} (${status ?? ''})`);
  return {
    dead: [...new Set(dead)].toSorted(),
    passed: new Set(links.flatMap(({ state, url }) => (state === LinkState.OK ? [url] : []))).size,
  };
}
