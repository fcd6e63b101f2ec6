import type { Path } from '../model/json.ts';
import type { Span } from '../model/diagnostic.ts';
import type { ImageSize } from './image-size.ts';

/** A service (or the catalog's settings) as read: a plain value, and where each part of it stands. */
export interface Unit {
  /** Name of the service's folder; `''` for the settings. */
  readonly unit: string;
  /** Plain JSON; `codes` holds those of the `codes/` folder too. Schemas of TypeScript authors are JSON Schemas by now. */
  readonly value: unknown;
  /** Span of the value at a path, or of its key; of the nearest parent where the path leads nowhere. Computed on demand. */
  readonly locate: (path: Path, key?: boolean) => Span;
  /** Files that it was read from, modules that they import included, by their names in spans; absent where it is none of files. */
  readonly files?: readonly string[];
}

/** A file of the catalog that the site serves as it is. */
export interface Asset {
  /** Where it stands in the output. The name has a hash of the content, so that browsers may keep it for ever. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A picture of a guide. */
export interface ImageAsset extends Asset {
  /** Absent where the format does not tell. */
  readonly size?: ImageSize;
}

/** An element of a guide in JSX: `<Code id="X" />`. */
export interface GuideElement {
  readonly name: string;
  /** In the order of the text. Without `value`: computed by an expression. The name of spread attributes is `...`. */
  readonly attributes: readonly { readonly name: string; readonly value?: string; readonly span: Span }[];
  /** Its first line. */
  readonly span: Span;
}

/** A picture in the Markdown of a guide, whose file stands in the catalog: `![What it shows](diagram.svg)`. */
export interface GuideImage {
  /** As it stands there: relative to the folder of the guide. */
  readonly src: string;
  readonly span: Span;
}

/** A guide in one language: an MDX file under `guides/`. */
export interface LoadedGuide {
  /** Folder of the service; `''` for a guide of the whole catalog. */
  readonly unit: string;
  /** Relative to the catalog folder, with `/`. */
  readonly file: string;
  /** Name of the file without its endings. */
  readonly name: string;
  /** As the name of the file says: `limits.ru.mdx`. */
  readonly locale?: string;
  /** Its front matter. */
  readonly front: Unit;
  readonly text: string;
  /** The text below the front matter. */
  readonly body: string;
  readonly elements: readonly GuideElement[];
  /** In the order of the text. */
  readonly images: readonly GuideImage[];
  /** Its `import` and `export` statements. */
  readonly modules: string;
  /** Its words, for the search. */
  readonly prose: string;
}

/** Everything under the catalog folder, read. File names in spans are relative to `root`, with `/`. */
export interface LoadedCatalog {
  /** The catalog folder, as given. */
  readonly root: string;
  readonly settings: Unit;
  /** In order of folder names. */
  readonly services: readonly Unit[];
  /** In order of their files; absent where there are none. */
  readonly guides?: readonly LoadedGuide[];
  /** Text of `proofs.json`, the record of snippets that have run; absent where there is none. */
  readonly proofs?: string;
  /** Units of which some file could not be read: what others refer to there may well exist. */
  readonly incomplete: readonly string[];
  /** Files that the settings name for the site, by the name that stands there. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Pictures of guides, by the file of the guide and what stands there: see `imageKey`. */
  readonly images: ReadonlyMap<string, ImageAsset>;
  /** Text of a source file by its name in spans, for code frames; undefined for an unknown one. */
  source(file: string): string | undefined;
  /** All files that were read, TypeScript imports included, absolute: what a watcher watches. */
  readonly files: readonly string[];
}

/** The same without the values, which nobody needs who has a checked catalog: places and sources for findings stay. */
export function withoutValues(loaded: LoadedCatalog): LoadedCatalog {
  const lean = ({ unit, locate }: Unit): Unit => ({ unit, locate, value: undefined });
  return { ...loaded, settings: lean(loaded.settings), services: loaded.services.map(lean) };
}
