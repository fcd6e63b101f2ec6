import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asJson, diskShelf, emptyShelf, memoryShelf } from './shelf.ts';
import type { Shelf } from './shelf.ts';

let scratch = '';
beforeEach(() => void (scratch = mkdtempSync(join(tmpdir(), 'errdex-shelf-'))));
afterEach(() => rmSync(scratch, { recursive: true }));

const onDisk = (): Shelf<unknown> =>
  diskShelf(
    () => join(scratch, 'shelf'),
    () => 'tool',
    asJson('test 1'),
  );
const other = (): string => join(scratch, 'other');
const linked = (begin: number | undefined): unknown => JSON.parse(readFileSync(other()).subarray(begin).toString());

describe('the file of a thing on a shelf', () => {
  it('gets another name, under which it stays when the shelf has thrown it away', () => {
    const shelf = onDisk();
    shelf.put('key', ['é', 1]);
    const begin = shelf.link('key', other());
    shelf.only(new Set());
    expect(shelf.get('key')).toBeUndefined();
    expect(linked(begin)).toEqual(['é', 1]);
  });

  it('gets one when another run reads it, but not before that has seen that it is whole', () => {
    onDisk().put('key', { one: 1 });
    const shelf = onDisk();
    expect(shelf.link('key', other())).toBeUndefined();
    shelf.get('key');
    expect(linked(shelf.link('key', other()))).toEqual({ one: 1 });
  });

  it('gets none where it is damaged and cannot be written again, or where the name is taken', () => {
    const shelf = onDisk();
    shelf.put('key', 'whole');
    writeFileSync(join(scratch, 'shelf/key'), 'damaged');
    // In the way of the new file.
    mkdirSync(join(scratch, `shelf/key.${String(process.pid)}`));
    shelf.put('key', 'whole');
    expect(shelf.link('key', other())).toBeUndefined();
    shelf.put('good', 1);
    writeFileSync(other(), 'taken');
    expect(shelf.link('good', other())).toBeUndefined();
  });

  it('is none in memory, or on a shelf that keeps nothing', () => {
    for (const shelf of [memoryShelf<number>(), emptyShelf<number>('tool')]) {
      shelf.put('key', 1);
      expect(shelf.link('key', other())).toBeUndefined();
    }
  });
});
