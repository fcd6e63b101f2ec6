import { asText } from '../model/json.ts';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import { typesOf } from './quick-schema.ts';
import { bare } from './merge.ts';
import type { HoleNode, Node, ObjectNode, TextNode } from './node.ts';
import { pipes as commonPipes } from './pipes.ts';
import type { Pipe } from './pipes.ts';
import { pipedSchema } from './piping.ts';
import { isFree } from './text-node.ts';

export interface SchemaOptions {
  /** `reader`: unknown fields are allowed, for clients. `strict`: closed, for conformance tests of the server. */
  edition: 'reader' | 'strict';
  /** Schema of a sub-error of a nested envelope, usually `{ $ref }`. Anything where it is not given. */
  nested?: (envelope: string) => JsonSchema;
  /** Pipes of the service: its tables. */
  pipes?: ReadonlyMap<string, Pipe>;
}

const common = new Map(commonPipes.map((pipe) => [pipe.name, pipe]));

/**
 * The JSON Schema (draft 2020-12) of everything that a resolved node can send. Weaker than decoding: it cannot say that two places hold
 * the same value, nor that a header comes with a field.
 */
export function schemaOf(node: Node, options: SchemaOptions): JsonSchema {
  switch (node.kind) {
    case 'const':
      return { const: node.value };
    case 'hole':
      return holeSchema(node, options);
    case 'text':
      return { type: 'string', pattern: textPattern(node) };
    case 'alt':
      return { anyOf: distinct(node.options.map((option) => schemaOf(option, options))) };
    case 'object':
      return objectSchema(node, options);
    case 'list': {
      const items = node.items.map((item) => ({ schema: schemaOf(item.node, options), optional: item.optional }));
      if (node.open)
        return {
          type: 'array',
          ...(items.some((item) => !item.optional)
            ? { allOf: items.filter((item) => !item.optional).map((item) => ({ contains: item.schema })) }
            : {}),
        };
      const required = items.filter((item) => !item.optional).length;
      if (required < items.length)
        return { type: 'array', items: { anyOf: distinct(items.map((item) => item.schema)) }, minItems: required, maxItems: items.length };
      return items.length === 0
        ? { type: 'array', maxItems: 0 }
        : { type: 'array', prefixItems: items.map((item) => item.schema), minItems: items.length, maxItems: items.length };
    }
    case 'each': {
      const item = anyOf(node.envelopes.map((envelope) => options.nested?.(envelope) ?? {}));
      return node.single ? item : { type: 'array', items: item };
    }
  }
}

function distinct(schemas: JsonSchema[]): JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

function anyOf(schemas: JsonSchema[]): JsonSchema {
  const different = distinct(schemas);
  return different.length === 1 && different[0] ? different[0] : { anyOf: different };
}

function holeSchema(node: HoleNode, options: SchemaOptions): JsonSchema {
  const pipes = (node.pipes ?? []).map((name) => options.pipes?.get(name) ?? common.get(name)).filter((pipe) => pipe !== undefined);
  const schema = pipedSchema(node.schema, pipes);
  return node.fallback ? { anyOf: distinct([schema, { const: node.fallback.value }]) } : schema;
}

function objectSchema(node: ObjectNode, options: SchemaOptions): JsonSchema {
  const properties: JsonObject = bare();
  const required: Json[] = [];
  for (const [key, field] of Object.entries(node.fields)) {
    const schema = schemaOf(field.node, options);
    properties[key] = field.deprecated ? { ...schema, deprecated: true } : schema;
    if (field.presence === 'always') required.push(key);
  }
  const result: JsonSchema = { type: 'object' };
  if (Object.keys(properties).length > 0) result.properties = properties;
  if (required.length > 0) result.required = required;
  const strict = options.edition === 'strict' && !node.caseless;
  if (node.dynamic) {
    // Exactly one key more than the fields: the lower bound can be said, the name only by a pattern.
    const inner = schemaOf(node.dynamic.node, options);
    if (strict) result.additionalProperties = inner;
    result.minProperties = required.length + 1;
  } else if (node.tree?.deep) {
    // The leaf stands at any depth, here included, for errors of the whole.
    const { leaf } = node.tree;
    const fields = leaf.kind === 'object' ? Object.entries(leaf.fields) : [];
    for (const [key, field] of fields) properties[key] ??= schemaOf(field.node, options);
    if (fields.length > 0) result.properties = properties;
    result.additionalProperties = { type: 'object' };
  } else if (node.tree) {
    result.additionalProperties = schemaOf(node.tree.leaf, options);
  } else if (strict) result.additionalProperties = false;
  return result;
}

/** `\-`, `\'` and `\#` are errors under the `u` flag, so only what must be escaped is. */
function escape(literal: string): string {
  return literal.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');
}

const NUMBER = String.raw`-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?`;
const INTEGER = String.raw`-?(0|[1-9]\d*)`;

function holePattern(hole: HoleNode): string {
  const { schema } = hole;
  if (hole.pipes) return String.raw`[\s\S]+`;
  if (Array.isArray(schema.enum)) return `(${schema.enum.map((value) => escape(asText(value))).join('|')})`;
  const types = typesOf(schema) ?? ['string'];
  if (types.every((type) => type === 'integer')) return INTEGER;
  if (types.every((type) => type === 'integer' || type === 'number')) return NUMBER;
  if (types.every((type) => type === 'boolean')) return '(true|false)';
  return (types.every((type) => type === 'string') && innerPattern(schema.pattern)) || String.raw`[\s\S]+`;
}

/** An anchored pattern as a piece of another. Undefined for one that is not anchored, or that looks or refers elsewhere. */
function innerPattern(pattern: Json | undefined): string | undefined {
  const inner = typeof pattern === 'string' ? /^\^([\s\S]*)\$$/.exec(pattern)?.[1] : undefined;
  if (inner === undefined || /\\([1-9kbB]|$)|\(\?[^:]/.test(inner)) return undefined;
  return /[\^$]/.test(inner.replace(/\\.|\[(\\.|[^\]])*\]/gs, '')) ? undefined : `(?:${inner})`;
}

/**
 * The pattern of a text, anchored. `[\s\S]`, never `.`: values hold new lines. With three or more free holes only beginning and end are
 * given, since a regular expression would take seconds on a hostile text.
 */
function textPattern(node: TextNode): string {
  const free = node.parts.filter((part) => typeof part !== 'string' && isFree(part)).length;
  const parts = node.parts.map((part) => (typeof part === 'string' ? escape(part) : holePattern(part)));
  if (free < 3) return `^${parts.join('')}$`;
  const [first] = node.parts;
  const last = node.parts.at(-1);
  return `^${typeof first === 'string' ? escape(first) : ''}[\\s\\S]+${typeof last === 'string' ? escape(last) : ''}$`;
}
