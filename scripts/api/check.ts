import { compileCatalog } from '../build.ts';
import type { Finding } from '../check/locate.ts';
import { contextOf, located } from './context.ts';
import type { Options } from './types.ts';

/**
 * Checks a catalog, as `errdex check` does. Nothing is written.
 *
 * @param folder of the catalog, relative to the working directory
 * @returns all findings of all files, in the order of files and lines; none for a perfect catalog
 */
export async function check(folder: string, options: Options = {}): Promise<readonly Finding[]> {
  return located(folder, await compileCatalog(folder, contextOf(options)), options);
}
