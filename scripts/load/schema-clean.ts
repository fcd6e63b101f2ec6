import { fromPointer, isObject } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';

const one = new Set([
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contentSchema',
]);
const many = new Set(['prefixItems', 'anyOf', 'allOf', 'oneOf']);
const maps = new Set(['properties', 'patternProperties', 'dependentSchemas']);
/** Formats of JSON Schema (draft 2020-12, validation, section 7.3) that say what a library's long pattern repeats. */
const formats = new Set(['date-time', 'date', 'time', 'duration', 'email', 'idn-email', 'ipv4', 'ipv6', 'uri', 'uuid', 'hostname']);

/** Order of keywords, so that it does not depend on the library. What is not named here comes last. */
const order = `type const enum format pattern minLength maxLength minimum exclusiveMinimum maximum exclusiveMaximum multipleOf
  properties patternProperties required additionalProperties prefixItems items minItems maxItems uniqueItems anyOf oneOf allOf not
  title description default example examples unit sensitive`.split(/\s+/);

/**
 * Makes a library's JSON Schema one that stands by itself inside another document, in draft 2020-12:
 * references are written out, tuples of draft-07 lifted, and what a library adds by itself is dropped
 * (`$schema`, the bounds of safe integers, patterns that repeat a format).
 *
 * @throws Error for a schema that contains itself, which cannot be written out.
 */
export function cleanSchema(root: unknown): JsonSchema {
  function walk(schema: unknown, open: readonly string[]): Json {
    if (!isObject(schema)) return typeof schema === 'boolean' ? schema : {};
    const reference = schema['$ref'];
    if (typeof reference === 'string') {
      if (open.includes(reference) || reference === '#') throw new Error('it contains itself');
      const target = walk(resolve(root, reference), [...open, reference]);
      const { $ref: _, ...siblings } = schema;
      const rest = walk(siblings, open);
      return isObject(target) && isObject(rest) ? { ...target, ...rest } : target;
    }
    const result: JsonSchema = {};
    const put = (key: string, value: Json) =>
      Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
    const tuple = Array.isArray(schema['items']);
    for (const [key, value] of Object.entries(schema).toSorted(([left], [right]) => rank(left) - rank(right))) {
      if (key === '$schema' || key === '$defs' || key === 'definitions' || isNoise(key, schema)) continue;
      const named = tuple && key === 'items' ? 'prefixItems' : key === 'additionalItems' ? 'items' : key;
      if (many.has(named) && Array.isArray(value))
        put(
          named,
          value.map((item) => walk(item, open)),
        );
      else if (one.has(named)) put(named, walk(value, open));
      else if (maps.has(named) && isObject(value))
        put(named, Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, open)])));
      else put(named, value as Json);
    }
    return result;
  }
  const clean = walk(root, []);
  return isObject(clean) ? clean : {};
}

function rank(key: string): number {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

function isNoise(key: string, schema: Record<string, unknown>): boolean {
  if (key === 'minimum') return schema[key] === Number.MIN_SAFE_INTEGER;
  if (key === 'maximum') return schema[key] === Number.MAX_SAFE_INTEGER;
  if (key === 'pattern') return typeof schema['format'] === 'string' && formats.has(schema['format']);
  return key === '~standard';
}

function resolve(root: unknown, reference: string): unknown {
  let value = root;
  for (const step of fromPointer(decodeURIComponent(reference.slice(1)))) {
    value = (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  if (value === undefined) throw new Error(`\`${reference}\` leads nowhere`);
  return value;
}
