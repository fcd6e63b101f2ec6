import { isObject, pointer } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { matchHole } from './match-hole.ts';
import { absorb, isWithoutErrors, newMatch } from './match-result.ts';
import type { Match, MatchContext, MatchNode } from './match-result.ts';
import { bare } from './merge.ts';
import { nestedIn } from './needs.ts';
import type { ObjectNode, SubOccurrence } from './node.ts';

/** Finds the one key whose name comes from a parameter. */
export function matchDynamic(
  dynamic: NonNullable<ObjectNode['dynamic']>,
  keys: string[],
  sent: Record<string, Json>,
  at: string,
  into: Match,
  context: MatchContext,
  match: MatchNode,
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

/** Reads sub-errors that are keyed by where they belong. */
export function matchTree(
  tree: NonNullable<ObjectNode['tree']>,
  keys: string[],
  sent: Record<string, Json>,
  at: string,
  into: Match,
  context: MatchContext,
  match: MatchNode,
): void {
  const items: SubOccurrence[] = [];
  const leafKeys = tree.leaf.kind === 'object' ? Object.keys(tree.leaf.fields) : [];
  const leaf = (value: Json, place: string, path: string[]): void => {
    const inner = newMatch();
    match(tree.leaf, value, place, inner, context);
    if (isWithoutErrors(inner)) inner.problems.push({ pointer: place, kind: 'unexpected', message: 'holds no error', got: value });
    for (const list of inner.errors) items.push(...list.items.map((item) => ({ ...item, at: path })));
    // Which lists a leaf lacks is said of the leaf, not of the errors of the whole message.
    absorb(into, { ...inner, errors: [], absent: inner.absent.filter(({ needs }) => !needs.includes('errors')) });
  };
  const pick = (value: object, own: readonly string[]): Json =>
    bare(Object.entries(value).filter(([key]) => own.includes(key))) as JsonObject;
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
    if (own.length > 0) leaf(pick(value, own), place, path);
    for (const key of children) walk(value[key] as Json, place + pointer([key]), [...path, key]);
  };
  // Errors of the whole stand beside the fields: an empty path.
  const whole = tree.deep ? keys.filter((key) => leafKeys.includes(key)) : [];
  if (whole.length > 0) leaf(pick(sent, whole), at, []);
  for (const key of keys) if (!whole.includes(key)) walk(sent[key] ?? null, at + pointer([key]), [key]);
  into.errors.push({ list: nestedIn(tree.leaf).join(' '), pointer: at, items, tree: true });
}
