import { compileMemory } from '../compile/memory.ts';
import type { CodeStore, CompileMemory, KnownCode, Made } from '../compile/memory.ts';
import { print } from '../model/print.ts';
import { movedTo } from './late.ts';
import type { KnownService } from './packed.ts';
import { asJson } from './shelf.ts';
import type { Codec, Shelf } from './shelf.ts';

/** What the codes of a service were compiled from. */
export interface CodesRecord {
  /** Of the service on its shelf, where the codes themselves are. */
  readonly key: string;
  /** The print of all that the service says of them together. */
  readonly facts: string;
  readonly codes: readonly (readonly [id: string, made: Made])[];
}

/** Records on a shelf. */
export const asRecord: Codec<CodesRecord> = asJson('errdex-codes 1');

/** The codes of services that are kept: of a service that has changed, the others need not be compiled. */
export interface KeptCodes extends CompileMemory {
  /**
   * Keeps what the codes were compiled from that have been compiled with this memory. Of what they were before nothing can be read then.
   * @param keys of all services on their shelf, by their names
   */
  keep(this: void, keys: ReadonlyMap<string, string>): void;
}

/**
 * Remembers codes from one run to the next without having them in memory.
 * @param services on which the codes are
 * @param records one for each service
 */
export function keptCodes(services: Shelf<KnownService>, records: Shelf<CodesRecord>): KeptCodes {
  const compiled = new Map<string, { readonly facts: string; readonly codes: Map<string, Made> }>();
  /** What they were the last time, while it may still be read. */
  const last: KnownService[] = [];
  const keyOf = (service: string): string => print(JSON.stringify([records.identity, service]));
  const store: CodeStore = {
    take(service, facts) {
      compiled.set(service, { facts, codes: new Map() });
      const record = records.get(keyOf(service));
      const known = record?.facts === facts ? services.get(record.key) : undefined;
      if (known) last.push(known);
      const made = new Map(record?.codes);
      return new Map(
        (known?.compiled.codes ?? []).flatMap((code): [string, KnownCode][] => {
          const one = made.get(code.id);
          return one ? [[code.id, { ...one, code }]] : [];
        }),
      );
    },
    put: (code, made) => void compiled.get(code.service)?.codes.set(code.id, made),
    moved: movedTo,
  };
  return {
    ...compileMemory(store),
    keep(keys) {
      for (const [service, key] of keys) {
        const now = compiled.get(service);
        if (now) records.put(keyOf(service), { key, facts: now.facts, codes: [...now.codes] });
      }
      records.only(new Set(Array.from(keys.keys(), keyOf)));
      for (const { bytes } of last.splice(0)) bytes.close();
    },
  };
}
