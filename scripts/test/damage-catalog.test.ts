import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { damages } from './damage/generate.ts';
import type { Task, Told } from './damage/worker.ts';

/** How many catalogs, and from which number on: another seed tries others. */
const runs = Number(process.env['DAMAGE_RUNS'] ?? 10_000);
const first = Number(process.env['DAMAGE_SEED'] ?? 0);
/** Milliseconds after which a thread hangs. The slowest catalog takes five seconds of two quiet processors; in a whole run others work beside it. */
const patience = 60_000;

interface Outcome {
  readonly number: number;
  readonly outcome: 'built' | 'refused';
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

/** Runs the numbers of a task on a thread of its own, so that a hang can be told and ended. Gives the number to go on with, if it was ended. */
function inThread(task: Task, outcomes: Outcome[], tried: Map<string, number>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('damage/worker.ts', import.meta.url), { workerData: task });
    let at: { number: number; what: readonly string[] } = { number: task.from, what: [] };
    let ended = false;
    const end = (why?: string): void => {
      if (ended) return;
      ended = true;
      clearTimeout(watch);
      if (why !== undefined)
        outcomes.push({ number: at.number, outcome: 'refused', wrong: [`${why} (${at.what.join(', ')})`], milliseconds: patience });
      void worker.terminate().then(() => {
        resolve(why === undefined ? undefined : at.number + task.step);
      });
    };
    const late = (): void => {
      end(`no answer within ${patience} ms`);
    };
    // The first answer takes longer: the tool is loaded before it.
    let watch = setTimeout(late, 3 * patience);
    worker.on('message', (told: Told) => {
      clearTimeout(watch);
      watch = setTimeout(late, patience);
      if ('what' in told) {
        at = told;
        for (const name of told.what) tried.set(name, (tried.get(name) ?? 0) + 1);
      } else outcomes.push({ ...told, wrong: told.wrong.map((one) => `${one} (${at.what.join(', ')})`) });
    });
    worker.on('error', (error) => {
      end(`the thread ended: ${String(error)}`);
    });
    worker.on('exit', () => {
      end();
    });
  });
}

it('a damaged catalog gives findings in their places or a right build', { timeout: 900_000 }, async () => {
  const base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'errdex-damage-'));
  const threads = Math.min(2, availableParallelism());
  const tried = new Map<string, number>();
  const began = performance.now();
  const outcomes: Outcome[] = [];
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      let next: number | undefined = first + thread;
      while (next !== undefined && next < first + runs)
        next = await inThread({ from: next, below: first + runs, step: threads, scratch: join(base, String(thread)) }, outcomes, tried);
    }),
  );
  rmSync(base, { recursive: true, force: true });

  const wrong = outcomes.filter((one) => one.wrong.length > 0).map(({ number, wrong: why }) => `${number}: ${why.join('; ')}`);
  const built = outcomes.filter(({ outcome }) => outcome === 'built').length;
  const slowest = Math.max(...outcomes.map(({ milliseconds }) => milliseconds));
  process.stdout.write(
    `damage: ${outcomes.length} catalogs of ${damages.length} kinds of damage: ${built} built, ${outcomes.length - built} refused with findings, ${wrong.length} wrong; ` +
      `slowest ${Math.round(slowest)} ms, ${Math.round((performance.now() - began) / 1000)} s in all\n`,
  );
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(outcomes).toHaveLength(runs);
  expect(built).toBeGreaterThan(runs / 20);
  expect(damages.filter((name) => !tried.has(name))).toEqual([]);
});
