import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import { pipes, tablePipe } from '../envelope/pipes.ts';
import type { Pipe } from '../envelope/pipes.ts';
import { schemaOf } from '../envelope/schema.ts';
import { isObject } from '../model/json.ts';
import type { JsonSchema } from '../model/json.ts';
import { made } from '../search/part.ts';
import type { Part } from '../search/part.ts';
import { mapSchema, rootOf } from './schema-tools.ts';
import type { EmitContext } from './types.ts';

/** Our own words beside a schema (`model/shared.ts`), which mean nothing to others. */
const OWN = ['optional', 'example', 'sensitive', 'unit'];

function typeOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined;
}

/** A schema in standard words only. A constant also gets its type, which several generators of clients ask for. */
function standard(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).filter(([keyword]) => !OWN.includes(keyword));
  const type = Object.hasOwn(schema, 'const') && !Object.hasOwn(schema, 'type') ? typeOf(schema.const) : undefined;
  const texts = entries.map(([keyword, value]) => [
    keyword,
    (keyword === 'description' || keyword === 'title') && isObject(value) ? (Object.values(value)[0] ?? '') : value,
  ]);
  return Object.fromEntries([...(type === undefined ? [] : [['type', type]]), ...texts]) as JsonSchema;
}

/** The context of one run over a catalog. */
export function createContext(catalog: CompiledCatalog, part: Part = made): EmitContext {
  const tables = new Map<CompiledService, ReadonlyMap<string, Pipe>>();
  for (const service of catalog.services) {
    const own = Object.entries(service.tables ?? {}).map(([name, table]) => [name, tablePipe(name, table)] as const);
    tables.set(service, new Map([...pipes.map((pipe) => [pipe.name, pipe] as const), ...own]));
  }
  return {
    part,
    schema: (service, message, nested) =>
      mapSchema(schemaOf(rootOf(message), { edition: 'reader', nested, pipes: tables.get(service) ?? new Map() }), standard) as JsonSchema,
  };
}
