import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { changeCode, writeCatalog } from '../bench/generate.ts';
import { diskShelf, plainData } from '../cache/shelf.ts';
import type { Shelf } from '../cache/shelf.ts';
import { checkShares } from './index.ts';
import type { KeptCheck } from './kept.ts';

const folder = mkdtempSync(join(tmpdir(), 'errdex-kept-'));
const root = join(folder, 'catalog');
const kept = join(folder, 'kept');
const beside = join(folder, 'beside');
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(kept, { recursive: true, force: true });
  writeCatalog(root, 15);
});

const edit = (file: string, change: (text: string) => string): void => {
  writeFileSync(join(root, file), change(readFileSync(join(root, file), 'utf8')));
};

/** Checks by services; gives what it has found, and how many services it has checked rather than taken over. */
async function check(tool = 'tool', today = '2026-01-01', place = kept): Promise<{ rules: string[]; checked: number }> {
  const disk = diskShelf(
    () => place,
    () => tool,
    plainData<KeptCheck>(),
  );
  let checked = 0;
  const shelf: Shelf<KeptCheck> = {
    ...disk,
    put: (key, value) => {
      checked += 1;
      disk.put(key, value);
    },
  };
  const run = await checkShares(root, { today, shelf }, { least: 0, threads: 1 });
  return { rules: (run?.diagnostics ?? []).map(({ at, rule }) => `${at.unit} ${rule}`), checked };
}

test('what is as it was is not checked again; what has changed is, alone', async () => {
  expect(await check()).toEqual({ rules: [], checked: 5 });
  expect(await check()).toEqual({ rules: [], checked: 0 });
  changeCode(root);
  expect(await check()).toEqual({ rules: [], checked: 1 });
  edit('service-2/service.yaml', (text) => `${text}decisions: []\nversion2: x\n`);
  // What has not its shape is not kept, and what is found in it stays.
  expect(await check()).toEqual({ rules: ['service-2 unknown-key'], checked: 0 });
  expect(await check()).toEqual({ rules: ['service-2 unknown-key'], checked: 0 });
});

test.each([
  ['the settings', () => edit('catalog.yaml', (text) => `${text}rules: { missing-cause: error }\n`)],
  ['the languages of another service', () => edit('service-2/service.yaml', (text) => text.replace('docs: [en]', 'docs: [en, de]'))],
])('all is checked again when these have changed: %s', async (_, change) => {
  await check();
  change();
  expect((await check()).checked).toBe(5);
});

test('another tool and another day know nothing of what was found', async () => {
  await check();
  expect((await check('another')).checked).toBe(5);
  expect((await check('another', '2026-01-02')).checked).toBe(5);
});

test('a service that refers to another is checked again when a code of that one goes', async () => {
  const [code = ''] = /(?<=^ {2})[A-Z]\w+(?=:$)/m.exec(readFileSync(join(root, 'service-2/codes/group-1.yaml'), 'utf8')) ?? [];
  edit('service-1/codes/group-1.yaml', (text) =>
    text.replace(/\n {4}related: .*(?:\n {6}- .*)*/, '').replace(/\n {4}effect:/, `\n    related: [service-2/${code}]$&`),
  );
  expect(await check()).toEqual({ rules: [], checked: 5 });
  expect(await check()).toEqual({ rules: [], checked: 0 });
  edit('service-2/codes/group-1.yaml', (text) => text.replaceAll(code, `${code}_NOW`));
  const { rules, checked } = await check();
  expect(rules).toContain('service-1 unknown-code');
  expect(checked).toBe(2);
});

const files = (): string[] =>
  readdirSync(kept)
    .filter((name) => name !== '.gitignore')
    .map((name) => join(kept, name));

test.each([
  ['a byte changed', (file: string) => writeFileSync(file, readFileSync(file).fill(0x41, 60, 61))],
  ['cut', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 200))],
  ['empty', (file: string) => writeFileSync(file, '')],
  ['other text', (file: string) => writeFileSync(file, 'errdex-shelf 2 x y\nz')],
  ['a folder in its place', (file: string) => (rmSync(file), mkdirSync(file))],
] as const)('what is damaged costs time only: %s', async (_, damage) => {
  await check();
  for (const file of files()) damage(file);
  expect(await check()).toEqual({ rules: [], checked: 5 });
  expect(await check()).toEqual({ rules: [], checked: 0 });
});

test('what was kept of one service is not taken for what is known of another', async () => {
  await check();
  const contents = files().map((file) => readFileSync(file));
  for (const [at, file] of files().entries()) writeFileSync(file, contents[(at + 1) % contents.length] ?? '');
  expect(await check()).toEqual({ rules: [], checked: 5 });
});

test('a folder that somebody has linked in its place is left alone', async () => {
  const theirs = join(folder, 'theirs');
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'thesis.txt'), 'years of work');
  symlinkSync(theirs, kept);
  expect(await check()).toEqual({ rules: [], checked: 5 });
  expect(await check()).toEqual({ rules: [], checked: 0 });
  expect(readdirSync(theirs)).toEqual(['thesis.txt']);
});

test('a file in the place of the folder makes way', async () => {
  writeFileSync(kept, 'in the way');
  expect(await check()).toEqual({ rules: [], checked: 5 });
  expect(await check()).toEqual({ rules: [], checked: 0 });
});

test('where nothing can be kept, all is checked', async () => {
  writeFileSync(beside, 'in the way');
  expect(await check('tool', '2026-01-01', join(beside, 'within'))).toEqual({ rules: [], checked: 5 });
  expect(await check('tool', '2026-01-01', join(beside, 'within'))).toEqual({ rules: [], checked: 5 });
});
