import type { CompiledCatalog, CompiledCode, CompiledService } from '../compile/types.ts';
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
import { examples } from './examples.ts';
import { hosting } from './hosting.ts';
import { decode } from './decode.ts';
import { handlers } from './handlers.ts';
import { jsonSchema } from './json-schema.ts';
import { llms } from './llms.ts';
import { openapi } from './openapi.ts';
import { codesInParts, made } from '../search/part.ts';
import type { Part } from '../search/part.ts';
import { search } from './search.ts';
import { siteLook } from './site-look.ts';
import { sitemap } from './sitemap.ts';
import { singly } from './types.ts';
import type { AnyFormat, FileGroup, OutputFile, WritableFile } from './types.ts';

export type { AnyFormat, OutputFile } from './types.ts';

/** All files in three shares, by what they tell of: whole services, codes, anything else. */
export const shares = ['service', 'else', 'code'] as const;
export type Share = (typeof shares)[number];

/** All output formats. A new one is a file, its test beside it, and a line here. */
export const formats: readonly AnyFormat[] = [
  jsonSchema,
  examples,
  openapi,
  asyncapi,
  catalogJson,
  codeJson,
  codeMarkdownFormat,
  llms,
  search,
  decode,
  catalogFormat,
  sitemap,
  siteLook,
  hosting,
  clientsTypescript,
  clientsPython,
  clientsGo,
  clientsJava,
  handlers,
];

/**
 * All artifacts of a catalog, one after the other, so that nobody has to hold them all. The same catalog gives the same bytes.
 *
 * @param only formats to emit; all unless given
 * @param part keeps what is worked out of parts of the catalog
 */
export function* emit(catalog: CompiledCatalog, only: readonly AnyFormat[] = formats, part: Part = made): Generator<OutputFile> {
  yield* singly(grouped(catalog, only, part));
}

/** The same, with the files of some codes together. @param wanted shares of the formats */
function* grouped(
  catalog: CompiledCatalog,
  only: readonly AnyFormat[],
  part: Part,
  wanted: readonly Share[] = shares,
): Generator<OutputFile | FileGroup<OutputFile>> {
  const context = createContext(catalog, part);
  const perCode = only.filter((format) => format.per === 'code');
  const names = perCode.map(({ name }) => name);
  function* filesOf(service: CompiledService, codes: readonly CompiledCode[]): Generator<OutputFile> {
    for (const code of codes) for (const format of perCode) yield* format.ofCode(catalog, service, code, context);
  }
  for (const service of perCode.length > 0 ? catalog.services : []) {
    if (wanted.includes('code'))
      for (const codes of codesInParts(service.codes)) yield { madeFrom: ['files', names, ...codes], files: filesOf(service, codes) };
    if (wanted.includes('service')) for (const format of perCode) yield* format.ofService?.(catalog, service, context) ?? [];
  }
  for (const format of only) if (format.per !== 'code' && wanted.includes(format.per ?? 'else')) yield* format.emit(catalog, context);
}

/**
 * All files of a run beside the pages themselves, those of codes together.
 *
 * @param pages whether there are pages, and whether they are the whole site or a part of another
 * @param assets files of the catalog that pages use, each as often as the settings name it
 * @param part keeps what is worked out of parts of the catalog; absent: all is worked out
 * @param wanted shares of the formats; all unless given
 */
export function* outputs(
  catalog: CompiledCatalog,
  pages: 'none' | 'some' | 'whole',
  assets: Iterable<WritableFile> = [],
  part: Part = made,
  wanted: readonly Share[] = shares,
): Generator<WritableFile | FileGroup> {
  const suits = (format: AnyFormat): boolean =>
    format.pages === undefined || pages === 'whole' || (pages === 'some' && format.pages === 'any');
  yield* grouped(catalog, formats.filter(suits), part, wanted);
  if (pages !== 'none') yield* new Map(Array.from(assets, (asset) => [asset.path, asset])).values();
}
