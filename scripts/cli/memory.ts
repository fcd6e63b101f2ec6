import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mayGiveBack } from '../cache/give-back.ts';

/**
 * Has garbage collected before it is several times of what is alive. Called before anything large is loaded. V8 lets it grow so, since that
 * saves time where memory costs nothing; and the bundler that Astro uses keeps what it has freed, some 170 MB, for ever.
 * @param growth the next collection comes when the heap has grown by so many per cent
 */
export function limitGarbage(growth: number): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  // Options of the bundler's allocator, which it reads when it is loaded.
  for (const name of ['PURGE_DELAY', 'EAGER_COMMIT', 'ARENA_EAGER_COMMIT']) process.env[`MIMALLOC_${name}`] ??= '0';
}

/** Makes a long run give back memory that it no longer uses, at some cost of time. Called before anything large is loaded. */
export function saveMemory(): void {
  limitGarbage(20);
  // Room for new objects, 48 MB by default, of threads that are still to start: those that compile and write live long enough to fill what they
  // are given.
  for (const which of ['min', 'max']) setFlagsFromString(`--${which}-semi-space-size=8`);
  // A context that is made after the flag is set has the function; ours was made before.
  setFlagsFromString(mayGiveBack);
  globalThis.gc = runInNewContext('globalThis.gc') as typeof globalThis.gc;
}
