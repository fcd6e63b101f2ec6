import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow, keepProgram, keptProgram } from './program.ts';

const cache = mkdtempSync(join(tmpdir(), 'errdex-program-'));
afterAll(() => rmSync(cache, { recursive: true }));

const folder = join(cache, 'programs/one');
const main = join(folder, 'program/main.mjs');
const list = join(folder, 'list');
const files = new Map([
  ['program/main.mjs', Buffer.from("import './chunks/a.mjs';\n")],
  ['program/chunks/a.mjs', Buffer.from('export {};\n')],
  ['assets/_astro/style.css', Buffer.from('p {}\n')],
]);

function keep(): void {
  rmSync(join(cache, 'programs'), { recursive: true, force: true });
  keepProgram(cache, 'one', files, 'noted');
}

function flip(file: string, share: number): void {
  const bytes = readFileSync(file);
  const at = Math.floor(share * (bytes.length - 1));
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}

describe('a program that is kept', () => {
  it('is found by what it was made from, whole', () => {
    keep();
    const kept = keptProgram(cache, 'one');
    expect(kept).toEqual({ folder, note: 'noted', paths: [...files.keys()] });
    const all = filesBelow(folder);
    all.delete('list');
    expect(Object.fromEntries(all)).toEqual(Object.fromEntries(files));
    expect(keptProgram(cache, 'two')).toBeUndefined();
  });

  it('makes room for the next one', () => {
    keep();
    keepProgram(cache, 'two', files, '');
    expect(keptProgram(cache, 'two')?.note).toBe('');
    expect(keptProgram(cache, 'one')).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ...[0, 0.3, 0.6, 1].map((share): [string, () => void] => [`a bit of its list flipped at ${share}`, () => flip(list, share)]),
    ['a bit of its code flipped', () => flip(main, 0.5)],
    ['a bit of what browsers load flipped', () => flip(join(folder, 'assets/_astro/style.css'), 0.5)],
    ['its code cut short', () => truncateSync(main, 3)],
    ['a file of it missing', () => rmSync(main)],
    ['its list missing', () => rmSync(list)],
    ['its list of other types', () => writeFileSync(list, 'errdex-program 1 one x\n{"files":null}')],
    ['its list a folder', () => (rmSync(list), mkdirSync(list))],
    [
      'another program in its place',
      () => (rmSync(main), writeFileSync(join(cache, 'other.mjs'), 'x'), symlinkSync(join(cache, 'other.mjs'), main)),
    ],
    [
      'a file in the place of all',
      () => (rmSync(join(cache, 'programs'), { recursive: true }), writeFileSync(join(cache, 'programs'), 'x')),
    ],
  ])('is not run with %s, and is kept again', (_, damage) => {
    keep();
    damage();
    expect(keptProgram(cache, 'one')).toBeUndefined();
    keepProgram(cache, 'one', files, 'again');
    expect(keptProgram(cache, 'one')?.note).toBe('again');
  });
});
