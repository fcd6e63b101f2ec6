import { print } from '../model/print.ts';
import type { Service } from '../model/service.ts';
import type { CodeResult, CodeSource } from './code.ts';
import type { Resolver } from './links.ts';
import type { CompiledCode } from './types.ts';

interface Known {
  readonly source: string;
  /** What the names led to that were looked for while it was compiled. */
  readonly links: readonly (readonly [reference: string, link: string])[];
  readonly code: CompiledCode;
}

/** The codes of a service as they were compiled the last time. */
export interface KnownCodes {
  /**
   * The same as `make` gives, which is called only where something has changed that the code was made from.
   * @param make compiles it, looking for other codes with the resolver that it is given
   */
  get(this: void, source: CodeSource, make: (resolver: Resolver) => CodeResult): CodeResult;
}

/** What was compiled before, for a process that compiles the same catalog again and again. */
export interface CompileMemory {
  /**
   * The codes of a service. Of those that are not asked for until it is called again, nothing is remembered.
   * @param envelopes of the catalog, on which those of the service may be based
   */
  codesOf(this: void, service: Service, envelopes: unknown, resolver: Resolver): KnownCodes;
  /**
   * The code with what `make` adds to it, which is called only where one of the codes is another object than the last time.
   * @param others with which it is compared
   * @param telling where messages of its service tell their code, as text
   */
  completed(this: void, code: CompiledCode, others: readonly unknown[], telling: string, make: () => CompiledCode): CompiledCode;
}

/** A message of such a code may hold messages of others, in its examples. */
function holdsOthers({ code, entries }: CodeSource): boolean {
  return entries.some(({ transport }) => transport === 'nested') || (code.examples ?? []).some(({ errors }) => errors !== undefined);
}

/** A memory of nothing. */
export function compileMemory(): CompileMemory {
  const services = new Map<string, { readonly facts: string; readonly codes: Map<string, Known> }>();
  const whole = new WeakMap<CompiledCode, { readonly others: readonly unknown[]; readonly telling: string; readonly code: CompiledCode }>();
  return {
    codesOf({ codes: _, ...service }, envelopes, resolver) {
      const facts = print(JSON.stringify([service, envelopes]));
      const last = services.get(service.service);
      const before = last?.facts === facts ? last.codes : new Map<string, Known>();
      const codes = new Map<string, Known>();
      services.set(service.service, { facts, codes });
      const linkOf = (reference: string): string => JSON.stringify(resolver(service.service, reference) ?? null);
      return {
        get(given, make) {
          const { id, code, alike, declaredAt } = given;
          if (holdsOthers(given)) return make(resolver);
          const source = print(JSON.stringify([code, alike]));
          const known = before.get(id);
          if (known?.source === source && known.links.every(([reference, link]) => linkOf(reference) === link)) {
            const isThere = JSON.stringify(known.code.declaredAt) === JSON.stringify(declaredAt);
            const same = isThere ? known : { ...known, code: { ...known.code, declaredAt } };
            codes.set(id, same);
            return { code: same.code, problems: [] };
          }
          const links: Known['links'][number][] = [];
          const made = make((name, reference) => {
            const link = resolver(name, reference);
            links.push([reference, JSON.stringify(link ?? null)]);
            return link;
          });
          if (made.problems.length === 0) codes.set(id, { source, links, code: made.code });
          return made;
        },
      };
    },
    completed(code, others, telling, make) {
      const known = whole.get(code);
      if (known?.telling === telling && known.others.length === others.length && known.others.every((other, at) => other === others[at]))
        return known.code;
      const made = make();
      whole.set(code, { others, telling, code: made });
      return made;
    },
  };
}
