import { print } from '../model/print.ts';
import type { Service } from '../model/service.ts';
import type { CodeResult, CodeSource } from './code.ts';
import type { Resolver } from './links.ts';
import type { CompiledCode } from './types.ts';

/** What a code was compiled from. Plain data. */
export interface Made {
  /** The print of that, with what names led to that were looked for. */
  readonly source: string;
  /** Those names. */
  readonly links: readonly string[];
  /** What it may be confused with before all codes were known. */
  readonly written: CompiledCode['confusable'];
  /** The print of what it was compared with then; absent where that has none. */
  readonly compared?: string;
}

/** A code as it was compiled the last time. */
export interface KnownCode extends Made {
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

/** What was compiled before, for whoever compiles the same catalog again and again. */
export interface CompileMemory {
  /**
   * The codes of a service. Of those that are not asked for until it is called again, nothing is remembered.
   * @param envelopes of the catalog, on which those of the service may be based
   */
  codesOf(this: void, service: Service, envelopes: unknown, resolver: Resolver): KnownCodes;
  /** What a code may be confused with before all codes are known. */
  writtenIn(this: void, code: CompiledCode): CompiledCode['confusable'];
  /**
   * The code with what `make` adds to it, which is called only where one of the codes is another than the last time.
   * @param others with which it is compared
   * @param telling where messages of its service tell their code, as text
   */
  completed(
    this: void,
    code: CompiledCode,
    others: readonly (CompiledCode | undefined)[],
    telling: string,
    make: () => CompiledCode,
  ): CompiledCode;
}

/** Where codes are found that were compiled the last time. */
export interface CodeStore {
  /**
   * Those of a service, by their names; the store is empty for this service then, until something is put.
   * @param facts the print of all that the service says of them together
   */
  take(this: void, service: string, facts: string): ReadonlyMap<string, KnownCode>;
  /** Puts a code, or puts another in its place. */
  put(this: void, code: CompiledCode, made: Made): void;
  /** The same code, standing elsewhere. */
  moved(this: void, code: CompiledCode, declaredAt: CompiledCode['declaredAt']): CompiledCode;
}

/** A message of such a code may hold messages of others, in its examples. */
function holdsOthers({ code, entries }: CodeSource): boolean {
  return entries.some(({ transport }) => transport === 'nested') || (code.examples ?? []).some(({ errors }) => errors !== undefined);
}

/** Codes as they are, with all that they hold. */
function codesInMemory(): CodeStore {
  const services = new Map<string, { readonly facts: string; readonly codes: Map<string, KnownCode> }>();
  return {
    take(service, facts) {
      const last = services.get(service);
      services.set(service, { facts, codes: new Map() });
      return last?.facts === facts ? last.codes : new Map<string, KnownCode>();
    },
    put: (code, made) => void services.get(code.service)?.codes.set(code.id, { ...made, code }),
    moved: (code, declaredAt) => ({ ...code, declaredAt }),
  };
}

/** A memory of what is in a store; of nothing yet. */
export function compileMemory(store: CodeStore = codesInMemory()): CompileMemory {
  /** Of codes of this run and of those before, what they were made from and the print of all of it. */
  const origins = new WeakMap<CompiledCode, { readonly made: Made; readonly all: string }>();
  return {
    codesOf({ codes: _, ...service }, envelopes, resolver) {
      const facts = print(JSON.stringify([service, envelopes]));
      const before = store.take(service.service, facts);
      const linkOf = (reference: string): unknown => resolver(service.service, reference) ?? null;
      const put = (code: CompiledCode, made: Made): CodeResult => {
        origins.set(code, { made, all: `${facts} ${made.source}` });
        return { code, problems: [] };
      };
      return {
        get(given, make) {
          const { id, code, alike, declaredAt } = given;
          if (holdsOthers(given)) return make(resolver);
          const sourceOf = (links: readonly string[]): string => print(JSON.stringify([code, alike, links.map(linkOf)]));
          const known = before.get(id);
          if (known && known.source === sourceOf(known.links)) {
            const { code: last, ...made } = known;
            const isThere = JSON.stringify(last.declaredAt) === JSON.stringify(declaredAt);
            return put(isThere ? last : store.moved(last, declaredAt), made);
          }
          const links = new Set<string>();
          const made = make((name, reference) => {
            links.add(reference);
            return resolver(name, reference);
          });
          if (made.problems.length > 0) return made;
          return put(made.code, { source: sourceOf([...links]), links: [...links], written: made.code.confusable });
        },
      };
    },
    writtenIn: (code) => origins.get(code)?.made.written ?? code.confusable,
    completed(code, others, telling, make) {
      const origin = origins.get(code);
      if (!origin) return make();
      const prints = others.map((other) => (other ? origins.get(other)?.all : ''));
      const compared = prints.includes(undefined) ? undefined : print([telling, ...prints].join('\n'));
      const whole = compared !== undefined && origin.made.compared === compared ? code : make();
      const { compared: _, ...rest } = origin.made;
      const made = compared === undefined ? rest : { ...rest, compared };
      origins.set(whole, { ...origin, made });
      store.put(whole, made);
      return whole;
    },
  };
}
