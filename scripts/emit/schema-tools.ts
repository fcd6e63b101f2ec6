import type { CompiledMessage } from '../compile/types.ts';
import type { Field, ObjectNode } from '../envelope/node.ts';
import { isObject, pointer } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';

/** Keywords whose value is data, not a schema: what looks like a keyword in there is none. */
const DATA = new Set(['const', 'enum', 'examples', 'default', 'example', 'required', 'type']);
/** Keywords whose value is a map from any name to a schema. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** Rebuilds a schema from the leaves up: `change` gets each schema object with its subschemas changed already. */
export function mapSchema(schema: Json, change: (schema: JsonSchema) => JsonSchema): Json {
  if (Array.isArray(schema)) return schema.map((item) => mapSchema(item, change));
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (DATA.has(keyword)) return [keyword, value];
    if (MAPS.has(keyword) && isObject(value)) {
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapSchema(inner, change)]))];
    }
    return [keyword, mapSchema(value, change)];
  });
  return change(Object.fromEntries(entries));
}

/** The schema of a property of an object schema: a slot of a message, a header of `headers`. */
export function propertyOf(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const properties = schema?.properties;
  const found = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(found) ? found : undefined;
}

/** A message's template as one object of slots, also where its wordings differ in their fields. */
export function rootOf({ node }: CompiledMessage): ObjectNode {
  if (node.kind === 'object') return node;
  const options = node.kind === 'alt' ? node.options.filter((option) => option.kind === 'object') : [];
  const slots = [...new Set(options.flatMap((option) => Object.keys(option.fields)))];
  const fields = slots.map((slot): [string, Field] => {
    const present = options.flatMap((option) => option.fields[slot] ?? []);
    const always = present.length === options.length && present.every(({ presence }) => presence === 'always');
    return [slot, { presence: always ? 'always' : 'maybe', node: { kind: 'alt', options: present.map((field) => field.node) } }];
  });
  return { kind: 'object', fields: Object.fromEntries(fields) };
}

/** A slot of a message's template. */
export function slotOf(message: CompiledMessage, name: string): Field | undefined {
  const { fields } = rootOf(message);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A reference to a name in `$defs`: a JSON Pointer in a URI fragment (RFC 6901, section 6). */
export function defRef(name: string, file = ''): { $ref: string } {
  return { $ref: `${file}#/$defs/${encodeURIComponent(pointer([name]).slice(1))}` };
}
