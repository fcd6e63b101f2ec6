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

/** The schemas below one that lead on: one for every step, or by key. */
interface Way {
  readonly every?: Schema;
  readonly named: ReadonlyMap<string, Schema>;
}

/** The ways through a schema that lead to a certain one: found once, so that a walk over values passes over all other parts. */
class Ways {
  private readonly steps = new Map<Schema, Way>();
  private readonly wanted: z.core.$ZodType;

  constructor(wanted: z.core.$ZodType) {
    this.wanted = wanted;
  }

  below(schema: Schema): Way {
    const known = this.steps.get(schema);
    if (known) return known;
    const { def } = schema._zod;
    const found = new Map<string, Schema>();
    let every: Schema | undefined;
    if (def.type === 'record') every = unwrap(def.valueType);
    else if (def.type === 'array') every = unwrap(def.element);
    else if (def.type === 'tuple') def.items.forEach((item, at) => found.set(String(at), unwrap(item)));
    else if (def.type === 'object') for (const [key, value] of Object.entries(def.shape)) found.set(key, unwrap(value));
    for (const [key, value] of found) if (!this.leadsOn(value, new Set())) found.delete(key);
    const made: Way = { named: found, ...(every && this.leadsOn(every, new Set()) && { every }) };
    this.steps.set(schema, made);
    return made;
  }

  private leadsOn(schema: Schema, open: Set<Schema>): boolean {
    if (isSame(schema, this.wanted)) return true;
    if (open.has(schema)) return false;
    open.add(schema);
    const { def } = schema._zod;
    const inner = (one: z.core.$ZodType): boolean => this.leadsOn(unwrap(one), open);
    if (def.type === 'union') return def.options.some(inner);
    if (def.type === 'object') return Object.values(def.shape).some(inner);
    if (def.type === 'record') return inner(def.valueType);
    if (def.type === 'array') return inner(def.element);
    return def.type === 'tuple' && def.items.some(inner);
  }
}

/**
 * Visits every place of a value that is declared with a certain schema, in the order of the value. `value` must be valid under `schema`.
 *
 * @param visit is given one and the same path, which changes: who keeps it copies it
 */
export function visitPlaces(
  schema: z.core.$ZodType,
  wanted: z.core.$ZodType,
  value: unknown,
  visit: (path: Path, value: unknown) => void,
): void {
  const ways = new Ways(wanted);
  const path: (string | number)[] = [];
  const walk = (real: Schema, here: unknown): void => {
    if (here === undefined || here === null) return;
    if (isSame(real, wanted)) {
      visit(path, here);
      return;
    }
    const { def } = real._zod;
    if (def.type === 'union') {
      for (const option of def.options) if (fits(option, here)) walk(unwrap(option), here);
      return;
    }
    const below = ways.below(real);
    const enter = (step: string | number, inner: unknown): void => {
      const next = below.every ?? below.named.get(String(step));
      if (!next) return;
      path.push(step);
      walk(next, inner);
      path.pop();
    };
    if (Array.isArray(here)) for (let at = 0; at < here.length; at += 1) enter(at, here[at]);
    else if (isObject(here)) for (const step of Object.keys(here)) enter(step, here[step]);
  };
  walk(unwrap(schema), value);
}

/** The same as a list. */
export function placesOf(schema: z.core.$ZodType, wanted: z.core.$ZodType, value: unknown): { path: Path; value: unknown }[] {
  const places: { path: Path; value: unknown }[] = [];
  visitPlaces(schema, wanted, value, (path, found) => places.push({ path: [...path], value: found }));
  return places;
}

/** A coarse test, enough to choose among the unions of the model: text, list or map. */
function fits(schema: z.core.$ZodType, value: unknown): boolean {
  const { type } = unwrap(schema)._zod.def;
  if (Array.isArray(value)) return type === 'array' || type === 'tuple';
  return isObject(value) ? type === 'object' || type === 'record' : type !== 'array' && type !== 'object' && type !== 'record';
}
