import { fromPointer, pointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { constantKey, marksOf, Place, valueAt } from './index-entries.ts';
import type { Entry, Problem } from './node.ts';

/** The entries of one transport, found by their constants and texts. */
export class Table {
  private readonly places: Place[] = [];
  /** For each entry the place where it is told apart best; entries without any are always read. */
  private readonly homes: Place[] = [];
  private readonly loose: Entry[] = [];
  /** Entries by the slots that tell them apart, joined by a slash: without any of these slots they are read as well. */
  private readonly bySlots = new Map<string, Entry[]>();
  /** Places of the code, with the values that are known there. */
  readonly codePlaces = new Map<string, Set<string>>();

  /** The same places, with the entries of each code. */
  private readonly coded: Place[] = [];

  constructor(entries: readonly Entry[]) {
    const all = new Map<string, Place>();
    const marks = entries.map((entry) => marksOf(entry.node));
    for (const [index, entry] of entries.entries()) {
      for (const mark of marks[index] ?? []) {
        const place = all.get(mark.at) ?? new Place(fromPointer(mark.at));
        all.set(mark.at, place);
        place.add(mark, entry);
        if (mark.of !== 'code' || mark.value === undefined) continue;
        const known = this.codePlaces.get(mark.at) ?? new Set<string>();
        this.codePlaces.set(mark.at, known.add(constantKey(mark.value)));
      }
    }
    this.coded = [...this.codePlaces.keys()].flatMap((at) => all.get(at) ?? []);
    this.places = [...all.values()].sort((one, two) => two.distinct - one.distinct);
    const homes = new Map<string, Place>();
    for (const [index, entry] of entries.entries()) {
      const own = (marks[index] ?? []).filter((mark) => mark.always);
      const [best] = own.toSorted((one, two) => (all.get(two.at)?.distinct ?? 0) - (all.get(one.at)?.distinct ?? 0));
      if (!best) {
        this.loose.push(entry);
        continue;
      }
      const slots = [...new Set(own.map(({ at }) => fromPointer(at)[0] ?? ''))].sort().join('/');
      const alike = this.bySlots.get(slots);
      if (alike) alike.push(entry);
      else this.bySlots.set(slots, [entry]);
      const home = homes.get(best.at) ?? new Place(fromPointer(best.at));
      homes.set(best.at, home);
      home.add(best, entry);
    }
    this.homes = [...homes.values()];
  }

  /**
   * Every entry that the message can fit: an entry that fits has its own constant at its own place.
   *
   * @param partial slots may be missing, and with them what tells an entry apart
   */
  candidates(message: Json, partial = false): Entry[] {
    const found = new Set<Entry>(this.loose);
    for (const place of partial ? this.places : this.homes) {
      const value = valueAt(message, place.steps);
      if (value !== undefined) for (const entry of place.find(value)) found.add(entry);
    }
    if (partial)
      for (const [slots, entries] of this.bySlots)
        if (slots.split('/').every((slot) => valueAt(message, [slot]) === undefined)) for (const entry of entries) found.add(entry);
    return [...found];
  }

  /** The entries that share most with the message. */
  nearest(message: Json, most: number): Entry[] {
    const hits = new Map<Entry, number>();
    for (const place of this.places) {
      const value = valueAt(message, place.steps);
      // What all entries share tells nothing apart.
      if (value === undefined) continue;
      const found = place.find(value);
      const weight = 1 + place.distinct / (1 + found.length);
      for (const entry of found) hits.set(entry, (hits.get(entry) ?? 0) + weight);
    }
    // What has no constant, such as a mere list of errors, can be near all the same.
    for (const entry of this.loose) if (!hits.has(entry)) hits.set(entry, 0);
    return [...hits]
      .sort((one, two) => two[1] - one[1])
      .slice(0, most)
      .map(([entry]) => entry);
  }

  /** True where the message holds the code of an entry at the place where this entry has it. */
  isNamed(entry: Entry, message: Json): boolean {
    return this.coded.some(({ steps, constants }) => {
      const value = valueAt(message, steps);
      return value !== undefined && constants.get(constantKey(value))?.includes(entry) === true;
    });
  }

  /**
   * A code that the message names at a place which an entry passes over, while the entry is another one: unknown fields are no
   * problem, but this one is known. What an entry really sent has no such place.
   *
   * @param covered pointers that the entry explains
   */
  rival(entry: Entry, message: Json, covered: ReadonlySet<string>): Problem | undefined {
    for (const place of this.coded) {
      const value = valueAt(message, place.steps);
      if (value === undefined || isCovered(place.steps, covered)) continue;
      const named = (place.constants.get(constantKey(value)) ?? []).filter(({ service }) => service === entry.service);
      if (named.length === 0 || named.some(({ code }) => code === entry.code)) continue;
      const text = `names \`${named[0]?.code ?? ''}\`, which the rest of the message is not`;
      return { pointer: pointer(place.steps), kind: 'unexpected', message: text, got: value };
    }
    return undefined;
  }
}

/** True when a place, or what it stands in, is explained. Header names are in lower case in `steps`. */
function isCovered(steps: readonly string[], covered: ReadonlySet<string>): boolean {
  if (steps.some((_, at) => covered.has(pointer(steps.slice(0, at + 1))))) return true;
  const header = steps[0] === 'headers' ? pointer(steps) : undefined;
  return header !== undefined && [...covered].some((place) => place.toLowerCase() === header);
}
