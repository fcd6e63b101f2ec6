import { getHeapStatistics } from 'node:v8';

/** The option of a process of Node that may {@link giveBack} memory. */
export const mayGiveBack = '--expose-gc';

/** Below so many bytes of heap nothing is worth a collection. */
const worthIt = 128 * 2 ** 20;

/**
 * In a process that may, gives the memory of what nobody needs any more back to the system, where V8 would keep it for what is still to come:
 * half of what 10,000 codes have taken by the time they are compiled. Elsewhere nothing happens: whoever calls errdex from a program of his
 * own has not asked for half a second of collecting garbage.
 * @param how `quickly`, in one look at everything; or `wholly`, in two, with which V8 keeps no empty pages either: for who has long to go
 */
export function giveBack(how: 'quickly' | 'wholly'): void {
  if (getHeapStatistics().total_heap_size < worthIt) return;
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: how === 'wholly' ? 'last-resort' : 'regular' });
}
