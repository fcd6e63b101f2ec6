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
  const services = new Map(catalog.services.map((service) => [service.service, service]));
  const linkTo = (name: string, id: string): CodeLink | undefined => {
    const service = services.get(name);
    const codes = service?.codes;
    const code = codes && Object.hasOwn(codes, id) ? codes[id] : undefined;
    return (
      service &&
      code && {
        service: name,
        id,
        code: shownCode(id, code.code),
        title: textsOf(code.title, docsLocales(service)),
        path: codePath(name, id),
      }
    );
  };
  return (service, reference) => {
    const own = linkTo(service, reference);
    if (own) return own;
    const [other = '', ...rest] = reference.split('/');
    looked?.(service, other);
    return linkTo(other, rest.join('/'));
  };
}
