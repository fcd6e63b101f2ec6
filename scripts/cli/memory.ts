import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

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

/** Makes a long run take less memory, at some cost of time. Called before anything large is loaded. */
export function saveMemory(): void {
  limitGarbage(60);
  limitYoung(32 * 2 ** 20);
  // Room for new objects, 48 MB by default, of threads that are still to start: those that compile and write live long enough to fill what they
  // are given.
  for (const which of ['min', 'max']) setFlagsFromString(`--${which}-semi-space-size=8`);
}

/**
 * Has the room for new objects of this process grow to so many bytes, where V8 would go on to twice as much, and four times. It looks at its
 * option for that size only when it starts, but at that for the steps whenever it takes one: 0.1 GB less, in the same time.
 */
function limitYoung(bytes: number): void {
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (young === undefined || young.space_size < bytes) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}
