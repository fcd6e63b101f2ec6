import { print } from '../model/print.ts';
import type { Shelf } from '../cache/shelf.ts';
import type { Known } from '../check/index.ts';
import { isModule } from '../load/discover.ts';
import { readBytes } from '../load/read.ts';
import type { Layout } from '../load/weigh.ts';
import type { Outcome } from './share.ts';

/** What came of a service the last time: the same comes of it again while its files, and all that it refers to, are as they were. */
export interface KeptCheck {
  readonly outcome: Outcome;
  /** The print of what there was to look at in other services, if a rule has looked; else empty. */
  readonly seen: string;
}

/** The services of a catalog, as the last check left them. */
export interface Kept {
  /** What is known of a service of which no file has changed. */
  readonly known: ReadonlyMap<string, KeptCheck>;
  /** Keeps what came of a service, if nothing of it was left out. @param prints of its files, as they were read */
  keep(prints: ReadonlyMap<string, string>, outcome: Outcome, all: Known): void;
  /** Throws away what is of no use any more. */
  finish(): void;
}

/** What a rule can look at in other services: names. Texts may change as they will. */
function printOfNames({ outlines, leftOut }: Known): string {
  return print(JSON.stringify([outlines.map(({ unit, service, codes }) => [unit, service, [...codes]]), leftOut]));
}

/** Languages of the documentation, of all services: a rule of each asks for them. */
function languagesOf({ outlines }: Known): string {
  return [...new Set(outlines.flatMap(({ docs }) => docs))].sort().join(' ');
}

/** True where what is kept of a service holds with what there is now in the others. */
export function holds({ seen }: KeptCheck, all: Known): boolean {
  const [languages, names] = seen.split('\n');
  return languages === languagesOf(all) && (names === '' || names === printOfNames(all));
}

/**
 * Finds the services of which everything is as it was. A module is no text that says what comes of it: what it makes is checked each time.
 * @param today as an ISO 8601 date: rules about planned removals ask for it
 */
export function keptChecks(shelf: Shelf<KeptCheck>, { root, settings, services }: Layout, today: string): Kept {
  /** Prints of files, in their order; undefined where one cannot be read, for which the check itself has the words. */
  const read = (files: readonly string[]): Map<string, string> | undefined => {
    const prints = new Map<string, string>();
    for (const file of files) {
      const { value } = isModule(file) ? {} : readBytes(root, file, '');
      if (!value) return undefined;
      prints.set(file, print(value));
    }
    return prints;
  };
  const common = read(settings === undefined ? [] : [settings]);
  const keyOf = (unit: string, prints: ReadonlyMap<string, string>): string =>
    print(JSON.stringify([shelf.identity, today, [...(common ?? [])], unit, [...prints]]));
  const known = new Map<string, KeptCheck>();
  const keys = new Set<string>();
  const filesOf = new Map(services.map(({ unit, files }) => [unit, files]));
  if (common && !shelf.isEmpty())
    for (const { unit, files } of services) {
      const prints = read(files);
      const key = prints && keyOf(unit, prints);
      const found = key === undefined ? undefined : shelf.get(key);
      if (key === undefined || !found) continue;
      known.set(unit, found);
      keys.add(key);
    }
  return {
    known,
    keep(prints, outcome, all) {
      const own = filesOf.get(outcome.unit) ?? [];
      const read = own.map((file) => [file, prints.get(file) ?? ''] as const);
      if (!outcome.whole || !common || own.some((file) => isModule(file) || !prints.has(file))) return;
      // The settings were read once more, by who has checked the service.
      if (settings !== undefined && prints.has(settings) && prints.get(settings) !== common.get(settings)) return;
      const key = keyOf(outcome.unit, new Map(read));
      keys.add(key);
      shelf.put(key, { outcome, seen: `${languagesOf(all)}\n${outcome.looked ? printOfNames(all) : ''}` });
    },
    finish: () => shelf.only(keys),
  };
}
