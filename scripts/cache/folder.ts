import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { print } from '../model/print.ts';

/**
 * Where the cache of an output folder stands: in the nearest `node_modules/.cache`, else beside the output; in any case on the same disk, so that
 * files can be linked and folders renamed.
 */
export function cacheFolder(target: string): string {
  const device = (path: string): bigint | undefined => statSync(path, { throwIfNoEntry: false, bigint: true })?.dev;
  for (let at = dirname(target); ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if (device(modules) !== undefined && device(modules) === device(dirname(target))) {
      const folder = join(modules, '.cache', 'errdex', `${basename(target)}-${print(target).slice(0, 8)}`);
      try {
        mkdirSync(folder, { recursive: true });
        return folder;
      } catch {
        // An installation that is not ours to write to.
      }
    }
    if (dirname(at) === at) return join(dirname(target), `.${basename(target)}.errdex-cache`);
  }
}

/** The cache of an output folder as it is given: relative, by way of links, or not there yet. */
export function cacheOf(out: string): string {
  const target = resolve(out);
  try {
    return cacheFolder(realpathSync(target));
  } catch {
    return cacheFolder(target);
  }
}
