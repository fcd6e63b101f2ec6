import { entriesOf, lexiconFor } from '../compile/entries.ts';
import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import type { Entry } from '../envelope/node.ts';
import { nearestFew } from '../model/nearest.ts';
import { Refusal } from './problem.ts';

/** A code and its service. */
export interface Found {
  readonly service: CompiledService;
  readonly code: CompiledCode;
}

/** The compiled catalog, ready to be asked: codes by name, resolved messages by code. */
export interface MockCatalog {
  readonly catalog: CompiledCatalog;
  readonly entries: readonly Entry[];
  readonly lexicon: Lexicon;
  service(name: string): CompiledService | undefined;
  /**
   * A code by id, by the code as shown or by its slug, `service/code` where several services have it.
   * @param among services to look in, all where absent
   * @throws Refusal when there is none, or several
   */
  find(name: string, among?: readonly CompiledService[]): Found;
  /** What a client is told that asked for a code which is not there: the nearest ones. */
  missing(name: string, among?: readonly CompiledService[]): Refusal;
  /** The wordings of a code in an envelope. */
  wordings(found: Found, envelope: string): readonly Entry[];
}

function key(service: string, code: string | undefined, envelope: string): string {
  return JSON.stringify([service, code, envelope]);
}

/** Indexes a compiled catalog for the mock. */
export function openCatalog(catalog: CompiledCatalog): MockCatalog {
  const entries = catalog.services.flatMap(entriesOf);
  const services = new Map(catalog.services.map((service) => [service.service, service]));
  const names = new Map<string, Found[]>();
  for (const service of catalog.services) {
    for (const code of service.codes) {
      const own = [code.id, code.code, code.slug];
      for (const name of new Set([...own, ...own.map((one) => `${service.service}/${one}`)]))
        names.set(name, [...(names.get(name) ?? []), { service, code }]);
    }
  }
  const byMessage = new Map<string, Entry[]>();
  for (const entry of entries) {
    const at = key(entry.service, entry.code, entry.envelope);
    byMessage.set(at, [...(byMessage.get(at) ?? []), entry]);
  }
  const within = (among: readonly CompiledService[] | undefined): string =>
    among ? ` in ${among.map(({ service }) => service).join(', ')}` : '';
  const missing = (name: string, among?: readonly CompiledService[]): Refusal => {
    const known = (among ?? catalog.services).flatMap((service) => service.codes.map(({ id }) => id));
    const near = nearestFew(name, known, 3);
    const hint = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; / lists all codes';
    return new Refusal(404, `there is no code \`${name}\`${within(among)}${hint}`, { parameter: 'code' });
  };
  return {
    catalog,
    entries,
    missing,
    lexicon: lexiconFor(catalog, entries),
    service: (name) => services.get(name),
    find(name, among) {
      const all = (names.get(name) ?? []).filter(({ service }) => among === undefined || among.includes(service));
      // The id is what a catalog has once; the code on the wire and the slug may be shared.
      const exact = all.filter(({ service, code }) => name === code.id || name === `${service.service}/${code.id}`);
      const [first, ...others] = exact.length > 0 ? exact : all;
      if (first && others.length === 0) return first;
      if (!first) throw missing(name, among);
      const full = [first, ...others].map((found) => `${found.service.service}/${found.code.id}`);
      throw new Refusal(400, `several codes are called \`${name}\`${within(among)}; say which: ${full.join(', ')}`, { parameter: 'code' });
    },
    wordings: ({ service, code }, envelope) => byMessage.get(key(service.service, code.id, envelope)) ?? [],
  };
}
