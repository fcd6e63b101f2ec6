import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareLimit, sizeOf } from './folder.ts';
import { changeCode, writeCatalog } from './generate.ts';
import type { Cost } from './measure.ts';
import { steps } from './steps.ts';
import { table } from './table.ts';
import type { Row } from './table.ts';

/** Measures in a process of its own. */
async function measure(what: string, catalog: string, out: string): Promise<Cost[]> {
  const child = fork(fileURLToPath(new URL('./measure.ts', import.meta.url)), [what, catalog, out]);
  return await new Promise((resolve, reject) => {
    child
      .once('message', (costs) => resolve(costs as Cost[]))
      .once('exit', (code) => reject(new Error(`${what} ended with ${String(code)}`)));
  });
}

/** What writes the whole output. */
const whole = new Set(['whole', 'first rebuild', 'rebuild']);

async function benchmark(codes: number, folder: string): Promise<Row[]> {
  const catalog = join(folder, 'catalog');
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  writeCatalog(catalog, codes);
  const limits = new Map<string, { files: number; bytes: number; bare: { seconds: number; cpu: number } }>();
  // The limit of the same bytes is taken in the same run, so that a busy machine is busy for both.
  const limitOf = (from: string): { files: number; bytes: number; bare: { seconds: number; cpu: number } } => {
    const known = limits.get(from);
    if (known) return known;
    const to = join(folder, 'bare');
    const limit = { ...sizeOf(from), bare: bareLimit(from, to) };
    rmSync(to, { recursive: true });
    limits.set(from, limit);
    return limit;
  };
  const rows: Row[] = [];
  // The first rebuild links what is unchanged into a new folder; those after it have the output before the last to start with.
  for (const what of ['steps', 'check', 'whole', 'first rebuild', 'rebuild']) {
    if (what.endsWith('rebuild')) changeCode(catalog);
    for (const cost of await measure(what, catalog, out)) {
      const writes = whole.has(what) || steps.some(({ name, writes: does }) => does && name === cost.name);
      rows.push({ codes, ...cost, ...limitOf(writes ? join(out, whole.has(what) ? 'whole' : cost.name) : catalog) });
    }
  }
  return rows;
}

async function main(sizes: readonly number[]): Promise<void> {
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw new Error('npm run bench -- [number of codes ...]');
  const rows: Row[] = [];
  for (const size of sizes.length > 0 ? sizes : [100, 1000, 10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'errdex-bench-'));
    try {
      rows.push(...(await benchmark(size, folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const file = join(tmpdir(), 'errdex-bench.json');
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`${table(rows)}\nAs JSON: ${file}`);
}

await main(process.argv.slice(2).map(Number));
