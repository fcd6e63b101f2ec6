import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readSource } from './read.ts';
import type { TextMemory } from './read.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'errdex-read-')));
const root = join(scratch, 'catalog');
const path = join(root, 'service.yaml');
afterAll(() => rmSync(scratch, { recursive: true }));

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  writeFileSync(path, 'first');
  utimesSync(path, 0, 0);
});

/** Reads a file, has it changed, and reads it again with the memory of the first time. */
function twice(edit: () => void): readonly [ReturnType<typeof readSource>, ReturnType<typeof readSource>] {
  const texts: TextMemory = new Map();
  const read = () => readSource(root, 'service.yaml', 'shop', { texts });
  const before = read();
  edit();
  return [before, read()];
}

test('a file that lies as it lay is not read again', () => {
  const [before, after] = twice(() => undefined);
  expect(before.value?.text).toBe('first');
  expect(after.value).toBe(before.value);
});

test.each([
  ['written', () => writeFileSync(path, 'other')],
  [
    'written, and dated as before',
    () => {
      writeFileSync(path, 'other');
      utimesSync(path, 0, 0);
    },
  ],
  [
    'replaced by another',
    () => {
      writeFileSync(`${path}.new`, 'other');
      renameSync(`${path}.new`, path);
    },
  ],
  [
    'made a link to another',
    () => {
      writeFileSync(join(root, 'elsewhere'), 'other');
      rmSync(path);
      symlinkSync('elsewhere', path);
    },
  ],
])('a file is read again when it has been %s', (_, edit) => {
  expect(twice(edit)[1].value?.text).toBe('other');
});

test.each([
  ['is gone', () => rmSync(path), 'cannot be read (ENOENT)'],
  ['is no text any more', () => writeFileSync(path, Buffer.from([0xff, 0xfe, 0xfd, 0xfc, 0xfb])), 'is not valid UTF-8'],
  [
    'leads out of the catalog',
    () => {
      renameSync(path, join(scratch, 'outside'));
      symlinkSync('../outside', path);
    },
    'leads out of the catalog',
  ],
])('what was read does not stand for a file that %s', (_, edit, message) => {
  const [, { value, diagnostics }] = twice(edit);
  expect(value).toBeUndefined();
  expect(diagnostics.map((one) => one.message).join()).toContain(message);
});
