import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareLimit, sizeOf } from './folder.ts';
import { writeCatalog } from './generate.ts';
import { measureCommand, measureSteps } from './measure.ts';
import type { Cost } from './measure.ts';
import { steps } from './steps.ts';
import { table } from './table.ts';
import type { Row } from './table.ts';

async function benchmark(codes: number, folder: string): Promise<Row[]> {
  const catalog = join(folder, 'catalog');
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  writeCatalog(catalog, codes);
  const limits = new Map<string, Pick<Row, 'files' | 'bytes' | 'bare'>>();
  // The limit of the same bytes is taken in the same run, so that a busy machine is busy for both.
  const rowOf = (cost: Cost, from: string): Row => {
    let limit = limits.get(from);
    if (!limit) {
      const to = join(folder, 'bare');
      limit = { ...sizeOf(from), bare: bareLimit(from, to) };
      rmSync(to, { recursive: true });
      limits.set(from, limit);
    }
    return { codes, ...cost, ...limit };
  };
  const rows: Row[] = [];
  for (const cost of await measureSteps(catalog, out)) {
    const isWriter = steps.some(({ name, writes }) => writes && name === cost.name);
    rows.push(rowOf(cost, isWriter ? join(out, cost.name) : catalog));
    if (isWriter) rmSync(join(out, cost.name), { recursive: true });
  }
  const whole = join(out, 'whole');
  rows.push(rowOf(await measureCommand('errdex check', ['check', '--catalog', catalog]), catalog));
  rows.push(rowOf(await measureCommand('errdex build', ['build', '--quiet', '--catalog', catalog, '--out', whole]), whole));
  return rows;
}

async function main(args: readonly string[]): Promise<void> {
  const keep = args.includes('--keep');
  const sizes = args.filter((one) => one !== '--keep').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw new Error('npm run bench -- [--keep] [number of codes ...]');
  const rows: Row[] = [];
  for (const size of sizes.length > 0 ? sizes : [100, 1000, 10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'errdex-bench-'));
    try {
      rows.push(...(await benchmark(size, folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  // The documented run is kept beside the documentation, which is made from it: `npm run docs`.
  const file = keep ? fileURLToPath(new URL('results.json', import.meta.url)) : join(tmpdir(), 'errdex-bench.json');
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`${table(rows)}\nAs JSON: ${file}`);
}

await main(process.argv.slice(2));
