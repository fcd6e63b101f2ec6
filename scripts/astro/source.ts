import type { CompiledCatalog } from '../compile/types.ts';

/** A compiled catalog, and the files that it was made of. */
export interface Source {
  readonly catalog: CompiledCatalog;
  /** Absolute paths: what the development server watches. */
  readonly files: readonly string[];
}

/** Gives the catalog; called again when one of its files has changed. Rejects with a message for people when the catalog is broken. */
export type GetSource = () => Promise<Source>;
