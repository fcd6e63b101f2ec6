import type { Lexicon } from '../envelope/catalog.ts';
import type { Entry, Node } from '../envelope/node.ts';
import { fromPointer, isObject, jsonEqual } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Without the places that a reader does not know. */
export function without(message: JsonObject, extras: readonly string[]): JsonObject {
  const remove = (value: Json, at: string): Json => {
    const inside = (key: string | number): string => `${at}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (Array.isArray(value)) return value.flatMap((item, index) => (extras.includes(inside(index)) ? [] : [remove(item, inside(index))]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (extras.includes(inside(key)) ? [] : [[key, remove(item, inside(key))]])),
    );
  };
  return remove(message, '') as JsonObject;
}

/** The part of a message that an entry speaks of: its slots, and the headers that it names. */
export function spokenOf(entry: Entry, message: JsonObject): JsonObject {
  const { node } = entry;
  if (node.kind !== 'object') return message;
  const slots = Object.entries(message).filter(([slot]) => Object.hasOwn(node.fields, slot));
  return Object.fromEntries(
    slots.flatMap(([slot, value]): [string, Json][] => {
      const field = node.fields[slot]?.node;
      if (slot !== 'headers' || field?.kind !== 'object' || !isObject(value)) return [[slot, value]];
      const fold = (name: string): string => (field.caseless ? name.toLowerCase() : name);
      const names = new Map(Object.keys(field.fields).map((name) => [fold(name), name]));
      const known = Object.entries(value).flatMap(([name, text]): [string, Json][] => {
        const spelled = names.get(fold(name));
        return spelled === undefined ? [] : [[spelled, field.caseless && typeof text === 'string' ? text.trim() : text]];
      });
      return known.length > 0 ? [[slot, Object.fromEntries(known)]] : [];
    }),
  );
}

/**
 * True when a message says what was projected: everything is there but what is sent without being demanded, and nothing else is.
 * Written apart from the matcher, as its judge.
 */
export function saysTheSame(sent: Json | undefined, projected: Json, node: Node, service: string, lexicon: Lexicon): boolean {
  const inner = (one: Json | undefined, two: Json, of: Node): boolean => saysTheSame(one, two, of, service, lexicon);
  if (sent === undefined) return false;
  if (node.kind === 'object' && isObject(sent) && isObject(projected) && !node.tree && !node.dynamic) {
    const [there, all] = [sent, projected];
    if (Object.keys(there).some((key) => !Object.hasOwn(all, key))) return false;
    return Object.entries(node.fields).every(([key, field]) => {
      if (!Object.hasOwn(all, key)) return !Object.hasOwn(there, key);
      return Object.hasOwn(there, key) ? inner(there[key], all[key] ?? null, field.node) : field.presence === 'optional';
    });
  }
  if (node.kind === 'list' && Array.isArray(sent) && Array.isArray(projected)) {
    const fits = (item: Json): boolean => sent.some((one) => node.items.some((of) => inner(one, item, of.node)));
    if (!node.open)
      return (
        sent.length === projected.length &&
        sent.every((one, at) => inner(one, projected[at] ?? null, node.items[at]?.node ?? { kind: 'const', value: null }))
      );
    return projected.filter((item) => !fits(item)).length <= node.items.filter((item) => item.optional).length;
  }
  if (node.kind === 'each' && !node.single && Array.isArray(sent) && Array.isArray(projected)) {
    const bodies = node.envelopes
      .flatMap((name) => lexicon.nested(service, name))
      .flatMap((entry) => (entry.node.kind === 'object' && entry.node.fields.body ? [entry.node.fields.body.node] : []));
    return sent.length === projected.length && sent.every((one, at) => bodies.some((body) => inner(one, projected[at] ?? null, body)));
  }
  return jsonEqual(sent, projected);
}

/** True when one place is at, above or below the other. */
export function isNear(one: string, two: string): boolean {
  const [left, right] = [fromPointer(one), fromPointer(two)];
  return left.slice(0, right.length).every((step, at) => step === right[at]);
}
