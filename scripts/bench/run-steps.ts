import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { saveMemory } from '../cli/memory.ts';
import { compileInHaste } from '../share/haste.ts';
import { steps } from './steps.ts';
import type { State } from './steps.ts';

/** The time of one thing. */
export interface Spent {
  readonly name: string;
  /** Seconds on the wall. */
  readonly seconds: number;
  /** CPU seconds of all threads. */
  readonly cpu: number;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Tells the parent, and waits until it has taken note. */
async function tell(spent: Spent): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('message', () => resolve());
    process.send?.(spent);
  });
}

const [catalog = '', out = ''] = process.argv.slice(2);
// As `errdex build` does.
saveMemory();
compileInHaste();
const state: State = { catalog, out };
for (const step of steps) {
  const { name } = step;
  state.out = join(out, name);
  mkdirSync(state.out, { recursive: true });
  const [begin, before] = [performance.now(), cpuSeconds()];
  await step.run(state);
  await tell({ name, seconds: (performance.now() - begin) / 1000, cpu: cpuSeconds() - before });
}
process.disconnect();
