import { asText } from '../model/json.ts';
import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import type { Lexicon } from '../envelope/catalog.ts';
import { nestedIn } from '../envelope/needs.ts';
import type { Entry, HoleNode, Node, Occurrence, SubOccurrence } from '../envelope/node.ts';
import { typesOf } from '../envelope/quick-schema.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { one } from './generate-service.ts';

const TEXTS = ['a', 'x', '7', "'", ': ', 'a: b', 'true', 'it', '\n', 'é', '-1', 'a1b2', '{a}', '$x', ' ', 'null'];

/** A value that a schema allows, hostile where it can be. */
function value(draw: GeneratorValue, { schema }: HoleNode): Json {
  if (Array.isArray(schema.enum)) return one(draw, schema.enum);
  if (typeof schema.pattern === 'string') return one<Json>(draw, ['a1b2', '0000', 'ffff', '7777']);
  const [type = 'string'] = typesOf(schema) ?? [];
  if (type === 'integer') return one<Json>(draw, [0, 1, 7, -1, 38, 9007199254740991]);
  if (type === 'number') return one<Json>(draw, [0, 0.5, -1.25, 7, 1e21, 3.25]);
  if (type === 'boolean') return draw(fc.boolean);
  if (type === 'object') return one<Json>(draw, [{}, { a: 1 }, { a: { b: [] } }]);
  return one<Json>(draw, TEXTS);
}

function holesOf(node: Node, found: Map<string, HoleNode>): void {
  if (node.kind === 'hole') found.set(node.ref, { ...node, ...(found.get(node.ref)?.optional === false ? {} : {}) });
  if (node.kind === 'text') for (const part of node.parts) if (typeof part !== 'string') found.set(part.ref, part);
  if (node.kind === 'list') for (const item of node.items) holesOf(item.node, found);
  if (node.kind !== 'object') return;
  for (const field of Object.values(node.fields)) holesOf(field.node, found);
  if (node.dynamic) {
    holesOf(node.dynamic.key, found);
    holesOf(node.dynamic.node, found);
  }
}

function varying(draw: GeneratorValue, entry: Entry, context: JsonObject | undefined): Occurrence {
  const holes = new Map<string, HoleNode>();
  holesOf(entry.node, holes);
  const params = Object.create(null) as JsonObject;
  const shown = Object.assign(Object.create(null) as JsonObject, context);
  const occurrence: Occurrence = {};
  for (const [ref, hole] of holes) {
    if (hole.optional && draw(fc.integer, { min: 0, max: 99 }) < 40) continue;
    const made = value(draw, hole);
    if (ref === 'message') occurrence.message = asText(made);
    else if (ref === 'status') occurrence.status = Number(made);
    else if (ref.startsWith('params.')) params[ref.slice(7)] = made;
    else if (!context) shown[ref.slice(8)] = made;
  }
  if (Object.keys(params).length > 0) occurrence.params = params;
  if (Object.keys(shown).length > 0) occurrence.context = shown;
  if (entry.variant !== undefined) occurrence.variant = entry.variant;
  return occurrence;
}

/** An occurrence of an entry: every value that it can show, some optional ones left out, and up to three sub-errors where it takes them. */
export function generateOccurrence(draw: GeneratorValue, entry: Entry, lexicon: Lexicon): Occurrence {
  const occurrence = varying(draw, entry, undefined);
  const nested = nestedIn(entry.node).flatMap((envelope) => lexicon.nested(entry.service, envelope));
  const context = { id: 'q', ...occurrence.context };
  if (nested.length === 0) return occurrence;
  const errors = Array.from({ length: draw(fc.integer, { min: 0, max: 3 }) }, (): SubOccurrence => {
    const item = one(draw, nested);
    const { context: _shared, ...own } = varying(draw, item, context);
    const at = hasTree(entry.node) ? { at: one(draw, [['f'], ['g'], ['f', '0'], ['h', 'i', 'j'], ['2']]) } : {};
    return { code: item.code ?? '', envelope: item.envelope, ...at, ...own };
  });
  return { ...occurrence, context, ...(errors.length > 0 ? { errors } : {}) };
}

/** True when sub-errors are keyed by where they belong. */
export function hasTree(node: Node): boolean {
  if (node.kind === 'list') return node.items.some((item) => hasTree(item.node));
  return node.kind === 'object' && (node.tree !== undefined || Object.values(node.fields).some((field) => hasTree(field.node)));
}
