import { compileCatalog } from '../pipeline.ts';
import type { Context } from '../pipeline.ts';
import { CatalogError } from '../check/catalog-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Asset, LoadedCatalog } from '../load/types.ts';

/** A compiled catalog, and the files that it was made of. */
export interface Source {
  readonly catalog: CompiledCatalog;
  /** Absolute paths: what the development server watches. */
  readonly files: readonly string[];
  /** Files of the catalog that the pages use. */
  readonly assets: readonly Asset[];
}

/** Gives the catalog; called again when one of its files has changed. Rejects with a message for people when the catalog is broken. */
export type GetSource = () => Promise<Source>;

/**
 * Reads and compiles the catalog in a folder.
 * @throws CatalogError when it has errors
 */
export async function compileSource(folder: string, context: Context): Promise<Source> {
  const run = await compileCatalog(folder, context);
  if (!run.catalog) throw new CatalogError(run, folder, process.cwd());
  return sourceOf(run.catalog, run.loaded);
}

/** A compiled catalog with what it was made of. */
export function sourceOf(catalog: CompiledCatalog, loaded?: LoadedCatalog): Source {
  return { catalog, files: loaded?.files ?? [], assets: [...(loaded?.assets.values() ?? []), ...(loaded?.images.values() ?? [])] };
}
