import type { Json, JsonSchema } from '../model/json.ts';
import { conformsQuickly, isQuick } from './quick-schema.ts';
import { conformsWholly } from './whole-schema.ts';

/** True when a value is valid under a JSON Schema (draft 2020-12). Works without `eval`, so in a browser under a strict CSP too. */
export function conforms(schema: JsonSchema, value: Json): boolean {
  return isQuick(schema) ? conformsQuickly(schema, value) : conformsWholly(schema, value);
}
