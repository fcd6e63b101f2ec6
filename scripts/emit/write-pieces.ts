import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Keeper } from '../cache/keeper.ts';
import type { Reuse } from '../cache/last.ts';
import type { PieceRow } from '../cache/manifest.ts';
import type { Piece } from './types.ts';

/** So much is worth a call of the system. */
const PORTION = 1 << 18;

/** Writes the whole of some bytes: one call may write less. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Copies a part of one file to the end of another; gives the number of bytes. */
function copy(from: number, [, offset, length]: PieceRow, to: number): number {
  const buffer = Buffer.alloc(Math.min(length, PORTION * 4));
  let at = 0;
  while (at < length) {
    const read = readSync(from, buffer, 0, Math.min(buffer.length, length - at), offset + at);
    if (read === 0) throw new Error(`a piece ends after ${String(at)} of ${String(length)} bytes`);
    writeWhole(to, buffer.subarray(0, read));
    at += read;
  }
  return at;
}

/**
 * Writes a new file piece by piece. Pieces that the last output has too are copied from there, and not even made: most of the largest file
 * of an output stays the same when one code changes.
 * @param path of the file in the output
 * @param from the last output, where there is one
 * @returns the pieces that the next build may copy
 */
export function writePieces(full: string, path: string, pieces: Iterable<Piece>, from: Reuse<Keeper> | undefined): PieceRow[] {
  const file = openSync(full, 'wx');
  const old = from?.last.pieces(path);
  const source = old && openSync(old.file, 'r');
  const known = new Map(old?.rows.map((row) => [row[0], row]));
  const rows: PieceRow[] = [];
  let position = 0;
  let portion = '';
  const flush = (): void => {
    const bytes = Buffer.from(portion);
    writeWhole(file, bytes);
    position += bytes.length;
    portion = '';
  };
  const add = (text: string): void => {
    portion += text;
    if (portion.length >= PORTION) flush();
  };
  try {
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        add(piece);
        continue;
      }
      flush();
      const begin = position;
      const key = from?.prints.of(piece.madeFrom);
      const row = key === undefined ? undefined : known.get(key);
      if (row && source !== undefined) position += copy(source, row, file);
      else {
        for (const text of piece.texts()) add(text);
        flush();
      }
      if (key !== undefined) rows.push([key, begin, position - begin]);
    }
    flush();
  } finally {
    closeSync(file);
    if (source !== undefined) closeSync(source);
  }
  return rows;
}
