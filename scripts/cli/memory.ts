import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mayGiveBack } from '../cache/give-back.ts';

/**
 * Makes a long run give back memory that it no longer uses. Called before anything large is loaded.
 *
 * V8 lets garbage grow to several times of what is alive, and lets each thread have 48 MB for new objects, since that saves time where memory
 * costs nothing. The bundler that Astro uses keeps what it has freed, some 170 MB, for ever.
 */
export function saveMemory(): void {
  // The next collection comes when the heap has grown by so many per cent.
  setFlagsFromString('--heap-growing-percent=20');
  // Room for new objects, of threads that are still to start: those that compile and write live long enough to fill what they are given.
  for (const which of ['min', 'max']) setFlagsFromString(`--${which}-semi-space-size=8`);
  // A context that is made after the flag is set has the function; ours was made before.
  setFlagsFromString(mayGiveBack);
  globalThis.gc = runInNewContext('globalThis.gc') as typeof globalThis.gc;
  // Options of the bundler's allocator, which it reads when it is loaded.
  for (const name of ['PURGE_DELAY', 'EAGER_COMMIT', 'ARENA_EAGER_COMMIT']) process.env[`MIMALLOC_${name}`] ??= '0';
}
