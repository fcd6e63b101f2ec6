import type { Lexicon } from '../../scripts/envelope/catalog.ts';
import type { Field, HoleNode, Message, Node, ObjectNode, Occurrence } from '../../scripts/envelope/node.ts';
import { project } from '../../scripts/envelope/project.ts';
import { isObject, jsonEqual } from '../../scripts/model/json.ts';
import type { Json } from '../../scripts/model/json.ts';

/** What the template of one shown message is folded with. */
interface Fold {
  occurrence: Occurrence;
  lexicon: Lexicon;
}

const send = (node: Node, occurrence: Occurrence, lexicon: Lexicon): Json | undefined => {
  const field: Field = { node, presence: 'always' };
  return project({ service: '', envelope: '', transport: 'http', node: { kind: 'object', fields: { it: field } } }, occurrence, lexicon).message?.['it'];
};

/** A hole as far as sending needs it: values are held against the schema of their parameter elsewhere. */
function bareHole({ ref, pipes, fallback, optional }: HoleNode): HoleNode {
  return { kind: 'hole', ref, schema: {}, ...(pipes ? { pipes } : {}), ...(fallback ? { fallback } : {}), ...(optional ? { optional } : {}) };
}

function foldObject(node: ObjectNode, shown: Json | undefined, fold: Fold): Node {
  const seen = isObject(shown) ? (shown as Record<string, Json>) : {};
  const fields = Object.create(null) as Record<string, Field>;
  const own = new Set(Object.keys(node.fields));
  for (const [key, field] of Object.entries(node.fields)) {
    const value = Object.hasOwn(seen, key) ? seen[key] : undefined;
    const inner = foldNode(field.node, value, fold);
    if (inner === undefined || (inner.kind === 'const' && value === undefined)) continue;
    const needs = inner.kind === 'const' ? undefined : field.needs?.filter((need) => need !== 'errors');
    fields[key] = { node: inner, presence: inner.kind === 'const' ? 'always' : field.presence, ...(needs?.length ? { needs } : {}) };
  }
  const rest = Object.entries(seen).filter(([key]) => !own.has(key));
  const [first] = rest;
  const inner = node.dynamic && foldNode(node.dynamic.node, first?.[1], fold);
  if (node.dynamic && inner) {
    return { kind: 'object', fields, dynamic: { key: bareHole(node.dynamic.key), node: inner }, ...(node.caseless ? { caseless: true } : {}) };
  }
  // Keys from the paths of sub-errors: those of the example stand as they are.
  for (const [key, value] of rest) fields[key] = { node: { kind: 'const', value }, presence: 'always' };
  const fixed = Object.values(fields).every((field) => field.node.kind === 'const');
  return fixed && shown !== undefined ? { kind: 'const', value: shown } : { kind: 'object', fields, ...(node.caseless ? { caseless: true } : {}) };
}

function foldNode(node: Node, shown: Json | undefined, fold: Fold): Node | undefined {
  switch (node.kind) {
    case 'const':
      return { kind: 'const', value: node.value };
    case 'hole':
      return bareHole(node);
    case 'text':
      return { kind: 'text', parts: node.parts.map((part) => (typeof part === 'string' ? part : bareHole(part))) };
    case 'alt': {
      const option = node.options.find((each) => shown !== undefined && jsonEqual(send(each, fold.occurrence, fold.lexicon), shown));
      return option && foldNode(option, shown, fold);
    }
    case 'object':
      return foldObject(node, shown, fold);
    case 'list': {
      const values = Array.isArray(shown) ? shown : [];
      const items = node.items.flatMap((item, at) => {
        const inner = foldNode(item.node, values[at], fold);
        return inner ? [{ node: inner, ...(item.optional ? { optional: true } : {}) }] : [];
      });
      return items.every((item) => item.node.kind === 'const') && shown !== undefined ? { kind: 'const', value: shown } : { kind: 'list', items, open: node.open };
    }
    case 'each':
      return shown === undefined ? undefined : { kind: 'const', value: shown };
  }
}

/**
 * The template of one example of a message with everything folded away that its reader cannot change: what is left to be sent
 * again with other values, and is small. Of several wordings the one that is shown stays, sub-errors stay as they are.
 *
 * @param shown the example: what `project` makes of the template and the occurrence
 * @returns undefined where the folded template would not send that very example
 */
export function folded(node: Node, shown: Message, occurrence: Occurrence, lexicon: Lexicon): Node | undefined {
  const plain = { ...occurrence };
  delete plain.errors;
  const made = foldNode(node, shown, { occurrence: plain, lexicon });
  if (made === undefined) return undefined;
  const again = made.kind === 'const' ? made.value : project({ service: '', envelope: '', transport: 'http', node: made }, plain, lexicon).message;
  return jsonEqual(again, shown) ? made : undefined;
}

/** The references of a template that an occurrence fills, in order, each once. */
export function refsOf(node: Node): string[] {
  const refs = new Set<string>();
  const walk = (inner: Node): void => {
    if (inner.kind === 'hole') refs.add(inner.ref);
    else if (inner.kind === 'text') inner.parts.forEach((part) => typeof part === 'string' || walk(part));
    else if (inner.kind === 'list') inner.items.forEach((item) => walk(item.node));
    else if (inner.kind === 'object') {
      Object.values(inner.fields).forEach((field) => walk(field.node));
      if (inner.dynamic) {
        walk(inner.dynamic.key);
        walk(inner.dynamic.node);
      }
    }
  };
  walk(node);
  return [...refs];
}
