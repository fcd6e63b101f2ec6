import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashes, start } from './processes.ts';
import { root } from './sources.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-same-'));
// A file system that lists files in the reverse of the order in which they were made, where there is one.
const elsewhere = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'errdex same é-'));
afterAll(() => {
  for (const folder of [scratch, elsewhere]) rmSync(folder, { recursive: true });
});

/** Copies a folder, its files in the order of their names or in the reverse. */
function copy(from: string, to: string, isReverse: boolean): void {
  mkdirSync(to, { recursive: true });
  const entries = readdirSync(from, { withFileTypes: true }).toSorted((one, two) => (one.name < two.name !== isReverse ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) copy(join(from, entry.name), join(to, entry.name), isReverse);
    else copyFileSync(join(from, entry.name), join(to, entry.name));
  }
}

it('site and artifacts are the same to the byte on another path, in another time zone and locale, listed in another order, and again', async () => {
  const places = [
    { base: scratch, out: 'dist', isReverse: false, env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
    {
      base: join(elsewhere, 'work'),
      out: '../other/name of it',
      isReverse: true,
      env: { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', HOME: elsewhere },
    },
  ];
  const made: Record<string, string>[] = [];
  for (const { base, out, isReverse, env } of places) {
    copy(join(root, 'catalog'), join(base, 'catalog'), isReverse);
    // Catalogs in TypeScript import their schema library.
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
    const { code, said } = await start(['build', '--out', out], env, base).ended;
    expect(code, said.slice(-2000)).toBe(0);
    made.push(hashes(join(base, out)));
  }
  expect(readdirSync(join(elsewhere, 'work')).toSorted()).toEqual(['catalog', 'node_modules']);
  const [first = {}, second = {}] = made;
  expect(Object.keys(first).length).toBeGreaterThan(500);
  expect(Object.keys(second)).toEqual(Object.keys(first));
  expect(Object.keys(first).filter((file) => first[file] !== second[file])).toEqual([]);
});
