import { fileURLToPath } from 'node:url';
import { ownModule } from '../model/own-module.ts';

/** A file of this room that is no module of ours: a lock file, a harness in another language. The package carries it where the sources have it. */
export const ownFile = (path: string): string => fileURLToPath(new URL(`../../scripts/prove/${path}`, import.meta.url));

/** A harness that is a module: as source, or as built. */
export const harness = (name: string): string => fileURLToPath(ownModule(`prove/harness/${name}`));

/** Where runtimes keep what they install. */
export const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/errdex-prove/', import.meta.url));

/** The folder of packages in which those of errdex stand, its own in the end. */
export function packages(): string {
  const [before = ''] = fileURLToPath(import.meta.resolve('hono')).split(/[\\/]hono[\\/]/);
  return before;
}
