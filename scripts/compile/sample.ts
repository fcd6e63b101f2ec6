import { isObject } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-10T12:00:00Z',
  date: '2026-01-10',
  time: '12:00:00Z',
  uuid: '7f3c2a1e-5b6d-4c8f-9a0b-1d2e3f4a5b6c',
  uri: 'https://example.com/resource',
  email: 'person@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
};

/**
 * A value that a schema most likely allows, for a field whose author gave no example. The same schema gives the same value.
 *
 * @param name of the field, used as the text of a free string
 */
export function sample(schema: JsonSchema, name: string): Json {
  if (Object.hasOwn(schema, 'const')) return schema.const as Json;
  for (const list of [schema.examples, schema.enum]) if (Array.isArray(list) && list.length > 0) return list[0] as Json;
  if (Object.hasOwn(schema, 'default')) return schema.default as Json;
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const options = schema[key];
    if (Array.isArray(options) && isObject(options[0])) return sample(options[0], name);
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'integer' || type === 'number') return sampleNumber(schema);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'array') {
    const count = typeof schema.minItems === 'number' ? schema.minItems : 1;
    const fixed = Array.isArray(schema.prefixItems) ? schema.prefixItems.map((item) => sample(isObject(item) ? item : {}, name)) : [];
    while (fixed.length < count) fixed.push(isObject(schema.items) ? sample(schema.items, name) : name);
    return fixed;
  }
  if (type === 'object' || isObject(schema.properties)) {
    const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    return Object.fromEntries(properties.map(([key, inner]) => [key, sample(isObject(inner) ? inner : {}, key)]));
  }
  if (typeof schema.format === 'string' && FORMATS[schema.format]) return FORMATS[schema.format] ?? name;
  const least = typeof schema.minLength === 'number' ? schema.minLength : 1;
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  return name.padEnd(least, 'x').slice(0, most);
}

function sampleNumber(schema: JsonSchema): number {
  if (typeof schema.minimum === 'number') return schema.minimum;
  if (typeof schema.exclusiveMinimum === 'number') return schema.exclusiveMinimum + 1;
  if (typeof schema.multipleOf === 'number') return schema.multipleOf;
  return typeof schema.maximum === 'number' ? Math.min(1, schema.maximum) : 1;
}
