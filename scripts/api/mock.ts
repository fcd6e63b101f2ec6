import type { Mock, MockOptions } from '../mock/index.ts';
import { compile } from './compile.ts';
import type { Options } from './options.ts';

/**
 * Serves every error of a catalog on a port of this machine, as `errdex mock` does, until it is closed: for tests of clients.
 * Without `port` it takes any free one; without `clock` the events of its log are numbered.
 *
 * @param folder of the catalog, relative to the working directory
 * @throws CatalogError when a finding is an error
 */
export async function mock(folder: string, { port, host, clock, limits, ...options }: Options & MockOptions = {}): Promise<Mock> {
  const catalog = await compile(folder, options);
  // Servers of three protocols: only who wants them pays for loading them.
  const { startMock } = await import('../mock/index.ts');
  const given = { port, host, clock, limits };
  return startMock(catalog, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}
