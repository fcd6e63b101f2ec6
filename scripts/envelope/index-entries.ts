import { isObject, pointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Entry, Node, TextNode } from './node.ts';

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
  const walk = (inner: Node, at: string, always: boolean, spelled = at): void => {
    const of = {
      ...(inner.of === undefined ? {} : { of: inner.of }),
      ...(inner.mentions === undefined ? {} : { mentions: inner.mentions }),
    };
    if (inner.kind === 'const' && (typeof inner.value !== 'object' || inner.value === null))
      marks.push({ at, pointer: spelled, always, value: inner.value, ...of });
    if (inner.kind === 'text') marks.push({ at, pointer: spelled, always, text: inner, ...of });
    if (inner.kind === 'object') {
      for (const [key, field] of Object.entries(inner.fields)) {
        const name = inner.caseless ? key.toLowerCase() : key;
        walk(field.node, at + pointer([name]), always && field.presence === 'always', spelled + pointer([key]));
      }
    }
    if (inner.kind === 'list' && !inner.open && inner.items.every((item) => !item.optional))
      inner.items.forEach((item, index) => walk(item.node, at + pointer([index]), always, spelled + pointer([index])));
  };
  walk(node, '', true);
  return marks;
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
