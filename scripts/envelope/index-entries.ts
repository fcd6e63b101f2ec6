import { fromPointer, isObject, pointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Entry, Field, ListNode, Node, TextNode } from './node.ts';

/** A constant or text of an entry, and where it stands. `always`: no message of the entry lacks it. */
export interface Mark {
  at: string;
  /** The place as the envelope spells it; `at` has header names in lower case. */
  pointer: string;
  always: boolean;
  value?: Json;
  text?: TextNode;
  of?: string;
  /** The facts that are part of it. */
  mentions?: readonly string[];
}

/** All constants and texts of an entry that stand at a fixed place. */
export function marksOf(node: Node): Mark[] {
  const marks: Mark[] = [];
  addMarks(node, '', '', true, marks);
  return marks;
}

function addMarks(node: Node, at: string, spelled: string, always: boolean, marks: Mark[]): void {
  const isScalar = node.kind === 'const' && (typeof node.value !== 'object' || node.value === null);
  if (isScalar || node.kind === 'text') {
    const mark: Mark =
      node.kind === 'const' ? { at, pointer: spelled, always, value: node.value } : { at, pointer: spelled, always, text: node };
    if (node.of !== undefined) mark.of = node.of;
    if (node.mentions !== undefined) mark.mentions = node.mentions;
    marks.push(mark);
  }
  if (node.kind === 'object') {
    for (const key in node.fields) {
      const field = node.fields[key];
      if (!field) continue;
      const step = pointer([key]);
      addMarks(field.node, at + (node.caseless ? step.toLowerCase() : step), spelled + step, always && field.presence === 'always', marks);
    }
  }
  if (isFixedList(node))
    for (const [index, item] of node.items.entries()) addMarks(item.node, `${at}/${index}`, `${spelled}/${index}`, always, marks);
}

/** A list in which every item has its place. */
function isFixedList(node: Node): node is ListNode {
  return node.kind === 'list' && !node.open && node.items.every((item) => !item.optional);
}

/** A place at which every one of some entries always has a constant of its own, and these constants. */
export interface TellingPlace {
  readonly pointer: string;
  readonly keys: ReadonlySet<string>;
}

/**
 * A place that tells all entries apart, so that no message fits two of them: that of the code, as a rule.
 * Looks at this one place of each entry only; all constants of all entries take twenty times as long.
 *
 * @param entries of one transport
 */
export function tellingPlace(entries: readonly Entry[]): TellingPlace | undefined {
  const [first] = entries;
  const places = first ? marksOf(first.node).filter((mark) => mark.always && mark.of === 'code' && mark.value !== undefined) : [];
  for (const { pointer } of places) {
    const steps = fromPointer(pointer);
    const keys = new Set<string>();
    const isFull = entries.every(({ node }) => {
      const value = constantAt(node, steps);
      if (value !== undefined) keys.add(constantKey(value));
      return value !== undefined;
    });
    if (isFull && keys.size === entries.length) return { pointer, keys };
  }
  return undefined;
}

function constantAt(node: Node, steps: readonly string[]): Json | undefined {
  let here: Node | undefined = node;
  for (const step of steps) {
    if (here?.kind === 'object') {
      const field: Field | undefined = Object.hasOwn(here.fields, step) ? here.fields[step] : undefined;
      here = field?.presence === 'always' ? field.node : undefined;
    } else here = here && isFixedList(here) ? here.items[Number(step)]?.node : undefined;
  }
  return here?.kind === 'const' && (typeof here.value !== 'object' || here.value === null) ? here.value : undefined;
}

/** The value at a place of a message; header names are lower-cased. */
export function valueAt(message: Json, steps: readonly string[]): Json | undefined {
  let value: Json | undefined = message;
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isObject(value) && Object.hasOwn(value, step)) value = (value as Record<string, Json>)[step];
    else return undefined;
  }
  return value;
}

/** A constant as a key of a table: `1` and `"1"` differ. */
export function constantKey(value: Json): string {
  return typeof value === 'string' ? `s${value}` : JSON.stringify(value);
}

/** What a text begins with. */
export function prefixOf(text: TextNode): string {
  const [first] = text.parts;
  return typeof first === 'string' ? first : '';
}

/** What a text ends with. */
export function suffixOf(text: TextNode): string {
  const last = text.parts.at(-1);
  return typeof last === 'string' ? last : '';
}

/** All entries with a constant or text at one place. */
export class Place {
  readonly steps: string[];
  readonly constants = new Map<string, Entry[]>();
  /** Texts by what they begin with; the lengths of those beginnings, longest first. */
  private readonly texts = new Map<string, { entry: Entry; suffix: string }[]>();
  private lengths: number[] = [];

  constructor(steps: string[]) {
    this.steps = steps;
  }

  /** How many values tell entries apart here. */
  get distinct(): number {
    return this.constants.size + this.texts.size;
  }

  add(mark: Mark, entry: Entry): void {
    if (mark.text) {
      const prefix = prefixOf(mark.text);
      push(this.texts, prefix, { entry, suffix: suffixOf(mark.text) });
      if (!this.lengths.includes(prefix.length)) this.lengths = [...this.lengths, prefix.length].sort((one, two) => two - one);
    } else push(this.constants, constantKey(mark.value ?? null), entry);
  }

  /** Entries whose constant or text at this place can be the value. */
  find(value: Json): Entry[] {
    const found = [...(this.constants.get(constantKey(value)) ?? [])];
    if (typeof value !== 'string') return found;
    for (const length of this.lengths) {
      if (length > value.length) continue;
      for (const { entry, suffix } of this.texts.get(value.slice(0, length)) ?? []) if (value.endsWith(suffix)) found.push(entry);
    }
    return found;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
