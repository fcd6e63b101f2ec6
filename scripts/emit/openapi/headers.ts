import type { Field, Node } from '../../envelope/node.ts';
import type { CompiledMessage, CompiledService } from '../../compile/types.ts';
import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import { prose } from '../markdown.ts';
import type { Sendable } from '../messages.ts';
import { slotOf } from '../schema-tools.ts';
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

interface Sent {
  field: Field;
  schema: JsonSchema;
}

function headerFields(message: CompiledMessage): [string, Field][] {
  const headers = slotOf(message, 'headers')?.node;
  return headers?.kind === 'object' ? Object.entries(headers.fields) : [];
}

function description(service: CompiledService, message: CompiledMessage, name: string, { node }: Field): string | undefined {
  const noted = message.fields.find(({ pointer }) => pointer.toLowerCase() === `/headers/${name.toLowerCase()}`)?.description;
  const fact = service.context.find((field) => `context.${field.name}` === node.of)?.description;
  const text = pickMaybe(noted ?? fact);
  return text === undefined ? undefined : prose(text);
}

/**
 * The headers of a response that can be any of some messages (OpenAPI 3.1, Header Object). A header is required when
 * every one of them has it always. `Content-Type` is the key of the media type, never a header (section 4.8.17).
 *
 * @param textSchema schema of a message's header as a text
 */
export function responseHeaders(
  service: CompiledService,
  messages: readonly Sendable[],
  textSchema: (message: Sendable, name: string) => JsonSchema,
): Record<string, JsonObject> {
  const found = new Map<string, { name: string; sent: Sent[]; text: string | undefined }>();
  for (const each of messages) {
    for (const [name, field] of headerFields(each.message)) {
      const key = name.toLowerCase();
      if (key === 'content-type') continue;
      const header = found.get(key) ?? { name, sent: [], text: undefined };
      header.sent.push({ field, schema: valueSchema(field.node, textSchema(each, name)) });
      header.text ??= description(service, each.message, name, field);
      found.set(key, header);
    }
  }
  return Object.fromEntries(
    Array.from(found.values(), ({ name, sent, text }) => {
      const required = sent.length === messages.length && sent.every(({ field }) => field.presence === 'always');
      const deprecated = sent.every(({ field }) => field.deprecated !== undefined);
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
