import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import { nearestFew } from '../model/nearest.ts';

/** A code and the service that it belongs to. */
export interface Hit {
  readonly service: CompiledService;
  readonly code: CompiledCode;
}

/** What a question for a code found: one hit, several to choose from, or names that may have been meant. */
export interface Answer {
  readonly hits: readonly Hit[];
  /** As `service/CODE`, the nearest first. */
  readonly near: readonly string[];
}

/** How well a name fits: exactly, by an old name, or but for case and separators. The first that finds something decides. */
const ways: readonly ((hit: Hit, wanted: string) => boolean)[] = [
  ({ code }, wanted) => code.id === wanted,
  ({ code }, wanted) => code.code === wanted,
  ({ code }, wanted) => code.lifecycle.formerly.includes(wanted),
  ({ code }, wanted) => [code.id, code.code, ...code.lifecycle.formerly].some((name) => plain(name) === plain(wanted)),
];

/**
 * Finds a code by its name: `CODE` in all services, or `service/CODE`. Case and separators do not count where nothing fits exactly.
 */
export function lookUp(catalog: CompiledCatalog, question: string): Answer {
  const all = catalog.services.flatMap((service) => service.codes.map((code): Hit => ({ service, code })));
  // A code may hold a slash itself, so the whole question comes first.
  const [, prefix, rest] = /^([^/]+)\/(.+)$/s.exec(question) ?? [];
  for (const fits of ways) {
    const whole = all.filter((hit) => fits(hit, question));
    if (whole.length > 0) return { hits: whole, near: [] };
    const inService = all.filter((hit) => rest !== undefined && plain(hit.code.service) === plain(prefix ?? '') && fits(hit, rest));
    if (inService.length > 0) return { hits: inService, near: [] };
  }
  const names = new Map(all.map((hit) => [nameOf(hit), hit.code.id]));
  const close = new Set(nearestFew(rest ?? question, names.values(), 5));
  const near = [...names]
    .filter(([, id]) => close.has(id))
    .toSorted(([, one], [, two]) => [...close].indexOf(one) - [...close].indexOf(two));
  return { hits: [], near: near.slice(0, 5).map(([name]) => name) };
}

/** The name that is unique in the whole catalog. */
export function nameOf({ code }: Hit): string {
  return `${code.service}/${code.id}`;
}

/** Without case and separators; as it stands where nothing else is left of it. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') || name;
}
