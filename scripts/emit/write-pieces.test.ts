import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLast } from '../cache/last.ts';
import type { PieceRow } from '../cache/manifest.ts';
import { printsOf } from '../cache/prints.ts';
import { surveyOf } from '../cache/survey.ts';
import type { Piece } from './types.ts';
import { writePieces } from './write-pieces.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-pieces-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const prints = printsOf({ version: 1, generator: { name: 'errdex', version: '1' }, title: {}, locales: [], services: [] }, 'tool');
const target = join(scratch, 'dist');
const last = openLast({ target, fresh: join(scratch, 'fresh'), survey: await surveyOf(target, 'tool') });

/** Letters of one to four bytes, some pieces larger than a portion. */
const texts: Record<string, string> = { a: 'é'.repeat(300_000), b: '😀 and more', c: '', d: 'x'.repeat(2_000_000), e: 'ж'.repeat(10) };

function write(name: string, order: string, rows: readonly PieceRow[] = []): { rows: PieceRow[]; text: string; made: string[] } {
  const made: string[] = [];
  const pieces = function* (): Generator<Piece> {
    yield '[';
    for (const key of order) {
      const make = function* (): Generator<string> {
        made.push(key);
        const text = texts[key.toLowerCase()] ?? '';
        yield text.slice(0, 10);
        yield text.slice(10) + (key === key.toLowerCase() ? '' : '!');
      };
      yield { madeFrom: [key], texts: make };
      yield ', ';
    }
    yield ']';
  };
  const old = { ...last, pieces: () => (rows.length > 0 ? { file: join(scratch, 'first'), rows } : undefined) };
  const found = writePieces(join(scratch, name), 'big.json', pieces(), { last: old, prints });
  return { rows: found, text: readFileSync(join(scratch, name), 'utf8'), made };
}

test('pieces that the last output has are copied, byte for byte, wherever they stood', () => {
  const first = write('first', 'abcde');
  expect(first.made).toEqual([...'abcde']);
  const again = write('again', 'eBdac', first.rows);
  expect(again.made).toEqual(['B']);
  expect(again.text).toBe(`[${[...'eBdac'].map((key) => `${(texts[key.toLowerCase()] ?? '') + (key === 'B' ? '!' : '')}, `).join('')}]`);
  const bytes = readFileSync(join(scratch, 'again'));
  expect(again.rows.map(([, offset, length]) => bytes.subarray(offset, offset + length).toString())).toEqual(
    [...'eBdac'].map((key) => (texts[key.toLowerCase()] ?? '') + (key === 'B' ? '!' : '')),
  );
});

test('many that follow each other are copied with what stands between them now, whatever stood there', () => {
  let seed = 7;
  const random = (most: number): number => (seed = (seed * 48271) % 2147483647) % most;
  const names = Array.from({ length: 300 }, (_, at) => `piece ${String(at)}`);
  const textOf = new Map(names.map((name) => [name, `${name} ${'aж'.repeat(random(12_000))}`]));
  type Part = [name: string, before: string];
  const writeParts = (name: string, parts: readonly Part[], rows: readonly PieceRow[]): readonly PieceRow[] => {
    const pieces = function* (): Generator<Piece> {
      for (const [piece, before] of parts) {
        yield before;
        yield { madeFrom: [piece], texts: () => [textOf.get(piece) ?? ''] };
      }
      yield 'end';
    };
    const file = join(scratch, 'before');
    const old = { ...last, pieces: () => (rows.length > 0 ? { file, rows } : undefined) };
    const found = writePieces(join(scratch, name), 'big.json', pieces(), { last: old, prints });
    const wanted = `${parts.map(([piece, before]) => before + (textOf.get(piece) ?? '')).join('')}end`;
    expect(readFileSync(join(scratch, name), 'utf8') === wanted).toBe(true);
    const bytes = readFileSync(join(scratch, name));
    const isRight = found.every(
      ([, offset, length], at) => bytes.subarray(offset, offset + length).toString() === textOf.get(parts[at]?.[0] ?? ''),
    );
    expect(isRight).toBe(true);
    return found;
  };
  const parts: Part[] = names.map((name) => [name, ', ']);
  const rows = writeParts('before', parts, []);
  for (let turn = 0; turn < 20; turn += 1) {
    const edited = parts.flatMap(([name, before]): Part[] => {
      const one: Part = [name, [before, before, '; ', 'é', '', `,${'y'.repeat(random(400_000))}`][random(turn < 10 ? 3 : 6)] ?? ''];
      return random(40) === 0 ? [] : random(40) === 1 ? [one, [names[random(300)] ?? '', '+ ']] : [one];
    });
    writeParts(`edited ${String(turn)}`, edited, rows);
  }
});

test('a file that somebody has touched gives no pieces', () => {
  writeFileSync(join(scratch, 'none'), 'x');
  expect(last.pieces('none')).toBeUndefined();
});
