import { isObject, jsonEqual, pointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Lexicon } from './catalog.ts';
import { pipesFor } from './catalog.ts';
import { conforms, typeOf } from './conforms.ts';
import { bare } from './merge.ts';
import { nestedIn } from './needs.ts';
import type { EachNode, Field, HoleNode, ListNode, Node, ObjectNode, Problem, SubOccurrence, TextNode } from './node.ts';
import { unpipe } from './piping.ts';

/** How the sub-errors of a list are read: by the decoder, which knows all entries. */
export type ReadItem = (envelopes: readonly string[], item: Json, at: string) => ItemReading;
export interface ItemReading {
  error?: SubOccurrence;
  /** Context of the whole message that the item shows. */
  context: { ref: string; value: Json; pointer: string }[];
  problems: Problem[];
  ambiguous: string[];
}

/** Everything that a message says when it is read as one entry, before the values are brought together. */
export interface Match {
  binds: { ref: string; value: Json; pointer: string }[];
  texts: { node: TextNode; text: string; pointer: string }[];
  /** Places that say that a value is not there: absent fields and fallbacks. */
  absent: { needs: string[]; pointer: string }[];
  errors: { list: string; pointer: string; items: SubOccurrence[]; tree?: boolean }[];
  problems: Problem[];
  /** Unknown fields: no problem by themselves. */
  extras: string[];
  /** Deprecated fields that were sent. */
  deprecated: { pointer: string; use?: string; removeIn?: string }[];
  /** Pointers that the entry explains. */
  covered: Set<string>;
  /** Places whose value fits in more than one way. */
  ambiguous: string[];
  /** Constants and texts that fit, and literal characters in them: for ranking. */
  constants: number;
  literals: number;
}

/** What a walk needs beside the node and the value. */
export interface MatchContext {
  lexicon: Lexicon;
  service: string;
  readItem: ReadItem;
  /** Slots that were not captured (only a body was pasted): their absence is no problem. */
  partial: boolean;
}

/** An empty match. */
export function newMatch(): Match {
  return {
    binds: [],
    texts: [],
    absent: [],
    errors: [],
    problems: [],
    extras: [],
    deprecated: [],
    covered: new Set(),
    ambiguous: [],
    constants: 0,
    literals: 0,
  };
}

const kindOf = (value: Json | undefined): string => (value === undefined ? 'nothing' : typeOf(value));

/** Reads a value as a node and collects what it says into `into`. */
export function match(node: Node, value: Json, at: string, into: Match, context: MatchContext): void {
  switch (node.kind) {
    case 'const':
      into.covered.add(at);
      if (jsonEqual(node.value, value)) {
        into.constants += 1;
        if (typeof value === 'string') into.literals += value.length;
      } else into.problems.push({ pointer: at, kind: 'const', message: different(node.value, value), wanted: node.value, got: value });
      return;
    case 'hole':
      into.covered.add(at);
      matchHole(node, value, at, into, context);
      return;
    case 'text':
      into.covered.add(at);
      if (typeof value === 'string') into.texts.push({ node, text: value, pointer: at });
      else
        into.problems.push({
          pointer: at,
          kind: 'type',
          message: `should be a string, and is ${kindOf(value)}`,
          wanted: 'string',
          got: value,
        });
      return;
    case 'object':
      matchObject(node, value, at, into, context);
      return;
    case 'list':
      matchList(node, value, at, into, context);
      return;
    case 'each':
      into.covered.add(at);
      matchEach(node, value, at, into, context);
      return;
    case 'alt':
      // Entries hold one wording each; alternatives exist only in nodes made for schemas.
      into.problems.push({ pointer: at, kind: 'text', message: 'has several wordings', got: value });
  }
}

function different(wanted: Json, got: Json): string {
  const same = typeof wanted === 'string' && typeof got === 'string' && wanted.normalize('NFKC') === got.normalize('NFKC');
  const also = same ? ' (they differ only in Unicode normalisation)' : '';
  return `should be ${JSON.stringify(wanted)}, and is ${JSON.stringify(got)}${also}`;
}

function matchHole(node: HoleNode, value: Json, at: string, into: Match, context: MatchContext): void {
  if (node.fallback && jsonEqual(node.fallback.value, value)) {
    into.absent.push({ needs: [node.ref], pointer: at });
    return;
  }
  const read = node.pipes ? unpipe(value, pipesFor(context.lexicon, context.service, node.pipes), node.schema) : value;
  if (read !== undefined && conforms(node.schema, read)) into.binds.push({ ref: node.ref, value: read, pointer: at });
  else
    into.problems.push({
      pointer: at,
      kind: 'type',
      message: `${JSON.stringify(value)} is no valid \`${node.ref}\``,
      wanted: node.schema,
      got: value,
    });
}

function matchObject(node: ObjectNode, value: Json, at: string, into: Match, context: MatchContext): void {
  if (!isObject(value)) {
    into.covered.add(at);
    into.problems.push({
      pointer: at,
      kind: 'type',
      message: `should be an object, and is ${kindOf(value)}`,
      wanted: 'object',
      got: value,
    });
    return;
  }
  const sent = value as Record<string, Json>;
  const names = node.caseless ? new Map(Object.keys(sent).map((key) => [key.toLowerCase(), key])) : undefined;
  const root = at === '' && context.partial;
  if (Object.keys(sent).length === 0) into.covered.add(at);
  for (const [key, field] of Object.entries(node.fields)) {
    const name = names ? names.get(key.toLowerCase()) : Object.hasOwn(sent, key) ? key : undefined;
    const place = at + pointer([key]);
    if (name === undefined) {
      if (!root) absentField(field, place, into);
      continue;
    }
    if (field.deprecated) into.deprecated.push({ pointer: place, ...field.deprecated });
    const inner = sent[name] ?? null;
    if (node.caseless && typeof inner === 'string') match(field.node, inner.trim(), place, into, context);
    else match(field.node, inner, place, into, context);
  }
  const others = node.caseless ? [] : Object.keys(sent).filter((key) => !Object.hasOwn(node.fields, key));
  if (node.dynamic) matchDynamic(node.dynamic, others, sent, at, into, context);
  else if (node.tree) matchTree(node.tree, others, sent, at, into, context);
  else if (at !== '') for (const key of others) into.extras.push(at + pointer([key]));
}

function absentField(field: Field, at: string, into: Match): void {
  if (field.presence === 'always') into.problems.push({ pointer: at, kind: 'missing', message: 'is missing' });
  else if (field.presence === 'maybe') into.absent.push({ needs: field.needs ?? [], pointer: at });
}

function matchDynamic(
  dynamic: NonNullable<ObjectNode['dynamic']>,
  keys: string[],
  sent: Record<string, Json>,
  at: string,
  into: Match,
  context: MatchContext,
): void {
  const fitting = keys.filter((key) => {
    const trial = newMatch();
    matchHole(dynamic.key, key, at, trial, context);
    if (trial.problems.length === 0) match(dynamic.node, sent[key] ?? null, at, trial, context);
    return trial.problems.length === 0;
  });
  const [key = keys[0]] = fitting;
  for (const other of keys) if (other !== key) into.extras.push(at + pointer([other]));
  if (key === undefined) {
    into.problems.push({ pointer: at, kind: 'missing', message: `has no key for \`${dynamic.key.ref}\`` });
    return;
  }
  if (fitting.length > 1) into.ambiguous.push(at);
  matchHole(dynamic.key, key, at + pointer([key]), into, context);
  match(dynamic.node, sent[key] ?? null, at + pointer([key]), into, context);
}

function matchTree(
  tree: NonNullable<ObjectNode['tree']>,
  keys: string[],
  sent: Record<string, Json>,
  at: string,
  into: Match,
  context: MatchContext,
): void {
  const items: SubOccurrence[] = [];
  const leafKeys = tree.leaf.kind === 'object' ? Object.keys(tree.leaf.fields) : [];
  const leaf = (value: Json, place: string, path: string[]): void => {
    const inner = newMatch();
    match(tree.leaf, value, place, inner, context);
    for (const list of inner.errors) items.push(...list.items.map((item) => ({ ...item, at: path })));
    into.problems.push(...inner.problems);
    into.binds.push(...inner.binds);
    into.ambiguous.push(...inner.ambiguous);
  };
  const walk = (value: Json, place: string, path: string[]): void => {
    into.covered.add(place);
    if (!tree.deep) {
      leaf(value, place, path);
      return;
    }
    const own = isObject(value) ? leafKeys.filter((key) => Object.hasOwn(value, key)) : [];
    const children = isObject(value) ? Object.keys(value).filter((key) => !leafKeys.includes(key)) : [];
    if (!isObject(value) || (own.length === 0 && children.length === 0)) {
      into.problems.push({ pointer: place, kind: 'type', message: 'holds neither an error nor a field with errors', got: value });
      return;
    }
    if (own.length > 0) leaf(Object.assign(bare<Json>(), Object.fromEntries(own.map((key) => [key, value[key]]))) as Json, place, path);
    for (const key of children) walk(value[key] as Json, place + pointer([key]), [...path, key]);
  };
  for (const key of keys) walk(sent[key] ?? null, at + pointer([key]), [key]);
  into.errors.push({ list: nestedIn(tree.leaf).join(' '), pointer: at, items, tree: true });
}

function matchList(node: ListNode, value: Json, at: string, into: Match, context: MatchContext): void {
  if (!Array.isArray(value)) {
    into.covered.add(at);
    into.problems.push({ pointer: at, kind: 'type', message: `should be a list, and is ${kindOf(value)}`, wanted: 'array', got: value });
    return;
  }
  if (value.length === 0) into.covered.add(at);
  const used = new Set<number>();
  let next = 0;
  for (const item of node.items) {
    const range = node.open ? value.map((_, index) => index).filter((index) => !used.has(index)) : next < value.length ? [next] : [];
    const tries = range.map((index) => {
      const trial = newMatch();
      match(item.node, value[index] ?? null, at + pointer([index]), trial, context);
      return { index, trial };
    });
    const clean = tries.filter(({ trial }) => trial.problems.length === 0);
    if (clean.length > 1) into.ambiguous.push(at);
    const best =
      clean[0] ??
      (item.optional
        ? undefined
        : tries.toSorted(
            (one, two) => two.trial.constants - two.trial.problems.length - one.trial.constants + one.trial.problems.length,
          )[0]);
    if (best) {
      used.add(best.index);
      next = best.index + 1;
      absorb(into, best.trial);
    } else if (!item.optional)
      into.problems.push({ pointer: at + pointer([next]), kind: 'missing', message: 'an item of the list is missing' });
  }
  if (node.open) for (const index of value.keys()) if (!used.has(index)) into.extras.push(at + pointer([index]));
  if (!node.open && next < value.length)
    into.problems.push({
      pointer: at + pointer([next]),
      kind: 'unexpected',
      message: `the list has ${value.length} items, and should have ${next}`,
      got: value[next] ?? null,
    });
}

/** Takes over what a trial found. */
function absorb(into: Match, trial: Match): void {
  into.binds.push(...trial.binds);
  into.texts.push(...trial.texts);
  into.absent.push(...trial.absent);
  into.errors.push(...trial.errors);
  into.problems.push(...trial.problems);
  into.extras.push(...trial.extras);
  into.deprecated.push(...trial.deprecated);
  for (const place of trial.covered) into.covered.add(place);
  into.ambiguous.push(...trial.ambiguous);
  into.constants += trial.constants;
  into.literals += trial.literals;
}

function matchEach(node: EachNode, value: Json, at: string, into: Match, context: MatchContext): void {
  if (!node.single && !Array.isArray(value)) {
    into.problems.push({
      pointer: at,
      kind: 'type',
      message: `should be a list of errors, and is ${kindOf(value)}`,
      wanted: 'array',
      got: value,
    });
    return;
  }
  const items = node.single ? [value] : (value as Json[]);
  const errors: SubOccurrence[] = [];
  for (const [index, item] of items.entries()) {
    const read = context.readItem(node.envelopes, item, node.single ? at : at + pointer([index]));
    if (read.error) errors.push(read.error);
    into.binds.push(...read.context);
    into.problems.push(...read.problems);
    into.ambiguous.push(...read.ambiguous);
  }
  into.errors.push({ list: node.envelopes.join(' '), pointer: at, items: errors });
}
