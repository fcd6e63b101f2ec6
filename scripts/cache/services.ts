import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledService } from '../compile/types.ts';
import type { LoadedCatalog, Unit } from '../load/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isObject } from '../model/json.ts';
import { packed, unpacked } from './packed.ts';
import type { KnownService } from './packed.ts';
import { print, printOfCode, printOfService } from './prints.ts';
import type { ContentPrints } from './prints.ts';

/** A place for what came of services, by keys that tell what it was made from. */
export interface ServiceShelf {
  /** Of the tool and its dependencies; see `identity.ts`. What another tool has made is not found. */
  readonly identity: string;
  get(key: string): KnownService | undefined;
  put(key: string, known: KnownService): void;
  /** Throws away all that is not of these keys. */
  only(keys: ReadonlySet<string>): void;
}

/** Services of one run that need not be checked and compiled again. */
export interface KnownServices {
  /** By the folder of the service. */
  readonly known: ReadonlyMap<string, KnownService>;
  /**
   * Keeps what came of the other services for the next time.
   * @param services as compiled, in any order
   * @param checked all findings of the check
   * @param looked names of other services in which something was looked for, by the service that did
   */
  keep(
    services: readonly CompiledService[],
    checked: readonly Diagnostic[],
    looked: ReadonlyMap<string, ReadonlySet<string>>,
  ): ContentPrints;
}

const nameOf = ({ value }: Unit): string => (isObject(value) && typeof value['service'] === 'string' ? value['service'] : '');

/** What a service is made from: its files, the settings, the day, the tool, and what rules ask of all services. A module says what it wants, so its value counts too. */
function keyOf(unit: Unit, loaded: LoadedCatalog, shared: string): string | undefined {
  if (!unit.files) return undefined;
  const isRun = unit.files.some((file) => !/\.ya?ml$/.test(file));
  // Prints of prints: the files are too large to be put into another text.
  return print(
    JSON.stringify([shared, unit.unit, unit.files.map((file) => [file, print(loaded.source(file) ?? '')]), isRun ? unit.value : '']),
  );
}

/** With its place in the file, which would else be looked for again each time, by reading the whole file with the slower parser. */
function located(one: Diagnostic, locate: Unit['locate']): Diagnostic {
  return { ...one, at: { ...one.at, span: locate(one.at.path, one.at.key) } };
}

/**
 * Finds the services of a loaded catalog of which everything is as it was.
 * @param today as an ISO 8601 date: rules about planned removals ask for it
 */
export function knownServices(shelf: ServiceShelf, loaded: LoadedCatalog, today: string): KnownServices {
  const all = loaded.services.map((unit) => [nameOf(unit), isObject(unit.value) ? unit.value['locales'] : undefined]);
  const shared = print(JSON.stringify([shelf.identity, today, loaded.settings.value, all]));
  const keys = new Map(loaded.services.map((unit) => [unit.unit, keyOf(unit, loaded, shared)]));
  const names = new Map(loaded.services.map((unit) => [unit.unit, nameOf(unit)]));
  const byName = new Map(Array.from(keys, ([unit, key]) => [names.get(unit) ?? '', key ?? '']));
  const known = new Map<string, KnownService>();
  for (const [unit, key] of keys) {
    const found = key === undefined || loaded.incomplete.length > 0 ? undefined : shelf.get(key);
    if (found?.needs.every(([service, needed]) => (byName.get(service) ?? '') === needed)) known.set(unit, found);
  }
  return {
    known,
    keep(services, checked, looked) {
      const contents: ContentPrints = new WeakMap();
      for (const { unit, locate } of loaded.services) {
        const name = names.get(unit) ?? '';
        const compiled = services.find(({ service }) => service === name);
        const key = keys.get(unit);
        if (!compiled || key === undefined) continue;
        const prints = known.get(unit)?.prints ?? [printOfService(compiled), ...compiled.codes.map(printOfCode)];
        contents.set(compiled, prints[0] ?? '');
        for (const [at, code] of compiled.codes.entries()) contents.set(code, prints[at + 1] ?? '');
        if (known.has(unit)) continue;
        const diagnostics = checked.filter(({ at }) => at.unit === unit && at.span === undefined).map((one) => located(one, locate));
        // What is near a misspelt name may stand in any service.
        if (diagnostics.some(({ suggest }) => suggest !== undefined)) continue;
        const needs = [...(looked.get(name) ?? [])].map((other) => [other, byName.get(other) ?? ''] as const);
        shelf.put(key, { compiled, diagnostics, needs, prints });
      }
      shelf.only(new Set([...keys.values()].filter((key) => key !== undefined)));
      return contents;
    },
  };
}

function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Not ours to remove.
  }
}

/** A shelf in memory: for a process that compiles the same catalog again and again. */
export function shelfInMemory(): ServiceShelf {
  const all = new Map<string, KnownService>();
  return {
    // The tool stays the same while it runs.
    identity: '',
    get: (key) => all.get(key),
    put: (key, known) => void all.set(key, known),
    only(keys) {
      for (const key of all.keys()) if (!keys.has(key)) all.delete(key);
    },
  };
}

const format = 'errdex-service 2';

/**
 * A shelf on the disk, in the cache of an output folder. What is damaged there is not read, and what cannot be kept is not: both cost time only.
 * @param getFolder gives the folder, which need not be there; called when something is looked for
 */
export function shelfOnDisk(getFolder: () => string, identity: string): ServiceShelf {
  let known: string | undefined;
  const folder = (): string => (known ??= join(getFolder(), 'services'));
  return {
    identity,
    get(key) {
      try {
        const bytes = readFileSync(join(folder(), key));
        const end = bytes.indexOf('\n');
        const body = bytes.subarray(end + 1);
        const isWhole = end > 0 && bytes.subarray(0, end).toString() === `${format} ${print(body)}`;
        return isWhole ? unpacked(body) : undefined;
      } catch {
        return undefined;
      }
    },
    put(key, service) {
      try {
        mkdirSync(folder(), { recursive: true });
        const body = packed(service);
        const file = join(folder(), key);
        writeFileSync(`${file}.${String(process.pid)}`, Buffer.concat([Buffer.from(`${format} ${print(body)}\n`), body]));
        rmSync(file, { recursive: true, force: true });
        renameSync(`${file}.${String(process.pid)}`, file);
      } catch {
        // No room, no right to write: the next build has one service more to do. What else stands there is in the way.
        discard(folder());
      }
    },
    only(keys) {
      try {
        for (const name of readdirSync(folder())) if (!keys.has(name)) rmSync(join(folder(), name), { recursive: true });
      } catch {
        // Nothing there.
      }
    },
  };
}
