import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import { slug } from '../model/slug.ts';

/** A code with its service. */
export interface Owned {
  service: CompiledService;
  code: CompiledCode;
}

/** The pages below `/e/`: by slug of what people paste (code, name in the catalog, old name), every error that it can mean. */
export function shortLinks(catalog: CompiledCatalog): Map<string, { name: string; found: Owned[] }> {
  const links = new Map<string, { name: string; found: Owned[] }>();
  const add = (name: string, owned: Owned): void => {
    const key = slug(name);
    const link = links.get(key) ?? { name, found: [] };
    if (!link.found.some(({ code }) => code.path === owned.code.path)) link.found.push(owned);
    links.set(key, link);
  };
  const all = catalog.services.flatMap((service) => service.codes.map((code) => ({ service, code })));
  for (const owned of all) for (const name of [owned.code.code, owned.code.id]) add(name, owned);
  // An old name leads on only where nobody bears it today.
  const today = new Set(links.keys());
  for (const owned of all) for (const name of owned.code.lifecycle.formerly) if (!today.has(slug(name))) add(name, owned);
  return links;
}

/** Old names of the codes of a service, each with the page that it leads to; names that a page bears today are left out. */
export function oldNames(service: CompiledService): { slug: string; to: CompiledCode }[] {
  const taken = new Set(service.codes.map((code) => code.slug));
  const found: { slug: string; to: CompiledCode }[] = [];
  for (const code of service.codes) {
    for (const name of code.lifecycle.formerly) {
      if (taken.has(slug(name))) continue;
      taken.add(slug(name));
      found.push({ slug: slug(name), to: code });
    }
  }
  return found;
}
