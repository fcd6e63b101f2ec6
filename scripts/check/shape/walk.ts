import type { z } from 'zod';
import { isObject } from '../../model/json.ts';
import type { Path } from '../../model/json.ts';

/** A Zod schema of any kind, with its definition discriminated by `type`. */
type Schema = z.core.$ZodTypes;

function asSchema(schema: z.core.$ZodType): Schema {
  return schema as Schema;
}

/** The schemas that stand behind wrappers and unions: what a value at this place can be. */
function alternatives(schema: z.core.$ZodType): Schema[] {
  const { def } = asSchema(schema)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return alternatives(def.innerType);
    case 'lazy':
      return alternatives(def.getter());
    case 'union':
      return def.options.flatMap(alternatives);
    default:
      return [asSchema(schema)];
  }
}

function child(schema: Schema, step: string | number): z.core.$ZodType | undefined {
  const { def } = schema._zod;
  if (def.type === 'object' && typeof step === 'string') return Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
  if (def.type === 'record' && typeof step === 'string') return def.valueType;
  if (def.type === 'array' && typeof step === 'number') return def.element;
  if (def.type === 'tuple' && typeof step === 'number') return def.items[step];
  return undefined;
}

/** The keys that a map may have at a path of a value of this schema; none when it may have any. */
export function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let here = alternatives(schema);
  for (const step of path) here = here.flatMap((one) => child(one, step) ?? []).flatMap(alternatives);
  return [...new Set(here.flatMap((one) => (one._zod.def.type === 'object' ? Object.keys(one._zod.def.shape) : [])))];
}

/** True when both are the same schema, described differently or wrapped: a described schema shares its definition's options. */
function isSame(schema: Schema, wanted: z.core.$ZodType): boolean {
  const { def } = schema._zod;
  const other = asSchema(wanted)._zod.def;
  return def === other || (def.type === 'union' && other.type === 'union' && def.options === other.options);
}

function unwrap(schema: z.core.$ZodType): Schema {
  const { def } = asSchema(schema)._zod;
  if (def.type === 'optional' || def.type === 'nullable') return unwrap(def.innerType);
  // The getter would make a new schema on every call; this one is kept.
  return def.type === 'lazy' ? unwrap((schema as z.core.$ZodLazy)._zod.innerType) : asSchema(schema);
}

/** Every place of a value that is declared with a certain schema, in the order of the value. `value` must be valid under `schema`. */
export function placesOf(
  schema: z.core.$ZodType,
  wanted: z.core.$ZodType,
  value: unknown,
  path: Path = [],
): { path: Path; value: unknown }[] {
  if (value === undefined || value === null) return [];
  const real = unwrap(schema);
  if (isSame(real, wanted)) return [{ path, value }];
  const { def } = real._zod;
  if (def.type === 'union') return def.options.flatMap((option) => (fits(option, value) ? placesOf(option, wanted, value, path) : []));
  const steps: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return steps.flatMap(([step, inner]) => {
    const below = child(real, step);
    return below ? placesOf(below, wanted, inner, [...path, step]) : [];
  });
}

/** A coarse test, enough to choose among the unions of the model: text, list or map. */
function fits(schema: z.core.$ZodType, value: unknown): boolean {
  const { type } = unwrap(schema)._zod.def;
  if (Array.isArray(value)) return type === 'array' || type === 'tuple';
  return isObject(value) ? type === 'object' || type === 'record' : type !== 'array' && type !== 'object' && type !== 'record';
}
