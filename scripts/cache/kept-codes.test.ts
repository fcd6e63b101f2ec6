import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { startingCatalog } from '../test/rebuild/edits.ts';
import type { Editable } from '../test/rebuild/edits.ts';
import { writeEditable } from '../test/rebuild/project.ts';
import { asRecord, keptCodes } from './kept-codes.ts';
import type { KeptCodes } from './kept-codes.ts';
import { asService, bytesOf } from './packed.ts';
import { diskShelf } from './shelf.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-kept-codes-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Compiles as a process of its own would: nothing is in memory. Gives the names of codes that were compiled, and the bytes of all services. */
async function run(
  catalog: Editable,
  cache: string,
  { tool = 'tool', toolVersion = '1.0.0' } = {},
): Promise<{ compiled: string[]; bytes: Buffer[] }> {
  writeEditable(join(scratch, 'catalog'), catalog);
  const on = (folder: string): [() => string, () => string] => [() => join(scratch, cache, folder), () => tool];
  const shelf = diskShelf(...on('services'), asService);
  const kept = keptCodes(shelf, diskShelf(...on('codes'), asRecord));
  const compiled: string[] = [];
  const codes: KeptCodes = {
    ...kept,
    codesOf: (...service) => {
      const { get } = kept.codesOf(...service);
      return {
        get: (source, make) =>
          get(source, (resolver) => {
            compiled.push(source.id);
            return make(resolver);
          }),
      };
    },
  };
  const { catalog: made } = await compileCatalog(join(scratch, 'catalog'), { today: '2026-11-20', toolVersion, shelf, codes });
  if (!made) throw new Error('the catalog has errors');
  return { compiled, bytes: made.services.map(bytesOf).map((bytes) => bytes.part(0, bytes.length)) };
}

/** A catalog of which a service has many codes, with the title of one changed. */
function withTitle(title?: string): Editable {
  const catalog = startingCatalog(true);
  const code = catalog.services.get('many')?.codes.get('SMALL_7');
  if (code && title !== undefined) code['title'] = title;
  return catalog;
}

it('compiles of a service only the code that has changed, and the bytes are those of a first run, prints and all', async () => {
  const first = await run(withTitle(), 'one');
  expect(first.compiled.length).toBeGreaterThan(500);
  const second = await run(withTitle('Another'), 'one');
  expect(second.compiled).toEqual(['SMALL_7']);
  const clean = await run(withTitle('Another'), 'clean');
  expect(second.bytes.map((one, at) => one.equals(clean.bytes[at] ?? one.subarray(1)))).toEqual([true, true, true, true]);
  expect(second.bytes.some((one, at) => !one.equals(first.bytes[at] ?? one))).toBe(true);
  // What was taken over is taken over again.
  const third = await run(withTitle('A third one'), 'one');
  expect(third.compiled).toEqual(['SMALL_7']);
  expect(third.bytes).toEqual((await run(withTitle('A third one'), 'clean-too')).bytes);
});

it('finds codes that stand on other lines now, without compiling them', async () => {
  await run(withTitle(), 'lines');
  const catalog = withTitle();
  const many = catalog.services.get('many');
  const [first] = many?.codes.values() ?? [];
  if (many) many.codes = new Map([['AHEAD', { ...first, title: 'Ahead of all', status: 499 }], ...many.codes]);
  const moved = await run(catalog, 'lines');
  expect(moved.compiled).toEqual(['AHEAD']);
  expect(moved.bytes).toEqual((await run(catalog, 'lines-clean')).bytes);
});

it('compiles all where the service says something else of all codes', async () => {
  await run(withTitle(), 'facts');
  const catalog = withTitle();
  Object.assign(catalog.services.get('many')?.service ?? {}, { title: 'Many of them' });
  const after = await run(catalog, 'facts');
  expect(after.compiled.length).toBeGreaterThan(500);
  expect(after.bytes).toEqual((await run(catalog, 'facts-clean')).bytes);
});

it.each([
  { what: 'records', folder: 'codes' },
  { what: 'services', folder: 'services' },
])('compiles all where the $what are damaged, or of another tool', async ({ folder, what }) => {
  await run(withTitle(), what);
  const all = join(scratch, what, folder);
  for (const name of readdirSync(all).filter((one) => !one.startsWith('.'))) {
    const bytes = readFileSync(join(all, name));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    writeFileSync(join(all, name), bytes);
  }
  expect((await run(withTitle('Another'), what)).compiled.length).toBeGreaterThan(500);
  expect((await run(withTitle('A third one'), what, { tool: 'another' })).compiled.length).toBeGreaterThan(500);
});

it('keeps a record for each service, and none of those that are gone', async () => {
  const records = (): number => readdirSync(join(scratch, 'gone', 'codes')).filter((name) => !name.startsWith('.')).length;
  await run(withTitle(), 'gone');
  expect(records()).toBe(4);
  const catalog = withTitle();
  catalog.services.delete('many');
  await run(catalog, 'gone');
  expect(records()).toBe(3);
});
