import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inMemory } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { asJson, diskShelf, emptyShelf, memoryShelf } from './shelf.ts';
import type { Codec, Shelf } from './shelf.ts';

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

describe('a large thing on a shelf', () => {
  const asBytes: Codec<Bytes> = { format: 'bytes 1', pack: (bytes) => bytes.pieces(), unpack: (bytes) => bytes };
  const shelfOf = (large: number): Shelf<Bytes> =>
    diskShelf(
      () => join(scratch, 'large'),
      () => 'tool',
      asBytes,
      large,
    );
  const text = 'é—😀'.repeat(100_000);
  const whole = (bytes: Bytes | undefined): string | undefined => bytes?.text(0, bytes.length);

  it('is the same as a small one, and stays readable whatever becomes of its file', () => {
    shelfOf(10).put('key', inMemory(Buffer.from(text)));
    const [large, small] = [shelfOf(10).get('key'), shelfOf(10 ** 9).get('key')];
    expect([whole(large) === text, whole(small) === text]).toEqual([true, true]);
    shelfOf(10).put('key', inMemory(Buffer.from('another')));
    expect([whole(shelfOf(10).get('key')), whole(large) === text]).toEqual(['another', true]);
    shelfOf(10).only(new Set());
    expect(whole(large) === text).toBe(true);
    large?.close();
    expect(() => whole(large)).toThrow('EBADF');
  });

  it('is put on another shelf from its file', () => {
    shelfOf(10).put('key', inMemory(Buffer.from(text)));
    const large = shelfOf(10).get('key');
    if (large) shelfOf(10).put('copy', large);
    expect(whole(shelfOf(10).get('copy')) === text).toBe(true);
    expect(readFileSync(join(scratch, 'large/copy')).length).toBe(readFileSync(join(scratch, 'large/key')).length + 1);
    large?.close();
  });

  it('is none where it is damaged, and no file stays open then', () => {
    const shelf = shelfOf(10);
    shelf.put('key', inMemory(Buffer.from(text)));
    const file = join(scratch, 'large/key');
    const sound = readFileSync(file);
    const next = (): number => {
      const opened = openSync(file, 'r');
      closeSync(opened);
      return opened;
    };
    const before = next();
    for (let at = 0; at < 200; at += 1) {
      const damaged = Buffer.from(sound);
      const place = (at * 7919) % damaged.length;
      damaged[place] = (damaged[place] ?? 0) ^ 1;
      writeFileSync(file, at % 2 === 0 ? damaged : sound.subarray(0, place));
      expect(shelf.get('key')).toBeUndefined();
    }
    expect(next()).toBeLessThan(before + 50);
    writeFileSync(file, sound);
    const again = shelf.get('key');
    expect(whole(again) === text).toBe(true);
    again?.close();
  });
});
