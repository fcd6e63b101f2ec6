import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { damaged, soundCatalogs } from './generate.ts';
import { tryBuild, writeFolder } from './trial.ts';

/** What a worker is given: the numbers `from`, `from + step`, ... below `below`, and a folder of its own. */
export interface Task {
  readonly from: number;
  readonly below: number;
  readonly step: number;
  readonly scratch: string;
}

/** What it tells: that it begins with a number, and how that went. */
export type Told =
  | { readonly number: number; readonly what: readonly string[] }
  | { readonly number: number; readonly outcome: 'built' | 'refused'; readonly wrong: readonly string[]; readonly milliseconds: number };

const { from, below, step, scratch } = workerData as Task;
const tell = (told: Told): void => parentPort?.postMessage(told, []);
const sound = soundCatalogs();
const [root, out] = [join(scratch, 'catalog'), join(scratch, 'site', 'dist')];

mkdirSync(out, { recursive: true });
writeFolder(root, sound[0] ?? new Map());
await tryBuild(root, out);
for (let number = from; number < below; number += step) {
  const { folder, what } = damaged(sound, number);
  tell({ number, what });
  writeFolder(root, folder);
  const began = performance.now();
  try {
    const { outcome, wrong } = await tryBuild(root, out);
    tell({ number, outcome, wrong, milliseconds: performance.now() - began });
  } catch (error) {
    const stack = error instanceof Error ? String(error.stack).split('\n').slice(0, 6).join(' | ') : String(error);
    tell({ number, outcome: 'refused', wrong: [`an exception: ${stack.slice(0, 700)}`], milliseconds: performance.now() - began });
  }
}
