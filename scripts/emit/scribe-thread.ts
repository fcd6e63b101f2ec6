import { mkdirSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { DrawCard } from '../card/card.ts';
import type { Failed, Portion, ScribeTask } from './scribe.ts';

/** The thread that writes files: see `scribe.ts`. It takes portions of orders, and tells of each that it is done, or what went wrong. */
const { folder, accent, compileCache } = workerData as ScribeTask;
if (compileCache !== undefined) enableCompileCache(compileCache);
const folders = new Set<string>();
let draw: DrawCard | undefined;

function write(path: string, content: Uint8Array): void {
  const full = join(folder, path);
  const parent = dirname(full);
  if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
  folders.add(parent);
  // `wx`: a second file of the same name would silently replace the first, or be written into a file that the last output has too.
  writeFileSync(full, content, { flag: 'wx' });
}

async function prepare(): Promise<DrawCard> {
  const [{ cardDrawer }, { loadAtlas }] = await Promise.all([import('../card/card.ts'), import('../load/atlas.ts')]);
  return cardDrawer(await loadAtlas(), accent);
}

async function take({ memory, orders }: Portion): Promise<void> {
  try {
    for (const order of orders) {
      const content =
        'card' in order ? (draw ??= await prepare())(order.card) : new Uint8Array(memory, order.begin, order.end - order.begin);
      write(order.path, content);
    }
    parentPort?.postMessage(undefined, []);
  } catch (error) {
    const { message, code, syscall } = error as NodeJS.ErrnoException;
    parentPort?.postMessage({ message, code, syscall } satisfies Failed, []);
  }
}

// One portion after the other: only the first card has to wait for anything.
let last = Promise.resolve();
parentPort?.on('message', (portion: Portion) => {
  last = last.then(() => take(portion));
});
