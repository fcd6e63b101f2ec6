import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import { slug } from '../model/slug.ts';

/** A code with its service. */
export interface Owned {
  service: CompiledService;
  code: CompiledCode;
}

/** What a page below `/e/` is about: a name, as somebody wrote it, and every error that it can mean. */
export interface ShortLink {
  name: string;
  found: Owned[];
}

/** The pages below `/e/`: by slug of what people paste (code, name in the catalog, old name). */
export function shortLinks(catalog: CompiledCatalog): Map<string, ShortLink> {
  const links = new Map<string, ShortLink>();
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

/** The same, by the service that has all that a link can mean; those of several services stand by themselves. */
export function shortLinksByOwner(catalog: CompiledCatalog): Map<CompiledService | undefined, [slug: string, link: ShortLink][]> {
  const all = new Map<CompiledService | undefined, [string, ShortLink][]>();
  for (const [slug, link] of shortLinks(catalog)) {
    const first = link.found[0]?.service;
    const owner = link.found.every(({ service }) => service === first) ? first : undefined;
    const links = all.get(owner) ?? [];
    all.set(owner, links);
    links.push([slug, link]);
  }
  return all;
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
