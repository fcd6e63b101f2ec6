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
import type { Format, OutputFile, WritableFile } from './types.ts';

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
  const context = createContext(catalog, part);
  yield* sideBySide(only.filter(({ per }) => per === 'code').map((format) => format.emit(catalog, context)));
  for (const format of only) if (format.per !== 'code') yield* format.emit(catalog, context);
}

/** Files of several formats, those of the same code next to each other. */
function* sideBySide(formats: readonly Iterable<OutputFile>[]): Generator<OutputFile> {
  const heads = formats.map((format) => {
    const files = format[Symbol.iterator]();
    return { files, next: files.next() };
  });
  for (;;) {
    const first = heads.find(({ next }) => next.done !== true);
    if (!first) return;
    const [code] = madeFromOf(first.next);
    for (const head of heads) {
      for (
        ;
        head.next.done !== true && (head === first || code !== undefined) && madeFromOf(head.next)[0] === code;
        head.next = head.files.next()
      )
        yield head.next.value;
    }
  }
}

const madeFromOf = ({ value }: IteratorResult<OutputFile, unknown>): readonly unknown[] =>
  (value as OutputFile | undefined)?.madeFrom ?? [];

/**
 * All files of a run beside the pages themselves.
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
): Generator<WritableFile> {
  const suits = (format: Format): boolean =>
    format.pages === undefined || pages === 'whole' || (pages === 'some' && format.pages === 'any');
  const isWanted = ({ per }: Format): boolean => wanted.includes(per ?? 'else');
  yield* emit(
    catalog,
    formats.filter((format) => suits(format) && isWanted(format)),
    part,
  );
  if (pages !== 'none') yield* new Map(Array.from(assets, (asset) => [asset.path, asset])).values();
}
