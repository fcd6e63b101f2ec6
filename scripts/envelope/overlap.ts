import { jsonEqual } from '../model/json.ts';
import { conforms } from './conforms.ts';
import { typeOf, typesOf } from './quick-schema.ts';
import { constantKey, marksOf, prefixOf, suffixOf, tellingPlace } from './index-entries.ts';
import type { Mark } from './index-entries.ts';
import type { ConstNode, Entry, Field, HoleNode, Node, ObjectNode } from './node.ts';
import { textsMeet } from './texts-meet.ts';

/**
 * True when one message can fit both. Sound: never false wrongly; typed holes and open lists may make it true too often.
 *
 * @param open unknown fields are allowed, as in decoding; otherwise each side sends only its own fields
 */
function overlap(one: Node, two: Node, open: boolean): boolean {
  if (one.kind === 'alt') return one.options.some((option) => overlap(option, two, open));
  if (two.kind === 'alt' || (two.kind === 'const' && one.kind !== 'const')) return overlap(two, one, open);
  if (one.kind === 'hole' || two.kind === 'hole') return one.kind === 'hole' ? holeMeets(one, two) : holeMeets(two as HoleNode, one);
  if (one.kind === 'const') return constMeets(one, two);
  if (one.kind === 'text') return two.kind === 'text' && textsMeet(one, two);
  if (one.kind === 'object') return two.kind === 'object' ? objectsMeet(one, two, open) : two.kind === 'each' && two.single === true;
  if (two.kind === 'text' || two.kind === 'object') return one.kind === 'each' && one.single === true;
  if (one.kind === 'list' && two.kind === 'list' && !one.open && !two.open) {
    const fixed = [...one.items, ...two.items].every((item) => !item.optional);
    if (!fixed) return true;
    return (
      one.items.length === two.items.length && one.items.every((item, at) => overlap(item.node, two.items[at]?.node ?? item.node, open))
    );
  }
  return true;
}

function constMeets(one: ConstNode, two: Node): boolean {
  if (two.kind === 'const') return jsonEqual(one.value, two.value);
  if (two.kind === 'text') return typeof one.value === 'string' && textsMeet(one, two);
  if (two.kind === 'object') return typeOf(one.value) === 'object';
  return Array.isArray(one.value) || (two.kind === 'each' && two.single === true);
}

function holeMeets(hole: HoleNode, other: Node): boolean {
  if (hole.fallback || hole.pipes) return true;
  const types = typesOf(hole.schema);
  if (other.kind === 'const') return conforms(hole.schema, other.value);
  if (other.kind === 'text') return !types || types.includes('string');
  if (other.kind === 'object') return !types || types.includes('object');
  if (other.kind === 'list' || other.kind === 'each')
    return !types || types.includes('array') || (other.kind === 'each' && other.single === true);
  if (other.kind !== 'hole' || other.fallback || other.pipes) return true;
  const others = typesOf(other.schema);
  if (Array.isArray(hole.schema.enum) && Array.isArray(other.schema.enum))
    return hole.schema.enum.some((value) => (other.schema.enum as unknown[]).some((item) => jsonEqual(value, item)));
  const widen = (list: readonly string[]): string[] => (list.includes('number') ? [...list, 'integer'] : [...list]);
  return !types || !others || widen(types).some((type) => widen(others).includes(type));
}

function named(node: ObjectNode): Map<string, Field> {
  return new Map(Object.entries(node.fields).map(([key, field]) => [node.caseless ? key.toLowerCase() : key, field]));
}

function objectsMeet(one: ObjectNode, two: ObjectNode, open: boolean): boolean {
  const left = named(one);
  const right = named(two);
  const wide = (node: ObjectNode): boolean => node.dynamic !== undefined || node.tree !== undefined;
  for (const [fields, others, other] of [
    [left, right, two],
    [right, left, one],
  ] as const) {
    for (const [key, field] of fields) {
      const same = others.get(key);
      if (!same && field.presence === 'always' && !open && !wide(other)) return false;
      const both = same && (field.presence === 'always' || same.presence === 'always');
      if (both && fields === left && !overlap(field.node, same.node, open)) return false;
    }
  }
  return true;
}

/** Entries in one place that are compared each with each; more of them count as all alike. */
const MOST_TOGETHER = 400;

/**
 * Pairs of entries that one message can fit, found without comparing each with each: entries are told apart by the place that
 * holds most different constants, and texts by how they begin and end.
 */
export function overlappingPairs(entries: readonly Entry[], open: boolean): [Entry, Entry][] {
  const pairs: [Entry, Entry][] = [];
  const marks = new Map<Entry, ReadonlyMap<string, Mark>>();
  const test = (one: Entry, two: Entry): void => {
    if (overlap(one.node, two.node, open)) pairs.push([one, two]);
  };
  const all = (group: readonly Entry[]): void => {
    if (group.length > MOST_TOGETHER)
      for (const [at, entry] of group.entries()) pairs.push([entry, group[(at + 1) % group.length] ?? entry]);
    else for (const [at, one] of group.entries()) for (const two of group.slice(at + 1)) test(one, two);
  };
  const split = (group: readonly Entry[], done: ReadonlySet<string>): void => {
    const place = group.length > 8 ? bestPlace(group, marks, done) : undefined;
    if (place === undefined) {
      all(group);
      return;
    }
    const constants = new Map<string, Entry[]>();
    const texts: { entry: Entry; mark: Mark }[] = [];
    const others: Entry[] = [];
    for (const entry of group) {
      const mark = marks.get(entry)?.get(place);
      if (!mark) others.push(entry);
      else if (mark.text) texts.push({ entry, mark });
      else {
        const key = constantKey(mark.value ?? null);
        const list = constants.get(key);
        if (list) list.push(entry);
        else constants.set(key, [entry]);
      }
    }
    const next = new Set([...done, place]);
    for (const same of constants.values()) if (same.length > 1) split(same, next);
    chain(texts, constants, test);
    for (const [at, other] of others.entries())
      for (const entry of group) if (!others.includes(entry) || others.indexOf(entry) > at) test(other, entry);
  };
  for (const group of byTransport(entries).values()) {
    if (tellingPlace(group)) continue;
    for (const entry of group) marks.set(entry, new Map(marksOf(entry.node).flatMap((mark) => (mark.always ? [[mark.at, mark]] : []))));
    split(group, new Set());
  }
  return pairs;
}

/** Entries that a reader can take for each other at all: those of one transport. */
export function byTransport(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = entry.transport === 'nested' ? `nested/${entry.service}` : entry.transport;
    const list = groups.get(key);
    if (list) list.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/** The place with most different values, among those that most of a group have. */
function bestPlace(
  group: readonly Entry[],
  marks: ReadonlyMap<Entry, ReadonlyMap<string, Mark>>,
  done: ReadonlySet<string>,
): string | undefined {
  const values = new Map<string, { distinct: Set<string>; count: number }>();
  for (const entry of group) {
    for (const [at, mark] of marks.get(entry) ?? []) {
      if (done.has(at)) continue;
      const place = values.get(at) ?? { distinct: new Set<string>(), count: 0 };
      place.distinct.add(mark.text ? `t${prefixOf(mark.text)}` : constantKey(mark.value ?? null));
      place.count += 1;
      values.set(at, place);
    }
  }
  const useful = [...values].filter(([, place]) => place.distinct.size > 1 && place.count * 4 >= group.length * 3);
  return useful.sort((one, two) => two[1].distinct.size - one[1].distinct.size)[0]?.[0];
}

/** Texts meet only where one begins as the other does: sorted by beginning, each is compared with those that it continues. */
function chain(
  texts: readonly { entry: Entry; mark: Mark }[],
  constants: ReadonlyMap<string, readonly Entry[]>,
  test: (one: Entry, two: Entry) => void,
): void {
  if (texts.length === 0) return;
  const items = texts.map(({ entry, mark }) => ({
    entries: [entry] as readonly Entry[],
    prefix: mark.text ? prefixOf(mark.text) : '',
    suffix: mark.text ? suffixOf(mark.text) : '',
    whole: false,
  }));
  for (const [key, entries] of constants)
    if (key.startsWith('s')) items.push({ entries, prefix: key.slice(1), suffix: key.slice(1), whole: true });
  items.sort((one, two) => (one.prefix < two.prefix ? -1 : one.prefix > two.prefix ? 1 : 0));
  const open: typeof items = [];
  for (const item of items) {
    while (open.length > 0 && !item.prefix.startsWith(open.at(-1)?.prefix ?? '')) open.pop();
    for (const before of open) {
      const ends = before.suffix.endsWith(item.suffix) || item.suffix.endsWith(before.suffix);
      if (before.whole && item.whole) continue;
      if (ends) for (const one of before.entries) for (const two of item.entries) test(one, two);
    }
    open.push(item);
  }
}
