import type { CompiledCatalog, CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { cardPath } from '../../scripts/emit/paths.ts';
import type { View } from './view.ts';

/**
 * The page of a code for search engines: an article and where it stands (schema.org, JSON-LD 1.1). Undefined where the address of the
 * site is not known, since its identifiers are whole addresses.
 */
export function structuredData(catalog: CompiledCatalog, service: CompiledService, code: CompiledCode, view: View): object | undefined {
  if (catalog.url === undefined) return undefined;
  const [home = '', above = '', page = ''] = ['/', service.path, code.path].map((path) => view.address(path));
  const step = (position: number, name: string, item: string): object => ({ '@type': 'ListItem', position, name, item });
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'TechArticle',
        '@id': `${page}#article`,
        url: page,
        mainEntityOfPage: page,
        headline: `${code.code}: ${view.say(code.title)}`,
        description: view.say(code.summary ?? code.title),
        inLanguage: view.locale,
        keywords: [code.code, ...code.lifecycle.formerly],
        ...(catalog.site?.cards !== false && { image: `${catalog.url}/${cardPath(page.slice(catalog.url.length))}` }),
        isPartOf: { '@type': 'WebSite', '@id': `${home}#site`, url: home, name: view.say(catalog.title) },
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [step(1, view.say(catalog.title), home), step(2, view.say(service.title), above), step(3, code.code, page)],
      },
    ],
  };
}
