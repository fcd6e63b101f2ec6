import { describe, expect, it } from 'vitest';
import { filesOf, finderIn, headOf, manifestText, noManifest, readManifest } from './manifest.ts';
import type { Manifest, Row } from './manifest.ts';
import { stateIn } from './tree.ts';

const rowOf = (path: string, at: number, group?: string): Row => ({
  path,
  key: `key ${path}`,
  state: [at, 2 ** 40 + at, 1795479455834.0366 + at / 4096, -0.25 * (at + 1)],
  pieces: at % 7 === 3 ? [[`piece ${String(at)}`, at, 5]] : undefined,
  group,
});
const textOf = (rows: readonly Row[], ...same: Uint8Array[]): Buffer =>
  Buffer.concat(manifestText(rows, 'tool', same).map((part) => Buffer.from(part)));
/** What a manifest tells, as rows by path. */
function told(manifest: Manifest): Map<string, Row> {
  const all = [...manifest.groups.values()].flatMap(({ runs }) => [...filesOf(manifest, runs)]);
  return new Map(all.map(({ row, ...file }) => [file.path, { ...file, state: stateIn(manifest.states, row) }]));
}

/** More than a line of one group, in many folders, which groups share. */
const rows = [
  ...Array.from({ length: 2600 }, (_, at) => rowOf(`a/${String(at % 41)}/${String(at)}`, at, 'large')),
  ...Array.from({ length: 30 }, (_, at) => rowOf(`a/${String(at)}/of the small one`, at, 'small')),
  ...['top', 'a/0/of none', '__proto__', 'a/__proto__/constructor', 'ключ/имя.json', 'a/"quoted"\n, in two lines', ' '].map((path, at) =>
    rowOf(path, at),
  ),
];

describe('what a manifest tells', () => {
  it('is what was said, to the last bit of a state, of every file and by its path', () => {
    const manifest = readManifest(textOf(rows), 'tool');
    expect(told(manifest)).toEqual(new Map(rows.map((row) => [row.path, row])));
    const find = finderIn(manifest);
    for (const { state, ...row } of rows) {
      const found = find(row.path);
      expect(found).toMatchObject(row);
      expect(stateIn(manifest.states, found?.row ?? -1)).toEqual(state);
    }
    for (const path of ['', 'a', 'a/', 'a/0', 'a/0/', '/top', 'top/', 'a/0/2601', '1/41', 'constructor', 'toString', 'a//0'])
      expect(find(path), path).toBeUndefined();
    expect(Array.from(manifest.groups, ([group, { size }]) => [group, size])).toEqual([
      ['large', 2600],
      ['small', 30],
      [undefined, 7],
    ]);
  });

  it('holds for lines that are handed on as they are', () => {
    const text = textOf(rows);
    const lines = readManifest(text, 'tool').groups.get('large')?.lines ?? [];
    expect(lines.length).toBe(3);
    const next = textOf(
      rows.filter(({ group }) => group !== 'large'),
      ...lines.map(([from, to]) => text.subarray(from, to)),
    );
    expect(told(readManifest(next, 'tool'))).toEqual(new Map(rows.map((row) => [row.path, row])));
  });

  it('is nothing to another tool, nor where a byte of it is another', () => {
    const text = textOf(rows);
    expect(headOf(text, 'tool')).toBe(text.toString('utf8', 0, text.indexOf('\n')));
    expect(readManifest(text, 'another')).toBe(noManifest);
    text[text.length - 9] = (text[text.length - 9] ?? 0) ^ 1;
    expect(readManifest(text, 'tool')).toBe(noManifest);
    expect(readManifest(Buffer.alloc(0), 'tool')).toBe(noManifest);
  });
});
