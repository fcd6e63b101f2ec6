import { mkdirSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { DrawCard } from '../card/card.ts';
import { failedOf } from '../share/apart.ts';
import type { Failed } from '../share/apart.ts';
import type { Portion, ScribeTask } from './scribe.ts';

/** Gives what draws pictures. */
async function drawing(accent: string | undefined): Promise<DrawCard> {
  const [{ cardDrawer }, { loadAtlas }] = await Promise.all([import('../card/card.ts'), import('../load/atlas.ts')]);
  return cardDrawer(await loadAtlas(), accent);
}

/** Carries out portions of orders; gives of each what went wrong, or nothing. */
function scribeOf({ folder, accent }: ScribeTask): (portion: Portion) => Promise<Failed | undefined> {
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

  return async ({ memory, orders }) => {
    try {
      for (const order of orders) {
        const content =
          'card' in order ? (draw ??= await drawing(accent))(order.card) : new Uint8Array(memory, order.begin, order.end - order.begin);
        write(order.path, content);
      }
      return undefined;
    } catch (error) {
      return failedOf(error);
    }
  };
}

/** The thread that writes files: see `scribe.ts`. It takes portions, and tells of each that it is done, or what went wrong. */
function listen(task: ScribeTask): void {
  if (task.compileCache !== undefined) enableCompileCache(task.compileCache);
  const carryOut = scribeOf(task);
  // One portion after the other: only the first card has to wait for anything.
  let last = Promise.resolve();
  parentPort?.on('message', (portion: Portion) => {
    last = last.then(async () => parentPort?.postMessage(await carryOut(portion), []));
  });
}

// Whoever only looks at the modules of this folder starts nothing.
if (!isMainThread) listen(workerData as ScribeTask);
