import type { CompiledService } from '../compile/types.ts';
import type { ReadCatalog } from '../load/index.ts';
import type { TextMemory } from '../load/read.ts';
import type { Unit } from '../load/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isObject } from '../model/json.ts';
import type { Bytes } from './bytes.ts';
import type { KeptCodes } from './kept-codes.ts';
import { opened, packedAway, unpacked } from './packed.ts';
import type { KnownService } from './packed.ts';
import { print } from '../model/print.ts';
import type { Shelf } from './shelf.ts';

/** Services of one run that need not be checked and compiled again. */
export interface KnownServices {
  /** By the folder of the service. */
  readonly known: ReadonlyMap<string, KnownService>;
  /**
   * Keeps what came of the other services for the next time.
   * @param units of all services, with the places of their codes
   * @param services as compiled; taken out of the list, and their codes out of them
   * @returns the same services in the same order, as bytes most of which are read late
   * @param checked all findings of the check
   * @param looked names of other services in which something was looked for, by the service that did
   */
  keep(
    units: readonly Unit[],
    services: CompiledService[],
    checked: readonly Diagnostic[],
    looked: ReadonlyMap<string, ReadonlySet<string>>,
  ): CompiledService[];
}

const nameOf = ({ value }: Unit): string => (isObject(value) && typeof value['service'] === 'string' ? value['service'] : '');

/** Where the bytes of services are that nobody wants to hold in memory. */
export interface Store {
  /**
   * Puts away the bytes of a service as soon as there are any, and gives the same, to be read from there.
   * @param link gives their file another name, where they are kept in one: see `Shelf`
   */
  put(this: void, bytes: Bytes, link: (to: string) => number | undefined): Bytes;
  /** Opens an empty file for bytes that are still being made. It is gone when it is closed. */
  scratch(this: void): number;
}

/** What a service is made from: its files, the settings, the day, the tool, and what rules ask of all services. A module says what it wants, so its value counts too. */
function keyOf(unit: Unit, shared: string, printOf: (file: string) => string): string | undefined {
  if (!unit.files) return undefined;
  const isRun = unit.files.some((file) => !/\.ya?ml$/.test(file));
  // Prints of prints: the files are too large to be put into another text.
  return print(JSON.stringify([shared, unit.unit, unit.files.map((file) => [file, printOf(file)]), isRun ? unit.value : '']));
}

/** With its place in the file, which would else be looked for again each time, by reading the whole file with the slower parser. */
function located(one: Diagnostic, locate: Unit['locate']): Diagnostic {
  return { ...one, at: { ...one.at, span: locate(one.at.path, one.at.key) } };
}

/** What finding services needs from outside. */
export interface KnowingContext {
  /** As an ISO 8601 date: rules about planned removals ask for it. */
  readonly today: string;
  readonly store?: Store | undefined;
  /** As for loading. */
  readonly texts?: TextMemory | undefined;
  /** Is told which services are kept. */
  readonly codes?: KeptCodes | undefined;
}

/**
 * Finds the services of a catalog of which everything is as it was.
 * @param loaded of services, what their main files say
 */
export function knownServices(
  shelf: Shelf<KnownService>,
  loaded: ReadCatalog,
  { today, store, texts, codes }: KnowingContext,
): KnownServices {
  const all = loaded.services.map((unit) => [nameOf(unit), isObject(unit.value) ? unit.value['locales'] : undefined]);
  const shared = print(JSON.stringify([shelf.identity, today, loaded.settings.value, all]));
  const printOf = (file: string): string => {
    const text = loaded.source(file) ?? '';
    const known = texts?.get(file);
    return known?.source.text === text ? (known.print ??= print(text)) : print(text);
  };
  const keys = new Map(loaded.services.map((unit) => [unit.unit, keyOf(unit, shared, printOf)]));
  const names = new Map(loaded.services.map((unit) => [unit.unit, nameOf(unit)]));
  const byName = new Map(Array.from(keys, ([unit, key]) => [names.get(unit) ?? '', key ?? '']));
  const stored = (one: KnownService, key: string | undefined): KnownService => {
    if (!store) return one;
    const bytes = store.put(one.bytes, (to) => (key === undefined ? undefined : shelf.link(key, to)));
    if (bytes !== one.bytes) one.bytes.close();
    return opened(bytes);
  };
  const known = new Map<string, KnownService>();
  for (const [unit, key] of keys) {
    const found = key === undefined || loaded.incomplete.length > 0 ? undefined : shelf.get(key);
    if (found?.needs.every(([service, needed]) => (byName.get(service) ?? '') === needed)) known.set(unit, stored(found, key));
  }
  return {
    known,
    keep(all, services, checked, looked) {
      const units = new Map(all.map((unit) => [names.get(unit.unit) ?? '', unit]));
      const kept: CompiledService[] = [];
      const onShelf = new Map<string, string>();
      // One after another, each let go of when it is put away.
      for (let service = services.shift(); service; service = services.shift()) {
        const unit = units.get(service.service);
        kept.push(unit ? (known.get(unit.unit) ?? putAway(service, unit)).compiled : service);
        const key = unit && keys.get(unit.unit);
        if (key !== undefined) onShelf.set(service.service, key);
      }
      shelf.only(new Set(onShelf.values()));
      codes?.keep(onShelf);
      return kept;

      function putAway(compiled: CompiledService, { unit, locate }: Unit): KnownService {
        const diagnostics = checked.filter(({ at }) => at.unit === unit && at.span === undefined).map((one) => located(one, locate));
        const needs = [...(looked.get(compiled.service) ?? [])].map((other) => [other, byName.get(other) ?? ''] as const);
        const result = { compiled, diagnostics, needs };
        const one = shelf.isMemory ? unpacked(result) : packedAway(result, store?.scratch());
        // What is near a misspelt name may stand in any service.
        const key = diagnostics.some(({ suggest }) => suggest !== undefined) ? undefined : keys.get(unit);
        if (key !== undefined) shelf.put(key, one);
        return stored(one, key);
      }
    },
  };
}
