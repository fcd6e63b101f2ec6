import { closeSync, existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileBytes, inMemory, joined, nameless, Writing, writtenTo } from './bytes.ts';
import type { Bytes } from './bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'errdex-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lines of one to a hundred thousand bytes, of characters of one to four. */
const line = (length: number): string => 'aé—😀'.repeat(Math.ceil(length / 10));
const text = `${line(70_000)}\n${[1, 10, 100, 1000, 100_000].map(line).join('\n')}\n`;
const bytes = Buffer.from(text);

/** What their pieces are, each looked at before the next one is asked for. */
const walked = (all: Bytes): Buffer => Buffer.concat(Array.from(all.pieces(), (piece) => Buffer.from(piece)));

describe('bytes in a file', () => {
  const file = writtenTo(join(folder, 'bytes'), [bytes]);
  const memory = inMemory(bytes);
  const cuts = [100_000, 100_010, 123_450];
  const inPieces = inMemory(...[0, ...cuts].map((from, at) => bytes.subarray(from, cuts[at])));
  const large = Buffer.concat(Array.from({ length: 20 }, () => bytes));

  it('are read as those in memory, in one piece or several, in whatever order', () => {
    const ends = [...bytes.keys()].filter((at) => ((bytes[at] ?? 0) & 0xc0) !== 0x80);
    const pick = (seed: number): number => ends[(seed * 7919) % ends.length] ?? 0;
    for (let at = 0; at < 500; at += 1) {
      const [from, to] = [pick(at), pick(at * 31 + 5)].toSorted((one, two) => one - two) as [number, number];
      const wanted = memory.text(from, to);
      expect(
        [file, inPieces].map(({ text }) => text(from, to) === wanted),
        `${String(from)} to ${String(to)}`,
      ).toEqual([true, true]);
    }
    expect([file.text(0, 0), inPieces.text(0, 0)]).toEqual(['', '']);
    expect([file.line(), inPieces.line()]).toEqual([memory.line(), memory.line()]);
    expect(file.line()).toBe(text.slice(0, text.indexOf('\n')));
    for (const one of [file, inPieces]) {
      expect(one.length).toBe(bytes.length);
      expect(one.part(0, one.length).equals(bytes)).toBe(true);
    }
  });

  it('are the same however often their pieces are walked, none of which is large', () => {
    const path = join(folder, 'large');
    const much = writtenTo(path, [large]);
    const pieces = much.pieces();
    for (const _ of [1, 2]) expect(Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece))).equals(large)).toBe(true);
    expect(Math.max(...Array.from(pieces, ({ length }) => length))).toBeLessThanOrEqual(2 ** 20);
    much.close();
  });

  it('stand behind others, of which the first line is theirs', () => {
    const both = joined(inPieces, file);
    expect(both.length).toBe(2 * bytes.length);
    const pieces = both.pieces();
    for (const _ of [1, 2])
      expect(Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece))).equals(Buffer.concat([bytes, bytes]))).toBe(true);
    expect(both.line()).toBe(memory.line());
    expect(both.part(0, both.length).equals(Buffer.concat([bytes, bytes]))).toBe(true);
    expect(both.text(bytes.length - 5, bytes.length + 3)).toBe('😀\naé');
    for (const from of [0, bytes.length]) {
      expect(both.text(from, from + 6)).toBe(memory.text(0, 6));
      expect(both.part(from + 10, from + bytes.length).equals(bytes.subarray(10))).toBe(true);
    }
  });

  it('begin where they are said to, in a file or behind the start of one', () => {
    const path = join(folder, 'behind');
    writtenTo(path, [Buffer.from('head\n'), bytes]).close();
    const behind = fileBytes(path, 5);
    expect([file.begin, behind.begin]).toEqual([0, 5]);
    expect(behind.length).toBe(bytes.length);
    expect(walked(behind).equals(bytes)).toBe(true);
    expect([behind.line(), behind.text(0, 6)]).toEqual([memory.line(), memory.text(0, 6)]);
    behind.close();
  });

  it('have one line where there is no end of one, and nothing where there is nothing', () => {
    for (const one of ['', 'x', line(200_000)]) {
      const short = writtenTo(join(folder, String(one.length)), [Buffer.from(one)]);
      expect([short.line(), inMemory(Buffer.from(one)).line()]).toEqual([one, one]);
      short.close();
    }
  });

  it('stay readable when their name is gone, and say so when they are cut', () => {
    const path = join(folder, 'cut');
    writtenTo(path, [bytes]).close();
    const open = fileBytes(path);
    truncateSync(path, 10);
    expect(() => open.text(20, 40)).toThrow(`a file of ${String(bytes.length)} bytes ends before 21`);
    open.close();
    rmSync(join(folder, 'bytes'));
    expect(file.text(0, 6)).toBe(memory.text(0, 6));
    file.close();
    expect(() => writtenTo(path, [bytes])).toThrow('EEXIST');
  });
});

describe('texts are written one behind the other', () => {
  const texts = Array.from({ length: 60 }, (_, at) => (at === 30 ? line(3_000_000) : line((at * 7919) % 99_000)));

  it('in memory, each in one piece, in whatever number and size', () => {
    const writing = new Writing();
    expect([...writing.bytes().pieces()]).toEqual([]);
    const ends = texts.map((one) => writing.add(one));
    const pieces = [...writing.bytes().pieces()];
    expect(Buffer.concat(pieces).toString() === texts.join('')).toBe(true);
    expect(writing.length).toBe(Buffer.byteLength(texts.join('')));
    const edges = new Set(ends);
    let end = 0;
    expect(pieces.length).toBeGreaterThan(4);
    for (const piece of pieces) expect(edges.has((end += piece.length))).toBe(true);
    writing.add('more');
    expect(walked(writing.bytes()).toString() === `${texts.join('')}more`).toBe(true);
  });

  it('in a file without a name, which is gone when it is closed', () => {
    const path = join(folder, 'nameless');
    const [other, file] = [nameless(path), nameless(path)];
    expect(existsSync(path)).toBe(false);
    closeSync(other);
    const [inFile, memory] = [new Writing(file), new Writing()];
    const ends = texts.map((one, at) => inFile.add(at % 2 === 0 ? one : Buffer.from(one)));
    expect(ends).toEqual(texts.map((one) => memory.add(one)));
    const all = inFile.bytes();
    expect(walked(all).equals(walked(memory.bytes()))).toBe(true);
    for (const [at, end] of ends.entries()) expect(all.text(ends[at - 1] ?? 0, end) === texts[at]).toBe(true);
    all.close();
    expect(() => all.text(0, 10)).toThrow('EBADF');
  });
});
