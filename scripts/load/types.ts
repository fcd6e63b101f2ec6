import type { Path } from '../model/json.ts';
import type { Span } from '../model/diagnostic.ts';

/** A service (or the catalog's settings) as read: a plain value, and where each part of it stands. */
export interface Unit {
  /** Name of the service's folder; `''` for the settings. */
  readonly unit: string;
  /** Plain JSON; `codes` holds those of the `codes/` folder too. Schemas of TypeScript authors are JSON Schemas by now. */
  readonly value: unknown;
  /** Span of the value at a path, or of its key; of the nearest parent where the path leads nowhere. Computed on demand. */
  locate(path: Path, key?: boolean): Span;
}

/** Everything under the catalog folder, read. File names in spans are relative to `root`, with `/`. */
export interface LoadedCatalog {
  /** The catalog folder, as given. */
  readonly root: string;
  readonly settings: Unit;
  /** In order of folder names. */
  readonly services: readonly Unit[];
  /** Text of `proofs.json`, the record of snippets that have run; absent where there is none. */
  readonly proofs?: string;
  /** Units of which some file could not be read: what others refer to there may well exist. */
  readonly incomplete: readonly string[];
  /** Text of a source file by its name in spans, for code frames; undefined for an unknown one. */
  source(file: string): string | undefined;
  /** All files that were read, TypeScript imports included, absolute: what a watcher watches. */
  readonly files: readonly string[];
}
