import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
import { constantKey, marksOf, prefixOf } from '../envelope/index-entries.ts';
import type { Mark } from '../envelope/index-entries.ts';
import type { Entry } from '../envelope/node.ts';
import { fromPointer } from '../model/json.ts';
import { hashName, hashOn } from '../search/hash.ts';
import { codesInParts, made } from '../search/part.ts';
import type { Part } from '../search/part.ts';
import { cardOf, carriersOf, entriesOfCode } from './entries.ts';
import { keyOf } from './shelf-format.ts';
import type { DecodeFile, DecodeRoot, KeyPlace, Shelves } from './shelf-format.ts';
import { wordingEntries } from './wording.ts';

/** Codes in a file, by the average. */
const CODES = 64;

/** What is kept of a mark until all are known: the message itself, which is far larger, is let go of. */
interface KeptMark {
  readonly key: string;
  readonly at: string;
  readonly slot: string;
  readonly always: boolean;
  /** Of the beginning of a text. */
  readonly length?: number;
}

/** What the index needs of an entry. */
interface Kept {
  readonly shelf: Shelves;
  readonly marks: readonly KeptMark[];
}

interface Shelved extends Kept {
  readonly file: number;
  /** Slots in which a mark was chosen. */
  marked: ReadonlySet<string>;
}

function keptMark(shelf: Shelves, mark: Mark, slot: string): KeptMark {
  const { at, always, text } = mark;
  return { key: keyOfMark(shelf, mark), at, slot, always, ...(text && { length: prefixOf(text).length }) };
}

function keyOfMark(shelf: Shelves, mark: Mark): string {
  if (mark.text) return keyOf(shelf, mark.at, '^', prefixOf(mark.text));
  return keyOf(shelf, mark.at, '=', constantKey(mark.value ?? null));
}

/** In each slot of an entry the mark that fewest others have: by it the entry is found, whatever slots were captured. */
function chosenMarks(all: readonly KeptMark[], shared: ReadonlyMap<string, number>): KeptMark[] {
  const slots = new Map<string, KeptMark[]>();
  for (const mark of all) {
    const marks = slots.get(mark.slot);
    if (marks) marks.push(mark);
    else slots.set(mark.slot, [mark]);
  }
  return [...slots.values()].flatMap((marks) => {
    const always = marks.filter((mark) => mark.always);
    // What is not always sent may all be missing but one.
    if (always.length === 0) return marks;
    const count = ({ key }: KeptMark): number => shared.get(key) ?? 0;
    return [always.reduce((best, mark) => (count(mark) < count(best) ? mark : best))];
  });
}

/** A file of the shelf. */
export interface ShelfFile {
  readonly path: string;
  readonly content: string;
  /** The codes whose messages it has, where it shows nothing else. */
  readonly madeFrom?: readonly unknown[];
}

/** The entries of a file: those of its codes, and in the first file of a service those of no code. */
function entriesIn(service: CompiledService, codes: readonly CompiledCode[], isFirst: boolean): Entry[] {
  return [...(isFirst ? carriersOf(service) : []), ...codes.flatMap((code) => entriesOfCode(service, code))];
}

function fileOf(service: CompiledService, codes: readonly CompiledCode[], entries: readonly Entry[]): DecodeFile {
  return {
    service: service.service,
    ...(service.tables && { tables: service.tables }),
    cards: codes.map((code) => {
      const { service: _, of: __, ...card } = cardOf(service, code);
      return card;
    }),
    entries: entries.map(({ service: _, ...entry }) => entry),
  };
}

function keptOf(entries: readonly Entry[], slotOf: (at: string) => string): Kept[] {
  const kept = (shelf: Shelves, { node }: Entry): Kept => ({
    shelf,
    marks: marksOf(node).map((mark) => keptMark(shelf, mark, slotOf(mark.at))),
  });
  return [...entries.map((entry) => kept(entry.transport, entry)), ...wordingEntries(entries).map((entry) => kept('text', entry))];
}

/**
 * The files from which a browser decodes: `index.json`, and the templates in pieces of some 64 codes of one service.
 * Pure: the same catalog gives the same files. Each is let go of as soon as it is given, with its messages.
 *
 * @param json writes a value on one line
 * @param part keeps what the index needs of each file
 */
export function* decodeShelf(
  { services }: CompiledCatalog,
  json: (value: unknown) => string = JSON.stringify,
  part: Part = made,
): Generator<ShelfFile> {
  const owners: number[] = [];
  let version: number | undefined;
  const all: Shelved[] = [];
  const slotOfPlace = new Map<string, string>();
  const slotOf = (at: string): string => {
    const known = slotOfPlace.get(at) ?? fromPointer(at)[0] ?? '';
    slotOfPlace.set(at, known);
    return known;
  };
  for (const [number, service] of services.entries()) {
    const parts = service.codes.length > 0 ? [...codesInParts(service.codes, CODES)] : [[]];
    for (const [at, codes] of parts.entries()) {
      const entries = (): Entry[] => entriesIn(service, codes, at === 0);
      const textOf = (own: readonly Entry[]): string => `${json(fileOf(service, codes, own))}\n`;
      let text: string | undefined;
      // A code stands for what is known of its service too, but a service may have no code.
      const madeFrom = [at === 0, ...(codes.length > 0 ? codes : [service])];
      const { hashed, kept } = part('shelf', madeFrom, () => {
        const own = entries();
        text = textOf(own);
        return { hashed: hashOn(text), kept: keptOf(own, slotOf) };
      });
      for (const one of kept) all.push({ ...one, file: owners.length, marked: new Set() });
      version = hashOn(hashName(hashed), version);
      const path = `${String(owners.length)}.json`;
      yield {
        path,
        madeFrom,
        get content() {
          return text ?? textOf(entries());
        },
      };
      owners.push(number);
    }
  }
  const shared = new Map<string, number>();
  for (const { marks } of all) for (const { key } of marks) shared.set(key, (shared.get(key) ?? 0) + 1);
  const keys = owners.map(() => new Set<string>());
  const loose = new Set<number>();
  const places = new Map<Shelves, Map<string, Set<number>>>();
  for (const shelved of all) {
    const { shelf, file } = shelved;
    const marks = chosenMarks(shelved.marks, shared);
    shelved.marked = new Set(marks.map(({ slot }) => slot));
    if (marks.length === 0) loose.add(file);
    const own = places.get(shelf) ?? new Map<string, Set<number>>();
    places.set(shelf, own);
    for (const { key, at, length } of marks) {
      keys[file]?.add(key);
      const lengths = own.get(at) ?? new Set<number>();
      own.set(at, length === undefined ? lengths : lengths.add(length));
    }
  }
  const free: DecodeRoot['free'] = {};
  const slotsOf = new Map(Array.from(places, ([shelf, own]) => [shelf, new Set(Array.from(own.keys(), (at) => fromPointer(at)[0] ?? ''))]));
  for (const { shelf, marked, file } of all) {
    const slots = slotsOf.get(shelf) ?? [];
    for (const slot of slots) {
      if (marked.has(slot)) continue;
      const own = (free[shelf] ??= {});
      const files = (own[slot] ??= []);
      if (files.at(-1) !== file) files.push(file);
    }
  }
  const listed = [...places].map(([shelf, own]): [Shelves, KeyPlace[]] => [
    shelf,
    [...own].map(([at, lengths]) => ({ at, lengths: [...lengths].sort((one, two) => one - two) })),
  ]);
  const root: DecodeRoot = {
    version: hashName(version),
    services: services.map(({ service, title, transports }) => ({
      service,
      title,
      transports: transports.filter((one) => one !== 'nested'),
    })),
    files: owners,
    places: Object.fromEntries(listed),
    keys: keys.map((set) => [...set].sort().join('')),
    free,
    loose: [...loose],
  };
  yield { path: 'index.json', content: `${json(root)}\n` };
}
