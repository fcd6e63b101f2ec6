import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareLimit, emptyFiles, sizeOf } from './folder.ts';
import { changeCode, writeCatalog } from './generate.ts';
import { measureCommand, measureSteps } from './measure.ts';
import type { Cost } from './measure.ts';
import { published } from './publish.ts';
import { steps } from './steps.ts';
import { table } from './table.ts';
import type { Row } from './table.ts';

/** Rows as they come: a run that is ended early has measured what it has measured. */
type Keep = (row: Row) => void;

async function benchmark(codes: number, folder: string, command: string, keep: Keep): Promise<void> {
  const catalog = join(folder, 'catalog');
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  writeCatalog(catalog, codes);
  // The limit of the same bytes is taken right behind, so that a busy machine is busy for both.
  let copies = 0;
  const rowOf = (cost: Cost, from: string): Row => {
    const to = join(folder, 'bare', String((copies += 1)));
    const limit = { ...sizeOf(from), bare: bareLimit(from, to) };
    emptyFiles(to);
    return { codes, ...cost, ...limit };
  };
  // Node keeps the modules of a command compiled from one run to the next: the first one is not measured.
  await measureCommand(command, 'errdex check', ['check', '--no-cache', '--catalog', catalog]);
  keep(rowOf(await measureCommand(command, 'errdex check', ['check', '--no-cache', '--catalog', catalog]), catalog));
  // The one between leaves what came of the services: a small catalog leaves nothing, and is checked anew.
  await measureCommand(command, 'errdex check', ['check', '--catalog', catalog]);
  keep(rowOf(await measureCommand(command, 'errdex check again', ['check', '--catalog', catalog]), catalog));
  await measureSteps(catalog, out, (cost) => {
    const isWriter = steps.some(({ name, writes }) => writes && name === cost.name);
    keep(rowOf(cost, isWriter ? join(out, cost.name) : catalog));
    if (isWriter) emptyFiles(join(out, cost.name));
  });
  const whole = join(out, 'whole');
  keep(rowOf(await measureCommand(command, 'errdex build', ['build', '--quiet', '--catalog', catalog, '--out', whole]), whole));
  // The first rebuild starts with the links that the build has left; those after it with the output before the last.
  for (const name of ['first rebuild', 'rebuild']) {
    changeCode(catalog);
    keep(rowOf(await measureCommand(command, name, ['build', '--quiet', '--catalog', catalog, '--out', whole]), whole));
  }
}

/** Puts rows into a file of results: each in the place of an earlier one of the same size and name. */
function keeper(file: string): Keep & { rows: () => Row[] } {
  const order = [...steps.map(({ name }) => name), 'errdex check', 'errdex check again', 'errdex build', 'first rebuild', 'rebuild'];
  const rows = (): Row[] => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Row[]) : []);
  const put = (row: Row): void => {
    const others = rows().filter(({ codes, name }) => codes !== row.codes || name !== row.name);
    const all = [...others, row].sort((one, two) => one.codes - two.codes || order.indexOf(one.name) - order.indexOf(two.name));
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  };
  return Object.assign(put, { rows });
}

async function main(args: readonly string[]): Promise<void> {
  const isKept = args.includes('--keep');
  const sizes = args.filter((one) => one !== '--keep').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    console.error('npm run bench -- [--keep] [number of codes ...]');
    process.exitCode = 1;
    return;
  }
  // The documented run is kept beside the documentation, which is made from it: `npm run docs`.
  const file = isKept ? fileURLToPath(new URL('results.json', import.meta.url)) : join(tmpdir(), 'errdex-bench.json');
  if (!isKept) rmSync(file, { force: true });
  const keep = keeper(file);
  const scratch = mkdtempSync(join(tmpdir(), 'errdex-bench-'));
  try {
    const command = published(join(scratch, 'installed'));
    for (const size of sizes.length > 0 ? sizes : [100, 1000, 10_000]) {
      await benchmark(size, join(scratch, String(size)), command, keep);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  console.log(`${table(keep.rows())}\nAs JSON: ${file}`);
}

await main(process.argv.slice(2));
