import { compileCatalog } from '../build.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { contextOf, located } from './context.ts';
import { CatalogError } from './types.ts';
import type { Options } from './types.ts';

/**
 * Compiles a catalog: every service, code and message with all that is derived of it, as plain JSON (what `catalog.json` of a site holds).
 *
 * @param folder of the catalog, relative to the working directory
 * @throws CatalogError when a finding is an error; warnings are no reason
 */
export async function compile(folder: string, options: Options = {}): Promise<CompiledCatalog> {
  const run = await compileCatalog(folder, contextOf(options));
  if (!run.catalog) throw new CatalogError(located(folder, run, options));
  return run.catalog;
}
