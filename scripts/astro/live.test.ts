import { EventEmitter } from 'node:events';
import type { ViteDevServer } from 'vite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { liveCatalog } from './live.ts';

/** The catalog as it stands on the disk: its title, or nothing while its folder is away. */
let title: string | undefined;
let reads = 0;
/** Titles that were shown, and messages of what was wrong. */
let told: string[] = [];
const watcher = Object.assign(new EventEmitter(), { add: () => undefined });
const server = {
  watcher,
  config: { root: '/' },
  environments: { client: { hot: { send: () => undefined, on: () => undefined } } },
} as unknown as ViteDevServer;

/** Time passes, and what was begun ends. */
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);
/** The one event that the watcher of files has told of. */
const hear = (): boolean => watcher.emit('all', 'unlinkDir', '/catalog/shop');

beforeEach(async () => {
  vi.useFakeTimers();
  title = 'first';
  reads = 0;
  told = [];
  watcher.removeAllListeners();
  const live = liveCatalog({
    folder: () => '/catalog',
    source: () => {
      reads += 1;
      if (title === undefined) return Promise.reject(new Error('no folder'));
      return Promise.resolve({ catalog: { title: { en: title }, services: [] } as unknown as CompiledCatalog, files: [], assets: [] });
    },
    onProblem: (error) => void told.push(error.message),
  });
  await live.get();
  live.watch(server, (catalog) => void told.push(catalog.title.en ?? ''));
});
afterEach(() => vi.useRealTimers());

test('what was written before anybody watched is shown', async () => {
  title = 'second';
  watcher.emit('ready');
  await pass(0);
  expect(told).toEqual(['second']);
});

test('several files that are saved at once are read once', async () => {
  title = 'second';
  hear();
  await pass(10);
  hear();
  await pass(100);
  expect({ told, reads }).toEqual({ told: ['second'], reads: 2 });
});

test('a folder that comes back before it is followed is seen, and so is an edit in it', async () => {
  title = undefined;
  hear();
  await pass(500);
  title = 'back';
  await pass(1000);
  title = 'edited';
  await pass(2000);
  expect(told).toEqual(['no folder', 'back', 'edited']);
});

test('it is not looked at for ever', async () => {
  title = undefined;
  hear();
  await pass(600_000);
  expect(told).toEqual(['no folder']);
  expect(reads).toBeLessThan(10);
});
