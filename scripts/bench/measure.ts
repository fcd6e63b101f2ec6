import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from './steps.ts';

/** What one thing cost. */
export interface Cost {
  readonly name: string;
  /** Seconds on the wall. */
  readonly seconds: number;
  /** CPU seconds of all threads. */
  readonly cpu: number;
  /** Most memory of the process up to its end, in bytes. The tool starts no further processes; a test holds that. */
  readonly peak: number;
}

function cost(name: string, milliseconds: number, before: NodeJS.CpuUsage): Cost {
  const { user, system } = process.cpuUsage(before);
  return { name, seconds: milliseconds / 1000, cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS * 1024 };
}

const none = { user: 0, system: 0 };

async function measured(what: string, catalog: string, out: string): Promise<Cost[]> {
  if (what !== 'steps') {
    // Each process loads what it measures and no more: Astro alone would double the memory and the start of `check`.
    const { processIo } = await import('../cli/io.ts');
    const { runProgram } = await import('../cli/program.ts');
    const quiet = { ...processIo(), out: () => undefined, talk: () => undefined };
    const args = what === 'check' ? ['check', '--catalog', catalog] : ['build', '--catalog', catalog, '--out', join(out, 'whole')];
    const code = await runProgram(args, quiet);
    if (code !== 0) throw new Error(`errdex ${what} ended with ${String(code)}`);
    // From the start of the process: what a person waits for.
    const name = what === 'check' ? 'errdex check' : what === 'whole' ? 'errdex build' : what;
    return [cost(name, performance.now(), none)];
  }
  const { steps } = await import('./steps.ts');
  const state: State = { catalog, out };
  const costs: Cost[] = [];
  for (const step of steps) {
    const { name } = step;
    state.out = join(out, name);
    mkdirSync(state.out, { recursive: true });
    const [begin, before] = [performance.now(), process.cpuUsage()];
    await step.run(state);
    costs.push(cost(name, performance.now() - begin, before));
  }
  return costs;
}

// A process of its own for each measurement: nothing is warm, and the peak of memory is that of the thing measured.
const [what = '', catalog = '', out = ''] = process.argv.slice(2);
process.send?.(await measured(what, catalog, out), undefined, undefined, () => process.disconnect());
