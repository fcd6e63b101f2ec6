import type { Lexicon } from '../envelope/catalog.ts';
import type { Entry, Node, Occurrence, SubOccurrence } from '../envelope/node.ts';
import { occurrenceOf, valueOf } from '../envelope/occurrence.ts';
import { jsonEqual } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { nestedIn } from '../envelope/needs.ts';

/**
 * What a message shows of an occurrence: the right side of the law. Written apart from the engine: a reference counts as shown when
 * all optional facts of the fields around it are there.
 */
export function shown(entry: Entry, occurrence: Occurrence, lexicon: Lexicon): Occurrence {
  const values = new Map<string, Json>();
  let holdsErrors = false;
  let places = false;
  const there = (ref: string): boolean =>
    ref === 'errors' ? (occurrence.errors ?? []).length > 0 : valueOf(occurrence, ref) !== undefined;
  const walk = (node: Node): void => {
    if (node.kind === 'hole') {
      const value = valueOf(occurrence, node.ref);
      if (value !== undefined) values.set(node.ref, value);
    }
    if (node.kind === 'text') for (const part of node.parts) if (typeof part !== 'string') walk(part);
    if (node.kind === 'list') for (const item of node.items) walk(item.node);
    if (node.kind === 'each') holdsErrors = true;
    if (node.kind !== 'object') return;
    for (const field of Object.values(node.fields)) if (field.presence === 'always' || (field.needs ?? []).every(there)) walk(field.node);
    if (node.dynamic) {
      walk(node.dynamic.key);
      walk(node.dynamic.node);
    }
    if (node.tree) holdsErrors = places = true;
  };
  walk(entry.node);
  const nested = holdsErrors ? nestedIn(entry.node) : [];
  const errors =
    nested.length > 0
      ? (occurrence.errors ?? [])
          .map((error) => shownItem(error, entry, nested, occurrence, lexicon, values))
          .map(({ at, ...error }) => (places && at ? { ...error, at } : error))
      : [];
  return occurrenceOf(values, entry, errors);
}

function shownItem(
  error: SubOccurrence,
  entry: Entry,
  nested: readonly string[],
  outer: Occurrence,
  lexicon: Lexicon,
  values: Map<string, Json>,
): SubOccurrence {
  const same = nested
    .flatMap((envelope) => lexicon.nested(entry.service, envelope))
    .filter((one) => one.code === error.code && (error.envelope ?? one.envelope) === one.envelope && one.variant === error.variant);
  const item = same.find((one) => one.locale === (error.locale ?? outer.locale)) ?? same[0];
  if (!item) return error;
  const { context, ...own } = shown(item, { ...error, ...(outer.context ? { context: outer.context } : {}) }, lexicon);
  for (const [name, value] of Object.entries(context ?? {})) values.set(`context.${name}`, value);
  return { code: error.code, envelope: item.envelope, ...(error.at ? { at: error.at } : {}), ...own };
}

/** Equality of occurrences; sub-errors as a bag where they stand in a tree, since objects reorder keys that look like numbers. */
export function sameOccurrence(one: Occurrence, two: Occurrence, bag: boolean): boolean {
  const { errors: first = [], ...left } = one;
  const { errors: second = [], ...right } = two;
  if (!jsonEqual(left, right) || first.length !== second.length) return false;
  if (!bag) return jsonEqual(first, second);
  const rest = [...second];
  return first.every((error) => {
    const at = rest.findIndex((other) => jsonEqual(error, other));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}
