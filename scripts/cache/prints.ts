import type { CompiledCatalog, CompiledCode, CompiledGuide, CompiledService } from '../compile/types.ts';
import { print } from '../model/print.ts';

/** Short names of content: things that are equal have the same, others another (SHA-256, of which 128 bits are kept). */
export interface Prints {
  /**
   * The print of a file by what it is made from. Things of the catalog are told by themselves: a code stands for all that is known of it
   * and for the facts of its service, a service for all its codes and for what lists show of its guides, the catalog for everything; anything else for its JSON.
   * What all files share (settings, titles of services, the tool and its dependencies) is part of every print.
   */
  of(things: readonly unknown[]): string;
}

/** Prints of the content of services (without their codes) and of codes, where they are known already. */
export type ContentPrints = WeakMap<CompiledService | CompiledCode, string>;

/** What lists show of a guide. */
function head({ name, path, title, summary }: CompiledGuide): unknown {
  return { name, path, title, summary };
}

/** A service without its codes and without what only lists them. */
function facts({ codes: _codes, ambiguities: _ambiguities, handlers: _handlers, ...service }: CompiledService): unknown {
  return {
    ...service,
    operations: service.operations.map(({ raises: _, ...operation }) => operation),
    envelopes: service.envelopes.map(({ codes: _, ...envelope }) => envelope),
  };
}

/** The print of the content of a service without its codes. */
export function printOfService(service: CompiledService): string {
  return print(JSON.stringify(facts(service)));
}

/** The print of the content of a code. */
function printOfCode(code: CompiledCode): string {
  return print(JSON.stringify(code));
}

/**
 * The prints of a catalog. Each thing is read when it is first asked for, and once.
 * @param shared what else every file is made from, as text: the tool and its dependencies, options of the build
 * @param contents prints of content that need not be made
 */
export function printsOf(catalog: CompiledCatalog, shared: string, contents: ContentPrints = new WeakMap()): Prints {
  const { services, guides = [], ...rest } = catalog;
  // Pages name services and link to them wherever they stand.
  const base = print(
    JSON.stringify([shared, rest, services.map(({ service, title, path, locales }) => ({ service, title, path, locales }))]),
  );
  const makers = new WeakMap<object, () => string>();
  const known = new WeakMap<object, string>();
  /** The print of a thing of the catalog, which has everything in it that all files share. */
  const ofCatalog = (thing: unknown): string | undefined => {
    if (typeof thing !== 'object' || thing === null) return undefined;
    const made = known.get(thing) ?? makers.get(thing)?.();
    if (made !== undefined) known.set(thing, made);
    return made;
  };
  const one = (thing: unknown): string => ofCatalog(thing) ?? `json ${JSON.stringify(thing)}`;
  for (const service of services) {
    const own = contents.get(service) ?? printOfService(service);
    makers.set(service, () =>
      print(
        JSON.stringify([
          base,
          own,
          guides.filter((guide) => guide.service === service.service).map(head),
          service.operations,
          service.envelopes.map(({ codes }) => codes),
          service.ambiguities,
          service.handlers,
          service.codes.map(one),
        ]),
      ),
    );
    for (const code of service.codes) makers.set(code, () => print(`${base} ${own} ${contents.get(code) ?? printOfCode(code)}`));
  }
  makers.set(catalog, () => print(JSON.stringify([base, guides, services.map(one)])));
  return {
    of: (things) => {
      // Most files are made from one code, of which nothing is read again.
      const [first, ...others] = things;
      return (others.length === 0 ? ofCatalog(first) : undefined) ?? print([base, ...things.map(one)].join('\n'));
    },
  };
}
