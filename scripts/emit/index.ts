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
import { examples } from './examples.ts';
import { hosting } from './hosting.ts';
import { decode } from './decode.ts';
import { handlers } from './handlers.ts';
import { jsonSchema } from './json-schema.ts';
import { llms } from './llms.ts';
import { openapi } from './openapi.ts';
import { made } from '../search/part.ts';
import type { Part } from '../search/part.ts';
import { search } from './search.ts';
import { siteLook } from './site-look.ts';
import { sitemap } from './sitemap.ts';
import { singly } from './types.ts';
import type { FileGroup, Format, OutputFile, WritableFile } from './types.ts';

export type { Format, OutputFile } from './types.ts';

/** All formats in three shares, by what their files tell of: whole services, codes, anything else. */
export const shares = ['service', 'else', 'code'] as const;
export type Share = (typeof shares)[number];

/** All output formats. A new one is a file, its test beside it, and a line here. */
export const formats: readonly Format[] = [
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
export function* emit(catalog: CompiledCatalog, only: readonly Format[] = formats, part: Part = made): Generator<OutputFile> {
  yield* singly(grouped(catalog, only, part));
}

/** The same, with the files of the codes of a service together. */
function* grouped(catalog: CompiledCatalog, only: readonly Format[], part: Part): Generator<OutputFile | FileGroup<OutputFile>> {
  const context = createContext(catalog, part);
  const perCode = only.filter(({ per }) => per === 'code');
  if (perCode.length > 0)
    for (const service of catalog.services) {
      const alone = { ...catalog, services: [service] };
      yield {
        madeFrom: [service, perCode.map(({ name }) => name)],
        files: sideBySide(perCode.map((format) => format.emit(alone, context))),
      };
    }
  for (const format of only) if (format.per !== 'code') yield* format.emit(catalog, context);
}

/** Files of several formats, those that are made from the same code next to each other. Each format has them in the order of the codes. */
function* sideBySide(formats: readonly Iterable<OutputFile>[]): Generator<OutputFile> {
  const left = formats.map((format) => format[Symbol.iterator]());
  const next = left.map((files) => files.next());
  /** The files of a format up to the first that is made from something else. */
  function* madeFrom(thing: unknown, at: number): Generator<OutputFile> {
    for (let file = next[at]; file && file.done !== true && file.value.madeFrom?.[0] === thing; file = next[at]) {
      yield file.value;
      next[at] = left[at]?.next() ?? file;
    }
  }
  for (let first = next.find(({ done }) => done !== true); first; first = next.find(({ done }) => done !== true)) {
    const thing = (first.value as OutputFile).madeFrom?.[0];
    for (const at of left.keys()) yield* madeFrom(thing, at);
  }
}

/**
 * All files of a run beside the pages themselves, those of the codes of a service together.
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
  const suits = (format: Format): boolean =>
    format.pages === undefined || pages === 'whole' || (pages === 'some' && format.pages === 'any');
  const isWanted = ({ per }: Format): boolean => wanted.includes(per ?? 'else');
  yield* grouped(
    catalog,
    formats.filter((format) => suits(format) && isWanted(format)),
    part,
  );
  if (pages !== 'none') yield* new Map(Array.from(assets, (asset) => [asset.path, asset])).values();
}
