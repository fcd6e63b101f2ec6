import { z } from 'zod';
import { ignoreOverride, zodToJsonSchema } from 'zod-to-json-schema';
import { isObject } from '../model/json.ts';
import type { JsonSchema } from '../model/json.ts';
import { cleanSchema } from './schema-clean.ts';

/** A schema of a library, recognised by how it says its JSON Schema. */
export type Schema =
  | { readonly kind: 'standard'; readonly input: (options: { target: string }) => unknown; readonly schema: object }
  | { readonly kind: 'zod4'; readonly schema: z.core.$ZodType }
  | { readonly kind: 'zod3'; readonly schema: Zod3 };

type Zod3 = Parameters<typeof zodToJsonSchema>[0];

const ways: readonly ((value: object) => Schema | undefined)[] = [standard, zod4, zod3];

/**
 * Recognises a schema: Standard JSON Schema first, then Zod 4 by its core, then Zod 3. The order matters:
 * Zod 4 also has `_def`, and the converter for Zod 3 silently turns it into accept-anything.
 */
export function asSchema(value: object): Schema | undefined {
  for (const way of ways) {
    const schema = way(value);
    if (schema) return schema;
  }
  return undefined;
}

/** The JSON Schema (draft 2020-12) of what stands on the wire, and whether the value may be absent; or why there is none. */
export function toJsonSchema(schema: Schema): { schema: JsonSchema; optional: boolean } | { problem: string } {
  try {
    return { schema: cleanSchema(converted(schema)), optional: isOptional(schema.schema) };
  } catch (error) {
    return { problem: `the schema has no JSON Schema: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` };
  }
}

function converted(schema: Schema): unknown {
  if (schema.kind === 'standard') return schema.input({ target: 'draft-2020-12' });
  if (schema.kind === 'zod4') return z.toJSONSchema(schema.schema, { target: 'draft-2020-12', io: 'input' });
  return zodToJsonSchema(unwrapped(schema.schema), {
    target: 'jsonSchema7',
    $refStrategy: 'none',
    // An object that ignores unknown keys does not forbid them.
    removeAdditionalStrategy: 'strict',
    allowedAdditionalProperties: undefined,
    override: (def, refs, seen) => {
      // The converter would print a warning and accept anything.
      if (seen && seen.path.length < refs.currentPath.length && seen.path.every((step, at) => refs.currentPath[at] === step))
        throw new Error('it contains itself');
      const name: unknown = Reflect.get(def, 'typeName');
      if (typeof name === 'string' && unsayable.has(name)) throw new Error(`\`${name}\` cannot be said in JSON`);
      return ignoreOverride;
    },
  });
}

const unsayable: ReadonlySet<string> = new Set(['ZodFunction', 'ZodSymbol', 'ZodNaN', 'ZodVoid', 'ZodMap', 'ZodSet', 'ZodPromise']);

function unwrapped(schema: Zod3): Zod3 {
  const { _def: def } = schema as { _def: { typeName?: unknown; innerType?: unknown } };
  return def.typeName === 'ZodOptional' && isObject(def.innerType) ? unwrapped(def.innerType as unknown as Zod3) : schema;
}

function isOptional(schema: object): boolean {
  const core: unknown = Reflect.get(schema, '_zod');
  // Zod 4: the wire may lack it, be it optional or filled from a default.
  if (isObject(core)) return core['optin'] !== undefined;
  const name: unknown = isObject(Reflect.get(schema, '_def')) ? Reflect.get(Reflect.get(schema, '_def') as object, 'typeName') : undefined;
  return name === 'ZodOptional' || name === 'ZodDefault';
}

/** Standard JSON Schema: `~standard.jsonSchema.input`. */
function standard(value: object): Schema | undefined {
  const properties: unknown = Reflect.get(value, '~standard');
  const source: unknown = isObject(properties) ? properties['jsonSchema'] : undefined;
  if (!isObject(source) || typeof source['input'] !== 'function') return undefined;
  const { input } = source as { input: (options: { target: string }) => unknown };
  return { kind: 'standard', input: (options) => input(options), schema: value };
}

function zod4(value: object): Schema | undefined {
  return isObject(Reflect.get(value, '_zod')) ? { kind: 'zod4', schema: value as z.core.$ZodType } : undefined;
}

function zod3(value: object): Schema | undefined {
  const def: unknown = Reflect.get(value, '_def');
  const known = isObject(def) && typeof def['typeName'] === 'string' && def['typeName'].startsWith('Zod');
  return known ? { kind: 'zod3', schema: value as Zod3 } : undefined;
}
