import { jsonEqual } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';

/** Keywords that are tested here, without a validator: what nearly every parameter uses, and what decoding must be quick at. */
const QUICK = new Set([
  'type',
  'enum',
  'const',
  'pattern',
  'minLength',
  'minimum',
  'maximum',
  'title',
  'description',
  'format',
  'examples',
  'default',
  '$comment',
  'deprecated',
]);

/** Patterns by schema: schemas are shared by reference and live as long as the catalog. */
const patterns = new WeakMap<JsonSchema, RegExp>();

/** True for a schema that `conformsQuickly` can judge. A look at its few keys is quicker than a table that remembers the answer. */
export function isQuick(schema: JsonSchema): boolean {
  for (const key in schema) if (!QUICK.has(key)) return false;
  return true;
}

function patternOf(schema: JsonSchema, pattern: string): RegExp {
  const known = patterns.get(schema);
  if (known !== undefined) return known;
  const made = new RegExp(pattern, 'u');
  patterns.set(schema, made);
  return made;
}

/** The JSON Schema type of a value; `integer` for whole numbers. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The types that a schema allows; undefined when it does not say. */
export function typesOf(schema: JsonSchema): string[] | undefined {
  if (typeof schema.type === 'string') return [schema.type];
  if (Array.isArray(schema.type)) return schema.type.filter((type): type is string => typeof type === 'string');
  const values = Array.isArray(schema.enum) ? schema.enum : Object.hasOwn(schema, 'const') ? [schema.const as Json] : undefined;
  return values && [...new Set(values.map(typeOf))];
}

/** True when a value is valid under a schema of the few keywords that nearly every parameter uses ({@link isQuick}). */
export function conformsQuickly(schema: JsonSchema, value: Json): boolean {
  const { type: types } = schema;
  if (typeof types === 'string' || Array.isArray(types)) {
    const type = typeOf(value);
    const isOne = (one: string): boolean => (typeof types === 'string' ? types === one : types.includes(one));
    if (!isOne(type) && !(type === 'integer' && isOne('number'))) return false;
  }
  if (Array.isArray(schema.enum) && !schema.enum.some((item) => jsonEqual(item, value))) return false;
  if (Object.hasOwn(schema, 'const') && !jsonEqual(schema.const, value)) return false;
  if (typeof value === 'string') {
    if (typeof schema.minLength === 'number' && value.length < schema.minLength) return false;
    if (typeof schema.pattern === 'string') return patternOf(schema, schema.pattern).test(value);
  }
  if (typeof value === 'number') {
    if (typeof schema.minimum === 'number' && value < schema.minimum) return false;
    if (typeof schema.maximum === 'number' && value > schema.maximum) return false;
  }
  return true;
}
