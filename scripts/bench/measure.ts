import { fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { watch } from './processes.ts';
import type { Spent } from './run-steps.ts';

/** What one thing cost. */
export interface Cost extends Spent {
  /** Most memory of all processes together while it ran, in bytes; 0 where the system does not tell. */
  readonly peak: number;
}

/**
 * Runs the steps of the main path in a process of their own: nothing is warm, and memory is that of the tool.
 *
 * @param done told after each step, while the process waits
 */
export async function measureSteps(catalog: string, out: string, done: (cost: Cost) => void): Promise<void> {
  const child = fork(fileURLToPath(new URL('./run-steps.ts', import.meta.url)), [catalog, out]);
  const seen = watch(child.pid ?? 0);
  // The child waits for the answer, so that the peak of one step is not counted for the next.
  child.on('message', (spent) => {
    const { name, seconds, cpu } = spent as Spent;
    done({ name, seconds, cpu: cpu + seen.cpu().below, peak: seen.peak() });
    // Whatever the caller did in between belongs to no step.
    seen.peak();
    child.send('next');
  });
  await ended(child, 'steps');
  seen.stop();
}

/**
 * Runs the real command, its start included: what a person waits for.
 * @param command its file
 */
export async function measureCommand(command: string, name: string, args: readonly string[]): Promise<Cost> {
  const begin = performance.now();
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const seen = watch(child.pid ?? 0);
  await ended(child, name);
  const seconds = (performance.now() - begin) / 1000;
  seen.stop();
  const { own, below } = seen.cpu();
  return { name, seconds, cpu: own + below, peak: seen.peak() };
}

async function ended(child: ReturnType<typeof spawn>, what: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${what} ended with ${String(code)}`));
    });
  });
}
