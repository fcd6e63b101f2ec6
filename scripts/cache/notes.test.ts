import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { takeNotes } from './notes.ts';
import type { Notes } from './notes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-notes-'));
afterAll(() => rmSync(scratch, { recursive: true }));

it('tells of every file and its pieces, never of many at a time, and of the parts at the end', () => {
  const told: Notes[] = [];
  const { last, finish } = takeNotes(scratch, (notes) => void told.push(notes));
  for (let at = 0; at < 3000; at += 1) {
    last.made(String(at), `key ${String(at)}`);
    // As the writer does it: the pieces are known when the file is written.
    if (at % 3 === 0) last.made(String(at), `key ${String(at)}`, { pieces: [['piece', at, 1]] });
  }
  last.parts.of('part', () => 1);
  expect(told.length).toBeGreaterThan(1);
  finish();
  expect(Math.max(...told.map(({ made }) => made.length))).toBeLessThanOrEqual(1024);
  // Of a file that is told of twice, the later word counts.
  const known = new Map(told.flatMap(({ made }) => made.map(([path, key, making]) => [path, { key, pieces: making?.pieces }] as const)));
  expect(known.size).toBe(3000);
  for (const [path, { key, pieces }] of known) {
    expect(key).toBe(`key ${path}`);
    expect(pieces).toEqual(Number(path) % 3 === 0 ? [['piece', Number(path), 1]] : undefined);
  }
  expect(told.flatMap(({ parts }) => parts)).toEqual(['part']);
  expect(told.at(-1)?.parts).toEqual(['part']);
});
