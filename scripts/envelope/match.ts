import { isObject, jsonEqual, pointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { typeOf } from './quick-schema.ts';
import { matchHole } from './match-hole.ts';
import { matchDynamic, matchTree } from './match-keys.ts';
import { absorb, isWithoutErrors, newMatch } from './match-result.ts';
import type { Match, MatchContext } from './match-result.ts';
import { nestedIn } from './needs.ts';
import type { EachNode, Field, ListNode, Node, ObjectNode, SubOccurrence } from './node.ts';

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
    if (field.presence === 'maybe' && field.needs?.includes('errors')) matchErrors(field.node, inner, place, into, context);
    else match(field.node, node.caseless && typeof inner === 'string' ? inner.trim() : inner, place, into, context);
  }
  const others = node.caseless ? [] : Object.keys(sent).filter((key) => !Object.hasOwn(node.fields, key));
  if (node.dynamic) matchDynamic(node.dynamic, others, sent, at, into, context, match);
  else if (node.tree) matchTree(node.tree, others, sent, at, into, context, match);
  else if (at !== '') for (const key of others) into.extras.push(at + pointer([key]));
}

/** A field that is sent only with sub-errors holds some. */
function matchErrors(node: Node, value: Json, at: string, into: Match, context: MatchContext): void {
  const inner = newMatch();
  match(node, value, at, inner, context);
  if (isWithoutErrors(inner))
    inner.problems.push({ pointer: at, kind: 'unexpected', message: 'holds no error; without any it is left out', got: value });
  absorb(into, inner);
}

function absentField(field: Field, at: string, into: Match): void {
  if (field.presence === 'always') into.problems.push({ pointer: at, kind: 'missing', message: 'is missing' });
  else if (field.presence === 'maybe') into.absent.push({ needs: field.needs ?? [], pointer: at, envelopes: nestedIn(field.node) });
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
    if (read.recognised) into.covered.add(node.single ? at : at + pointer([index]));
    into.binds.push(...read.context);
    into.problems.push(...read.problems);
    into.ambiguous.push(...read.ambiguous);
    into.extras.push(...read.extras);
    into.deprecated.push(...read.deprecated);
  }
  into.errors.push({ list: node.envelopes.join(' '), pointer: at, items: errors });
}
