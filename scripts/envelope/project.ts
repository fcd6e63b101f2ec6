import { asText, isObject } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Lexicon } from './catalog.ts';
import { pipesFor } from './catalog.ts';
import { bare } from './merge.ts';
import { nestedIn } from './needs.ts';
import type { EachNode, Entry, Field, HoleNode, Message, Node, ObjectNode, Occurrence, SubOccurrence } from './node.ts';
import { valueOf } from './occurrence.ts';
import { pipeConstant } from './piping.ts';

/** A message, or what keeps the occurrence from being sent. */
export interface Projection {
  message?: Message;
  problems: string[];
}

interface Walk {
  lexicon: Lexicon;
  service: string;
  occurrence: Occurrence;
  problems: string[];
}

/** A value that is not sent, because the occurrence lacks what it needs. */
const NOTHING = Symbol('nothing');
type Sent = Json | typeof NOTHING;
const isThere = (sent: Sent): sent is Json => sent !== NOTHING;

/**
 * The message that is sent for one occurrence of an error.
 *
 * @param entry one resolved message
 * @returns the slots of the transport; problems (and no message) where the occurrence lacks or contradicts what the message shows
 */
export function project(entry: Entry, occurrence: Occurrence, lexicon: Lexicon): Projection {
  const walk: Walk = { lexicon, service: entry.service, occurrence, problems: [] };
  const message = send(entry.node, walk);
  const holds = occurrence.errors?.length ? nestedIn(entry.node) : [];
  for (const error of occurrence.errors ?? []) {
    if (!entryOf(error, holds, walk)) walk.problems.push(`no list of this message takes the sub-error \`${error.code}\``);
  }
  if (message === NOTHING || !isObject(message)) walk.problems.push('the occurrence lacks what the message always shows');
  return walk.problems.length > 0 ? { problems: walk.problems } : { message: message as Message, problems: [] };
}

function send(node: Node, walk: Walk): Sent {
  switch (node.kind) {
    case 'const':
      return node.value;
    case 'hole':
      return sendHole(node, walk, false);
    case 'text': {
      const parts = node.parts.map((part): Sent => (typeof part === 'string' ? part : sendHole(part, walk, true)));
      return parts.every(isThere) ? parts.map(asText).join('') : NOTHING;
    }
    case 'alt': {
      const option = node.options[walk.occurrence.variant ?? 0] ?? node.options[0];
      return option ? send(option, walk) : NOTHING;
    }
    case 'object':
      return sendObject(node, walk);
    case 'list': {
      const sent = node.items.map((item): { value: Sent; optional?: boolean | undefined } => ({
        value: send(item.node, walk),
        optional: item.optional,
      }));
      if (sent.some((item) => item.value === NOTHING && !item.optional)) return NOTHING;
      return sent.map((item) => item.value).filter(isThere);
    }
    case 'each':
      return sendEach(node, walk);
  }
}

function sendHole(node: HoleNode, walk: Walk, inText: boolean): Sent {
  const value = valueOf(walk.occurrence, node.ref);
  if (value === undefined) {
    if (node.fallback) return node.fallback.value;
    if (!node.optional) walk.problems.push(`\`${node.ref}\` has no value`);
    return NOTHING;
  }
  if (!walk.lexicon.conforms(node.schema, value))
    walk.problems.push(`\`${node.ref}\` is ${JSON.stringify(value)}, which its schema does not allow`);
  if (inText && value === '') walk.problems.push(`\`${node.ref}\` is empty, and a reader could not find it in the text`);
  const sent = pipeConstant(value, pipesFor(walk.lexicon, walk.service, node.pipes));
  if (sent !== undefined) return sent;
  walk.problems.push(`\`${node.ref}\` is ${JSON.stringify(value)}, which cannot go through \`|${node.pipes?.join('|')}\``);
  return NOTHING;
}

function isSent(field: Field, walk: Walk): boolean {
  if (field.presence === 'always') return true;
  return (field.needs ?? []).every((need) =>
    need === 'errors' ? hasErrors(field.node, walk) : valueOf(walk.occurrence, need) !== undefined,
  );
}

function hasErrors(node: Node, walk: Walk): boolean {
  if (node.kind === 'each') return errorsFor(node, walk).length > 0;
  if (node.kind === 'list') return node.items.some((item) => hasErrors(item.node, walk));
  if (node.kind !== 'object') return false;
  if (node.tree && (walk.occurrence.errors ?? []).length > 0) return true;
  return (
    Object.values(node.fields).some((field) => hasErrors(field.node, walk)) ||
    (node.dynamic !== undefined && hasErrors(node.dynamic.node, walk))
  );
}

/** A header value has no line breaks and no white space at its ends (RFC 9110, section 5.5). */
export function isFieldValue(value: string): boolean {
  return value === value.trim() && !/[\r\n\0]/.test(value);
}

function sendObject(node: ObjectNode, walk: Walk): Sent {
  const result: JsonObject = bare();
  for (const [key, field] of Object.entries(node.fields)) {
    if (!isSent(field, walk)) continue;
    const value = send(field.node, walk);
    if (node.caseless && typeof value === 'string' && !isFieldValue(value))
      walk.problems.push(`${JSON.stringify(value)} cannot be the value of header \`${key}\``);
    const noHeaders =
      field.node.kind === 'object' && field.node.caseless && value !== NOTHING && Object.keys(value as JsonObject).length === 0;
    if (noHeaders) continue;
    if (value !== NOTHING) result[key] = value;
    else if (field.presence === 'always') return NOTHING;
  }
  if (node.dynamic) {
    const key = sendHole(node.dynamic.key, walk, true);
    const value = send(node.dynamic.node, walk);
    if (key === NOTHING || value === NOTHING) return NOTHING;
    if (Object.hasOwn(node.fields, asText(key)))
      walk.problems.push(`\`${node.dynamic.key.ref}\` is "${asText(key)}", which is a field of its own here`);
    result[asText(key)] = value;
  }
  if (node.tree) sendTree(node.tree, result, new Set(Object.keys(node.fields)), walk);
  return result;
}

/** Sub-errors under the path of what they belong to. One level: all of a key together. Deep: the leaf is laid into the innermost object. */
function sendTree(tree: NonNullable<ObjectNode['tree']>, result: JsonObject, taken: Set<string>, walk: Walk): void {
  const groups = new Map<string, SubOccurrence[]>();
  for (const error of walk.occurrence.errors ?? []) {
    const at = error.at ?? [];
    const leafKeys = tree.deep && tree.leaf.kind === 'object' ? Object.keys(tree.leaf.fields) : [];
    const clash = (at.length === 0 ? leafKeys.filter((key) => taken.has(key)) : at).find(
      (step, depth) => (depth === 0 && taken.has(step)) || leafKeys.includes(step),
    );
    if (!tree.deep && at.length !== 1) walk.problems.push(`\`${error.code}\` needs one key in \`at\``);
    else if (error.at === undefined) walk.problems.push(`\`${error.code}\` needs a path in \`at\`; an empty one for the whole`);
    else if (clash !== undefined) walk.problems.push(`"${clash}" in \`at\` of \`${error.code}\` is a field of the message itself`);
    const key = JSON.stringify(at);
    groups.set(key, [...(groups.get(key) ?? []), error]);
  }
  for (const [key, errors] of groups) {
    const leaf = send(tree.leaf, { ...walk, occurrence: { ...walk.occurrence, errors } });
    if (leaf === NOTHING) continue;
    const steps = JSON.parse(key) as string[];
    let target = result;
    for (const step of tree.deep ? steps : steps.slice(0, -1)) {
      const next = isObject(target[step]) ? target[step] : (bare() as JsonObject);
      target[step] = next;
      target = next;
    }
    if (!tree.deep) target[steps.at(-1) ?? ''] = leaf;
    else if (isObject(leaf)) for (const [name, value] of Object.entries(leaf)) target[name] = value;
  }
}

/** The sub-errors that a list shows: those that travel in one of its envelopes. */
function errorsFor(node: EachNode, walk: Walk): { error: SubOccurrence; entry: Entry }[] {
  return (walk.occurrence.errors ?? []).flatMap((error) => {
    const entry = entryOf(error, node.envelopes, walk);
    return entry ? [{ error, entry }] : [];
  });
}

function entryOf(error: SubOccurrence, envelopes: readonly string[], walk: Walk): Entry | undefined {
  for (const envelope of envelopes) {
    if (error.envelope !== undefined && error.envelope !== envelope) continue;
    const own = walk.lexicon
      .nested(walk.service, envelope)
      .filter((entry) => entry.code === error.code && (error.variant === undefined || entry.variant === error.variant));
    // A sub-error speaks the language of its message, unless it says otherwise.
    const found =
      own.find((entry) => entry.locale === (error.locale ?? walk.occurrence.locale)) ?? (error.locale === undefined ? own[0] : undefined);
    if (found) return found;
  }
  return undefined;
}

function sendEach(node: EachNode, walk: Walk): Sent {
  const found = errorsFor(node, walk);
  const items = found.map(({ error, entry }): Sent => {
    const { context, locale } = walk.occurrence;
    const inner: Occurrence = { ...(locale === undefined ? {} : { locale }), ...error, ...(context ? { context } : {}) };
    const sent = send(entry.node, { ...walk, occurrence: inner });
    return sent !== NOTHING && isObject(sent) ? (sent.body ?? null) : NOTHING;
  });
  if (!node.single) return items.filter(isThere);
  if (items.length > 1) walk.problems.push(`only one sub-error fits here, and there are ${items.length}`);
  return items[0] ?? NOTHING;
}
