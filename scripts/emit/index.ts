import type { CompiledCatalog } from '../compile/types.ts';
import { asyncapi } from './asyncapi.ts';
import { catalogFormat } from './catalog-format.ts';
import { catalogJson } from './catalog-json.ts';
import { clientsGo } from './clients-go.ts';
import { clientsJava } from './clients-java.ts';
import { clientsPython } from './clients-python.ts';
import { clientsTypescript } from './clients-typescript.ts';
import { codeJson } from './code-json.ts';
import { codeMarkdownFormat } from './code-markdown.ts';
import { createContext } from './context.ts';
import { jsonSchema } from './json-schema.ts';
import { llms } from './llms.ts';
import { openapi } from './openapi.ts';
import { search } from './search.ts';
import type { Format, OutputFile } from './types.ts';

export type { Format, OutputFile } from './types.ts';

/** All output formats. A new one is a file, its test beside it, and a line here. */
export const formats: readonly Format[] = [
  jsonSchema,
  openapi,
  asyncapi,
  catalogJson,
  codeJson,
  codeMarkdownFormat,
  llms,
  search,
  catalogFormat,
  clientsTypescript,
  clientsPython,
  clientsGo,
  clientsJava,
];

/**
 * All artifacts of a catalog, one after the other, so that nobody has to hold them all. The same catalog gives the same bytes.
 *
 * @param only formats to emit; all unless given
 */
export function* emit(catalog: CompiledCatalog, only: readonly Format[] = formats): Generator<OutputFile> {
  const context = createContext(catalog);
  for (const format of only) yield* format.emit(catalog, context);
}
