import { constantKey, marksOf, prefixOf } from '../envelope/index-entries.ts';
import type { Mark } from '../envelope/index-entries.ts';
import type { Entry } from '../envelope/node.ts';
import { fromPointer } from '../model/json.ts';
import { keyOf } from './shelf-format.ts';
import type { DecodeRoot, KeyPlace, Shelves } from './shelf-format.ts';
import { wordingEntries } from './wording.ts';

/** What is kept of a mark until all are known: the message itself, which is far larger, is let go of. */
interface KeptMark {
  readonly key: string;
  readonly at: string;
  readonly slot: string;
  readonly always: boolean;
  /** Of the beginning of a text. */
  readonly length?: number;
}

/** What the index needs of an entry: plain JSON. */
export interface Kept {
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

/** What the index needs of the entries of a file. @param slotOf gives the slot that a place stands in */
export function keptOf(entries: readonly Entry[], slotOf: (at: string) => string): Kept[] {
  const kept = (shelf: Shelves, { node }: Entry): Kept => ({
    shelf,
    marks: marksOf(node).map((mark) => keptMark(shelf, mark, slotOf(mark.at))),
  });
  return [...entries.map((entry) => kept(entry.transport, entry)), ...wordingEntries(entries).map((entry) => kept('text', entry))];
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

/** What tells of a message in which files it may stand. @param files what each file has of its entries, in the order of the files */
export function indexOf(files: readonly (readonly Kept[])[]): Pick<DecodeRoot, 'places' | 'keys' | 'free' | 'loose'> {
  const all = files.flatMap((kept, file) => kept.map((one): Shelved => ({ ...one, file, marked: new Set() })));
  const shared = new Map<string, number>();
  for (const { marks } of all) for (const { key } of marks) shared.set(key, (shared.get(key) ?? 0) + 1);
  const keys = files.map(() => new Set<string>());
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
      const list = (own[slot] ??= []);
      if (list.at(-1) !== file) list.push(file);
    }
  }
  const listed = [...places].map(([shelf, own]): [Shelves, KeyPlace[]] => [
    shelf,
    [...own].map(([at, lengths]) => ({ at, lengths: [...lengths].sort((one, two) => one - two) })),
  ]);
  return { places: Object.fromEntries(listed), keys: keys.map((set) => [...set].sort().join('')), free, loose: [...loose] };
}
