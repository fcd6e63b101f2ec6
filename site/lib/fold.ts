import type { Lexicon } from '../../scripts/envelope/catalog.ts';
import { errorPrefix, errorRefs } from '../../scripts/decode/fragment.ts';
import type { EachNode, Entry, Field, HoleNode, Message, Node, ObjectNode, Occurrence, SubOccurrence } from '../../scripts/envelope/node.ts';
import { project } from '../../scripts/envelope/project.ts';
import { isObject, jsonEqual } from '../../scripts/model/json.ts';
import type { Json } from '../../scripts/model/json.ts';

/** What the template of one shown message is folded with. */
interface Fold {
  occurrence: Occurrence;
  lexicon: Lexicon;
  templateOf: TemplateOf;
}

/** The template of an error inside a message that holds errors of these envelopes. */
export type TemplateOf = (envelopes: readonly string[], error: SubOccurrence) => Node | undefined;

/** An occurrence without errors inside: what they hold are parameters of its own, named by `errorRefs`. */
export function flattened({ errors, ...occurrence }: Occurrence): Occurrence {
  const inner = errorRefs(errors).map(({ ref, value }): [string, Json] => [ref.slice('params.'.length), value as Json]);
  return inner.length === 0 ? occurrence : { ...occurrence, params: Object.fromEntries([...Object.entries(occurrence.params ?? {}), ...inner]) };
}

/** What a part of a template sends. */
const send = (node: Node, occurrence: Occurrence, lexicon: Lexicon): Json | undefined => {
  const field: Field = { node, presence: 'always' };
  const entry: Entry = { service: '', envelope: '', transport: 'http', node: { kind: 'object', fields: { it: field } } };
  return project(entry, flattened(occurrence), lexicon).message?.['it'];
};

/** The same template with its parameters below a prefix; undefined where it shows a fact that cannot stand there. */
function renamed(node: Node, prefix: string): Node | undefined {
  let whole = true;
  const ownRef = (ref: string): string => {
    if (ref.startsWith('context.')) return ref;
    if (ref !== 'message' && !ref.startsWith('params.')) whole = false;
    return prefix + ref.replace(/^params\./, '');
  };
  const hole = (one: HoleNode): HoleNode => ({ ...one, ref: ownRef(one.ref) });
  const walk = (one: Node): Node => {
    if (one.kind === 'hole') return hole(one);
    if (one.kind === 'text') return { ...one, parts: one.parts.map((part) => (typeof part === 'string' ? part : hole(part))) };
    if (one.kind === 'list') return { ...one, items: one.items.map((item) => ({ ...item, node: walk(item.node) })) };
    if (one.kind !== 'object') return one;
    const fields = Object.create(null) as Record<string, Field>;
    for (const [key, { needs, ...field }] of Object.entries(one.fields))
      fields[key] = { ...field, node: walk(field.node), ...(needs && { needs: needs.map(ownRef) }) };
    return { ...one, fields, ...(one.dynamic && { dynamic: { key: hole(one.dynamic.key), node: walk(one.dynamic.node) } }) };
  };
  const made = walk(node);
  return whole ? made : undefined;
}

/** Errors inside: each by its own template, with the references of its place. Where that is not what is shown, they stay as they are. */
function foldEach(node: EachNode, shown: Json, { occurrence, lexicon, templateOf }: Fold): Node {
  const asShown: Node = { kind: 'const', value: shown };
  const found = (occurrence.errors ?? []).flatMap((error, at) => {
    const template = templateOf(node.envelopes, error);
    return template ? [{ error, template, prefix: errorPrefix(at, error.code) }] : [];
  });
  const held = node.single ? [shown] : Array.isArray(shown) ? shown : [];
  if (found.length !== held.length) return asShown;
  const items = held.map((item, at): Node => {
    const one = found[at];
    const { errors: _, ...error } = one?.error ?? { code: '' };
    const inner: Occurrence = { ...(occurrence.locale === undefined ? {} : { locale: occurrence.locale }), ...error, ...(occurrence.context ? { context: occurrence.context } : {}) };
    const made = one && foldNode(one.template, { body: item }, { occurrence: inner, lexicon, templateOf });
    const body = made?.kind === 'object' ? made.fields['body']?.node : undefined;
    const own = body && one && renamed(body, one.prefix);
    return own && jsonEqual(send(own, occurrence, lexicon), item) ? own : { kind: 'const', value: item };
  });
  if (items.every((item) => item.kind === 'const')) return asShown;
  return node.single ? (items[0] ?? asShown) : { kind: 'list', items: items.map((item) => ({ node: item })), open: false };
}

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
      return shown === undefined ? undefined : foldEach(node, shown, fold);
  }
}

/**
 * The template of one example of a message with everything folded away that its reader cannot change: what is left to be sent
 * again with other values, and is small. Of several wordings the one that is shown stays, and so do the codes and places of errors
 * inside; their values become parameters ({@link flattened}).
 *
 * @param shown the example: what `project` makes of the template and the occurrence
 * @param templateOf of errors inside
 * @returns undefined where the folded template would not send that very example
 */
export function folded(node: Node, shown: Message, occurrence: Occurrence, lexicon: Lexicon, templateOf: TemplateOf): Node | undefined {
  const plain = flattened(occurrence);
  const made = foldNode(node, shown, { occurrence, lexicon, templateOf });
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
