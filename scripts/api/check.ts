import { checkCatalog } from '../pipeline.ts';
import { locateFindings } from '../check/locate.ts';
import type { Finding } from '../check/locate.ts';
import { contextOf } from './options.ts';
import type { Options } from './options.ts';

/**
 * Checks a catalog, as `errdex check` does. Nothing is written.
 *
 * @param folder of the catalog, relative to the working directory
 * @returns all findings of all files, in the order of files and lines; none for a perfect catalog
 */
export async function check(folder: string, options: Options = {}): Promise<readonly Finding[]> {
  const { diagnostics, loaded } = await checkCatalog(folder, contextOf(options));
  return locateFindings(diagnostics, loaded, folder, options.cwd ?? process.cwd());
}
