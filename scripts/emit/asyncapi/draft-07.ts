import type { Json, JsonSchema } from '../../model/json.ts';
import { mapSchema } from '../schema-tools.ts';

/** Keywords of later drafts that draft-07 has no word for. Without them a schema allows more, never less. */
const DROPPED = new Set([
  'unevaluatedProperties',
  'unevaluatedItems',
  'minContains',
  'maxContains',
  '$dynamicRef',
  '$dynamicAnchor',
  '$anchor',
]);

function one(schema: JsonSchema): JsonSchema {
  const { prefixItems, items, dependentRequired, dependentSchemas, $ref, ...rest } = schema;
  const kept = Object.fromEntries(Object.entries(rest).filter(([keyword]) => !DROPPED.has(keyword)));
  const tuple: JsonSchema = Array.isArray(prefixItems)
    ? { items: prefixItems, ...(items === undefined ? {} : { additionalItems: items }) }
    : items === undefined
      ? {}
      : { items };
  const dependencies = { ...(dependentRequired as JsonSchema | undefined), ...(dependentSchemas as JsonSchema | undefined) };
  const all: JsonSchema = { ...kept, ...tuple, ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }) };
  if ($ref === undefined) return all;
  if (Object.keys(all).length === 0) return { $ref };
  // Draft-07 ignores what stands beside a $ref (core, section 8.3).
  const parts: Json[] = [{ $ref }, ...(Array.isArray(all.allOf) ? all.allOf : [])];
  return { ...all, allOf: parts };
}

/**
 * JSON Schema 2020-12 in the words of draft-07, which is what AsyncAPI's own schema format extends (AsyncAPI 3.0, Schema Object):
 * tuples as `items`, siblings of `$ref` in `allOf`, `dependencies`.
 */
export function draft07(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, one) as JsonSchema;
}
