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

/** A part of the last output that is to be copied: pieces, and seams of the new file between them. */
interface Run {
  readonly from: number;
  to: number;
  readonly seams: { readonly at: number; readonly bytes: Buffer }[];
}

/** Copies a run to the end of a file. */
function copy(source: number, { from, to, seams }: Run, file: number): void {
  const buffer = Buffer.allocUnsafe(Math.min(to - from, PORTION * 4));
  let next = 0;
  for (let at = from; at < to;) {
    const read = readSync(source, buffer, 0, Math.min(buffer.length, to - at), at);
    if (read === 0) throw new Error(`what is to be copied ends ${String(to - at)} bytes too early`);
    const end = at + read;
    for (let seam = seams[next]; seam && seam.at < end; seam = seams[next]) {
      seam.bytes.copy(buffer, Math.max(0, seam.at - at), Math.max(0, at - seam.at), end - seam.at);
      // The rest of one that goes on behind what was read is for the next turn.
      if (seam.at + seam.bytes.length > end) break;
      next += 1;
    }
    writeWhole(file, buffer.subarray(0, read));
    at = end;
  }
}

/**
 * Writes a new file piece by piece. Pieces that the last output has too are copied from there, and not even made: most of the largest file
 * of an output stays the same when one code changes. Those that follow each other there as here are copied by one call of the system for
 * many, with what stands between them here.
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
  /** Bytes before the text that is still to be written, a run that is still to be copied among them. */
  let position = 0;
  let run: Run | undefined;
  let portion = '';
  const flush = (): void => {
    if (run && source !== undefined) copy(source, run, file);
    run = undefined;
    const bytes = Buffer.from(portion);
    writeWhole(file, bytes);
    position += bytes.length;
    portion = '';
  };
  const add = (text: string): void => {
    portion += text;
    if (portion.length >= PORTION) flush();
  };
  /** Copies a piece, with the text before it. */
  const take = ([, offset, length]: PieceRow): void => {
    const seam = Buffer.from(portion);
    if (run && run.to + seam.length === offset && offset - run.from < PORTION * 4) {
      run.seams.push({ at: run.to, bytes: seam });
      run.to = offset + length;
      position += seam.length + length;
      portion = '';
    } else {
      flush();
      run = { from: offset, to: offset + length, seams: [] };
      position += length;
    }
  };
  try {
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        add(piece);
        continue;
      }
      const key = from?.prints.of(piece.madeFrom);
      const row = key === undefined ? undefined : known.get(key);
      let length = row?.[2];
      if (row && source !== undefined) take(row);
      else {
        flush();
        const begin = position;
        for (const text of piece.texts()) add(text);
        flush();
        length = position - begin;
      }
      if (key !== undefined && length !== undefined) rows.push([key, position - length, length]);
    }
    flush();
  } finally {
    closeSync(file);
    if (source !== undefined) closeSync(source);
  }
  return rows;
}
