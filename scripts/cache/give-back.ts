import { getHeapStatistics } from 'node:v8';

/** The option of a process of Node that may {@link giveBack} memory. */
export const mayGiveBack = '--expose-gc';

/** Below so many bytes of heap nothing is worth a collection. */
const worthIt = 128 * 2 ** 20;

/**
 * In a process that may, gives the memory of what nobody needs any more back to the system, empty pages too, where V8 would keep it for what is
 * still to come. Elsewhere nothing happens: whoever calls errdex from a program of his own has not asked for half a second of collecting garbage.
 */
export function giveBack(): void {
  if (getHeapStatistics().total_heap_size < worthIt) return;
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
