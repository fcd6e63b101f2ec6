import type { ParamFact } from '../envelope/facts.ts';
import { readField } from '../envelope/facts.ts';
import { asText, isObject } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import { sample } from './sample.ts';
import { maybeTexts } from './texts.ts';
import type { Parameter } from './types.ts';

const UNITS: Readonly<Record<string, string>> = { s: 'seconds', ms: 'milliseconds', B: 'bytes' };

/** A schema in words: `integer, seconds`, `one of "body", "query"`, `list of string`. */
function typeWords(schema: JsonSchema, unit?: string): string {
  const named = unit === undefined ? '' : `, ${UNITS[unit] ?? unit}`;
  if (Object.hasOwn(schema, 'const')) return `always ${JSON.stringify(schema.const)}`;
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (schema.type === 'array') return `list of ${isObject(schema.items) ? typeWords(schema.items) : 'anything'}${named}`;
  const type = Array.isArray(schema.type) ? schema.type.map(asText).join(' or ') : schema.type;
  const format = typeof schema.format === 'string' ? ` (${schema.format})` : '';
  return `${typeof type === 'string' ? type : 'anything'}${format}${named}`;
}

/** A parameter, context field or declared fact, as it was written. */
export function parameterOf(name: string, fact: ParamFact, locales: readonly string[]): Parameter {
  const { extra, schema } = fact;
  return {
    name,
    schema,
    type: typeWords(schema, extra.unit),
    ...maybeTexts('description', extra.description, locales),
    optional: fact.optional,
    sensitive: extra.sensitive ?? false,
    ...(extra.unit === undefined ? {} : { unit: extra.unit }),
    example: exampleOf(name, fact),
  };
}

/** The declared example of a value, or one that its schema allows. */
export function exampleOf(name: string, { extra, schema }: ParamFact): Json {
  return extra.example === undefined ? sample(schema, name) : extra.example;
}

/** All declared fields of a map. */
export function parametersOf(fields: Record<string, Record<string, unknown>> | undefined, locales: readonly string[]): Parameter[] {
  return Object.entries(fields ?? {}).map(([name, field]) => parameterOf(name, readField(field), locales));
}
