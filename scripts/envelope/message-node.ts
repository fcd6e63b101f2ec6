import { isObject } from '../model/json.ts';
import type { Json, Path } from '../model/json.ts';
import type { EffectiveEnvelope } from './effective.ts';
import { typesOf } from './quick-schema.ts';
import { bare } from './merge.ts';
import { needsOf } from './needs.ts';
import type { Field, Node, ObjectNode } from './node.ts';
import { resolve } from './resolve.ts';
import type { ResolveContext } from './resolve.ts';
import { readKey } from './template.ts';
import { fuse, textPart } from './text-node.ts';
import { transportSpec } from './transports/index.ts';

/**
 * Resolves a whole message: the slots of the transport, header values as texts. Findings name the code and the field
 * where the code lacks a fact, or where a fact may be missing at run time although the field is always sent.
 *
 * @returns the message as an object node, or undefined where it cannot be sent
 */
export function resolveMessage(
  envelope: EffectiveEnvelope,
  template: Record<string, Json>,
  context: ResolveContext,
): ObjectNode | undefined {
  const who = context.scope.id === undefined ? `carrier \`${envelope.name}\`` : `\`${context.scope.id}\``;
  const root = resolve(template, context.shared.top, context);
  if (root.kind === 'absent') {
    const message = `${who} has no \`$${root.ref}\`, which envelope \`${envelope.name}\` always sends`;
    context.report({
      rule: 'missing-fact',
      message,
      path: root.path,
      at: 'envelope',
      fix: `give the code that fact, or end the key with \`?\` so that it is sent only where the fact exists`,
    });
    return undefined;
  }
  if (root.kind !== 'object') return undefined;
  const spec = transportSpec(envelope.transport);
  const fields = bare<Field>();
  for (const slot of Object.keys(spec.slots)) {
    const field = root.fields[slot];
    if (!field) continue;
    if (spec.slots[slot] === 'headers') {
      const node = headersNode(field.node, spec.caselessHeaders, [slot], context);
      const own = Object.values(node.fields);
      // Every message has headers; a reader that captured none misses nothing unless one of ours is always sent.
      if (own.length > 0)
        fields[slot] = { ...field, node, presence: own.some((one) => one.presence === 'always') ? field.presence : 'optional' };
    } else if (spec.slots[slot] === 'text') fields[slot] = { ...field, node: textSlot(field.node, [slot], context) };
    else fields[slot] = field;
  }
  const message: ObjectNode = { kind: 'object', fields };
  const missing = needsOf(message).filter((need) => need !== 'errors');
  for (const need of missing) {
    const text = `\`${need}\` is optional, but envelope \`${envelope.name}\` always sends it for ${who}`;
    context.report({
      rule: 'optional-in-required',
      message: text,
      path: holePath(template, need) ?? [],
      at: 'envelope',
      fix: 'end the key with `?`, add `?? null`, or make the value required',
    });
  }
  return missing.length > 0 ? undefined : message;
}

/** A node as a text, with what it comes from. */
function asText(node: Node, path: Path, context: ResolveContext): Node {
  if (node.kind === 'const' && typeof node.value === 'string') return node;
  const { of, mentions } = node;
  const text = fuse(textPart(node, path, context.report), path, context.report);
  return { ...text, ...(of === undefined ? {} : { of }), ...(mentions === undefined ? {} : { mentions }) };
}

/** The name of an event, its id, the key of a record: a string stays as it is, a number is sent as its text. */
function textSlot(node: Node, path: Path, context: ResolveContext): Node {
  const isText = node.kind === 'hole' && !node.pipes && (typesOf(node.schema) ?? ['string']).every((type) => type === 'string');
  return isText ? node : asText(node, path, context);
}

/** Header values are texts (RFC 9110, section 5.5). */
function headersNode(node: Node, caseless: boolean, path: Path, context: ResolveContext): ObjectNode {
  if (node.kind !== 'object') {
    context.report({ rule: 'unknown-slot', message: '`headers` is a map from name to value', path, at: 'envelope' });
    return { kind: 'object', fields: bare<Field>() };
  }
  const fields = bare<Field>();
  for (const [name, field] of Object.entries(node.fields)) {
    fields[name] = { ...field, node: asText(field.node, [...path, name], context) };
  }
  return { ...node, fields, ...(caseless ? { caseless } : {}) };
}

/** Where a reference stands in a template, outside of optional fields. */
function holePath(template: Json, ref: string): Path | undefined {
  if (typeof template === 'string') return template.includes(ref) ? [] : undefined;
  if (Array.isArray(template)) return firstPath(template.entries(), ref);
  return isObject(template)
    ? firstPath(
        Object.entries(template as Record<string, Json>).filter(([key]) => !optionalKey(key)),
        ref,
      )
    : undefined;
}

function optionalKey(key: string): boolean {
  const read = readKey(key);
  return read.kind === 'plain' && read.optional;
}

function firstPath(entries: Iterable<[string | number, Json]>, ref: string): Path | undefined {
  for (const [key, value] of entries) {
    const inner = holePath(value, ref);
    if (inner) return [key, ...inner];
  }
  return undefined;
}
