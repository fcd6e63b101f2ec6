import { compileCatalog } from '../pipeline.ts';
import { CatalogError } from '../check/catalog-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { contextOf } from './options.ts';
import type { Options } from './options.ts';

/**
 * Compiles a catalog: every service, code and message with all that is derived of it, as plain JSON (what `catalog.json` of a site holds).
 *
 * @param folder of the catalog, relative to the working directory
 * @throws CatalogError when a finding is an error; warnings are no reason
 */
export async function compile(folder: string, options: Options = {}): Promise<CompiledCatalog> {
  const run = await compileCatalog(folder, contextOf(options));
  if (!run.catalog) throw new CatalogError(run, folder, options.cwd ?? process.cwd());
  return run.catalog;
}
