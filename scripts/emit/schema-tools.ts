import type { CompiledMessage } from '../compile/types.ts';
import type { Field } from '../envelope/node.ts';
import { isObject } from '../model/json.ts';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';

/** Keywords whose value is data, not a schema: what looks like a keyword in there is none. */
const DATA = new Set(['const', 'enum', 'examples', 'default', 'example', 'required', 'type']);
/** Keywords whose value is a map from any name to a schema. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** Rebuilds a schema from the leaves up: `change` gets each schema object with its subschemas changed already. */
export function mapSchema(schema: Json, change: (schema: JsonSchema) => JsonSchema): Json {
  if (Array.isArray(schema)) return schema.map((item) => mapSchema(item, change));
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema as JsonObject).map(([keyword, value]): [string, Json] => {
    if (DATA.has(keyword)) return [keyword, value];
    if (MAPS.has(keyword) && isObject(value)) {
      return [keyword, Object.fromEntries(Object.entries(value as JsonObject).map(([name, inner]) => [name, mapSchema(inner, change)]))];
    }
    return [keyword, mapSchema(value, change)];
  });
  return change(Object.fromEntries(entries));
}

/** The schema of a property of an object schema: a slot of a message, a header of `headers`. */
export function propertyOf(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const properties = schema?.properties;
  const found = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(found) ? (found as JsonSchema) : undefined;
}

/** A slot of a message's template. */
export function slotOf({ node }: CompiledMessage, name: string): Field | undefined {
  return node.kind === 'object' && Object.hasOwn(node.fields, name) ? node.fields[name] : undefined;
}
