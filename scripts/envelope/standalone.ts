import { cleanSchema } from '../load/schema-clean.ts';
import { isObject } from '../model/json.ts';
import type { JsonSchema } from '../model/json.ts';

function hasReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasReference);
  if (!isObject(value)) return false;
  return typeof value.$ref === 'string' || Object.values(value).some(hasReference);
}

/**
 * A schema that can stand anywhere in another document: references to its own definitions (`#/$defs/...`) are written out.
 *
 * @returns the schema itself where it has no references, or what is wrong with them: a schema that contains itself cannot be written out
 */
export function standalone(schema: JsonSchema): { schema: JsonSchema } | { problem: string } {
  if (!hasReference(schema)) return { schema };
  try {
    return { schema: cleanSchema(schema) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
