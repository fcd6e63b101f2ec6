import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { liesAs, stateAt, stateIn } from './tree.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-tree-'));
afterAll(() => rmSync(scratch, { recursive: true }));

it('a file lies as it did where every number of its state is the same, and it is a file', () => {
  const file = join(scratch, 'file');
  writeFileSync(file, 'content');
  const state: readonly number[] = stateAt(file) ?? [];
  expect(state).toHaveLength(4);
  const among = [1, 2, 3, 4, ...state, 5, 6, 7, 8];
  expect([0, 1, 2, 3].map((which) => liesAs(file, among, which))).toEqual([false, true, false, false]);
  expect(stateIn(among, 1)).toEqual(state);
  // Half a microsecond is the least that two times to a quarter of one can differ by for sure.
  for (const at of state.keys()) expect(liesAs(file, state.with(at, (state[at] ?? 0) + 0.0005), 0), `number ${String(at)}`).toBe(false);
  symlinkSync(file, join(scratch, 'link'));
  mkdirSync(join(scratch, 'folder'));
  for (const name of ['link', 'folder', 'none', 'file/below']) {
    expect(stateAt(join(scratch, name)), name).toBeUndefined();
    expect(liesAs(join(scratch, name), among, 1), name).toBe(false);
    // Nor does what is unknown lie like anything that is not there.
    expect(liesAs(join(scratch, name), [], 0), name).toBe(false);
  }
});
