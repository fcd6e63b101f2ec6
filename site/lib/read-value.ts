import { typeOf, typesOf } from '../../scripts/envelope/quick-schema.ts';
import { asText } from '../../scripts/model/json.ts';
import type { Json, JsonSchema } from '../../scripts/model/json.ts';

/** What a reader typed, as the value that the schema of its field asks for; or the keyword of the schema that it breaks. */
export type Read = { value: Json } | { keyword: string; expected: string };

/** The JSON value of a text; undefined where it is none. */
function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Reads what somebody copied from a log. A text is taken as it stands wherever the schema allows texts; numbers, booleans,
 * lists and objects are JSON. A whole number beyond 2^53 would change on the way (RFC 8259, section 6) and is refused.
 *
 * @param conforms what holds a value against a schema: the whole of JSON Schema is large, and few parameters need it
 */
export function readValue(text: string, schema: JsonSchema, conforms: (schema: JsonSchema, value: Json) => boolean): Read {
  const types = typesOf(schema);
  const parsed = jsonOf(text.trim());
  const asJson = parsed !== undefined && typeof parsed !== 'string' && (types === undefined || fits(typeOf(parsed), types));
  if (asJson && typeof parsed === 'number' && Number.isInteger(parsed) && !Number.isSafeInteger(parsed)) return { keyword: 'exact', expected: '' };
  const value = asJson && !(types?.includes('string') && conforms(schema, text)) ? parsed : text;
  if (conforms(schema, value)) return { value };
  // Each keyword alone tells which one is broken.
  const broken = Object.keys(schema).find((keyword) => !conforms({ [keyword]: schema[keyword] ?? null }, value));
  return { keyword: broken ?? 'schema', expected: broken === undefined ? '' : expectedOf(schema[broken] ?? null) };
}

function fits(type: string, types: readonly string[]): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function expectedOf(wanted: Json): string {
  return Array.isArray(wanted) ? wanted.map(asText).join(', ') : asText(wanted);
}
