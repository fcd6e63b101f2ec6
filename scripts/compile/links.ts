import type { Catalog } from '../model/service.ts';
import { slug } from '../model/slug.ts';
import { docsLocales } from '../envelope/facts.ts';
import { textsOf } from './texts.ts';
import type { CodeLink } from './types.ts';

/** URL path of a code's page. */
export function codePath(service: string, id: string): string {
  return `/${service}/${slug(id)}/`;
}

/** A code as it is shown: as on the wire where that is a constant, else its name in the catalog. */
export function shownCode(id: string, wire: string | undefined): string {
  return wire ?? id;
}

/** Finds the codes that references name: `CODE` of the same service, or `service/CODE`. */
export type Resolver = (service: string, reference: string) => CodeLink | undefined;

/**
 * A resolver over a whole catalog. A name of the same service is tried first, since a code may itself hold a slash.
 * @param looked told of each name that is looked for in another service
 */
export function resolverOf(catalog: Catalog, looked?: (service: string, other: string) => void): Resolver {
  const links = new Map<string, CodeLink>();
  for (const service of catalog.services) {
    for (const [id, code] of Object.entries(service.codes ?? {})) {
      links.set(`${service.service}/${id}`, {
        service: service.service,
        id,
        code: shownCode(id, code.code),
        title: textsOf(code.title, docsLocales(service)),
        path: codePath(service.service, id),
      });
    }
  }
  return (service, reference) => {
    const own = links.get(`${service}/${reference}`);
    if (!own) looked?.(service, reference.split('/')[0] ?? '');
    return own ?? links.get(reference);
  };
}
