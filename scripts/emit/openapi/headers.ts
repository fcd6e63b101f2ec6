import type { Field, Node } from '../../envelope/node.ts';
import type { CompiledMessage, CompiledService } from '../../compile/types.ts';
import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import { prose } from '../markdown.ts';
import { propertyOf } from '../schema-tools.ts';
import { pickMaybe } from '../texts.ts';

/** Facts that are texts, even where they look like numbers. */
const TEXTUAL = new Set(['code', 'message', 'title', 'category']);

/** A text constant as the value that it is read as (OpenAPI 3.1, section 4.8.12: the schema of a header describes the parsed value). */
function parsed(text: string, of: string | undefined): Json {
  if (of !== undefined && TEXTUAL.has(of)) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text !== '' && String(number) === text && Number.isSafeInteger(number) ? number : text;
}

function constant(value: Json): JsonSchema {
  const type = typeof value === 'number' ? 'integer' : typeof value;
  return { type, const: value };
}

/** The schema of one header's parsed value. `whole` is its schema as a text, for values that are texts. */
function valueSchema(node: Node, whole: JsonSchema): JsonSchema {
  if (node.kind === 'const') return constant(typeof node.value === 'string' ? parsed(node.value, node.of) : node.value);
  if (node.kind === 'hole' && !node.pipes) return node.schema;
  const [only] = node.kind === 'text' && node.parts.length === 1 ? node.parts : [];
  return only !== undefined && typeof only !== 'string' && !only.pipes ? only.schema : whole;
}

/** One schema for the values that several codes send. */
function merged(schemas: readonly JsonSchema[]): JsonSchema {
  const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [first = {}] = different;
  if (different.length === 1) return first;
  const open = different.filter((schema) => !Object.hasOwn(schema, 'const'));
  const constants = different.filter(
    (schema) => Object.hasOwn(schema, 'const') && !open.some((wide) => JSON.stringify(wide) === JSON.stringify({ type: schema.type })),
  );
  const enums = [...new Set(constants.map(({ type }) => type))].map((type) => {
    const values = constants.filter((schema) => schema.type === type).map((schema) => schema.const ?? null);
    return values.length === 1 ? { type, const: values[0] } : { type, enum: values };
  });
  const all = [...open, ...enums] as JsonSchema[];
  return all.length === 1 ? (all[0] ?? {}) : { anyOf: all };
}

/** A header of a message, for the responses that can be this message. */
export interface SentHeader {
  readonly name: string;
  readonly always: boolean;
  readonly deprecated: boolean;
  /** Of its parsed value. */
  readonly schema: JsonSchema;
  /** What it is for; looked up when somebody asks. */
  readonly description: () => string | undefined;
}

function description(service: CompiledService, message: CompiledMessage, name: string, fact: string | undefined): string | undefined {
  const noted = message.fields.find(({ pointer }) => pointer.toLowerCase() === `/headers/${name.toLowerCase()}`)?.description;
  const known = service.context.find((field) => `context.${field.name}` === fact)?.description;
  const text = pickMaybe(noted ?? known);
  return text === undefined ? undefined : prose(text);
}

/**
 * The headers of a message. `Content-Type` is the key of the media type, never a header (OpenAPI 3.1, section 4.8.17).
 * @param headers its slot of this name
 * @param schema of that slot, whose values are texts
 */
export function sentHeaders(
  service: CompiledService,
  message: CompiledMessage,
  headers: Field | undefined,
  schema: JsonSchema | undefined,
): SentHeader[] {
  if (headers?.node.kind !== 'object') return [];
  const fields = Object.entries(headers.node.fields).filter(([name]) => name.toLowerCase() !== 'content-type');
  return fields.map(([name, { node, presence, deprecated }]) => {
    const { of } = node;
    return {
      name,
      always: presence === 'always',
      deprecated: deprecated !== undefined,
      schema: valueSchema(node, propertyOf(schema, name) ?? { type: 'string' }),
      description: () => description(service, message, name, of),
    };
  });
}

/**
 * The headers of a response that can be any of some messages (OpenAPI 3.1, Header Object). A header is required when
 * every one of them has it always.
 */
export function responseHeaders(messages: readonly (readonly SentHeader[])[]): Record<string, JsonObject> {
  const found = new Map<string, { name: string; sent: SentHeader[]; text: string | undefined }>();
  for (const header of messages.flat()) {
    const key = header.name.toLowerCase();
    const known = found.get(key) ?? { name: header.name, sent: [], text: undefined };
    known.sent.push(header);
    known.text ??= header.description();
    found.set(key, known);
  }
  return Object.fromEntries(
    Array.from(found.values(), ({ name, sent, text }) => {
      const required = sent.length === messages.length && sent.every(({ always }) => always);
      const deprecated = sent.every((header) => header.deprecated);
      const header: JsonObject = {
        ...(text === undefined ? {} : { description: text }),
        ...(required ? { required } : {}),
        ...(deprecated ? { deprecated } : {}),
        schema: merged(sent.map(({ schema }) => schema)),
      };
      return [name, header];
    }),
  );
}
