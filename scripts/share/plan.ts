import type { Weight } from '../load/weigh.ts';

/** Bytes of a catalog from which on a second thread is worth its start, which takes a fifth of a second: some eight hundred codes. */
const least = 4 * 2 ** 20;

/** More threads than this gain nothing: services are few, and each thread holds the tool once more in memory. */
const most = 4;

/**
 * Deals the services of a catalog out to threads, so that all have about as much to do. The thread that asks takes the first share, the
 * largest, since the others have yet to start.
 *
 * @param threads how many can run at the same time
 * @returns folders of services by thread; a single share where one thread does as well
 */
export function plan(weights: readonly Weight[], threads: number): ReadonlySet<string>[] {
  const total = weights.reduce((sum, { bytes }) => sum + bytes, 0);
  const count = total < least ? 1 : Math.max(1, Math.min(threads, most, weights.length));
  const shares = Array.from({ length: count }, () => ({ bytes: 0, units: new Set<string>() }));
  // The heaviest first, each to who has least so far.
  for (const { unit, bytes } of [...weights].sort((one, two) => two.bytes - one.bytes)) {
    const to = shares.reduce((lightest, share) => (share.bytes < lightest.bytes ? share : lightest));
    to.units.add(unit);
    to.bytes += bytes;
  }
  return shares.sort((one, two) => two.bytes - one.bytes).map(({ units }) => units);
}
