import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spareOf } from './spare.ts';
import type { NewSpare } from './spare.ts';

const going = new AbortController().signal;
let root: string;
let path: string;
let claimed: Map<string, { key: string | undefined }>;
let spare: NewSpare;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'errdex-spare-'));
  path = join(root, 'cache/spare');
  claimed = new Map();
  spare = spareOf(path, claimed);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Puts files into the output, and claims them. */
function write(paths: readonly string[]): void {
  for (const one of paths) {
    mkdirSync(dirname(join(root, 'fresh', one)), { recursive: true });
    writeFileSync(join(root, 'fresh', one), one);
    claimed.set(one, { key: 'key' });
  }
}
const linked = (): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();

describe('the start of the next build', () => {
  it('has what was there when it was begun, and what came later', async () => {
    write(['index.html', 'a/b/c.json', 'a/d.json']);
    await spare.begin(join(root, 'fresh'), going);
    expect(linked()).toEqual(['a/b/c.json', 'a/d.json', 'index.html']);
    write(['a/b/e.json', 'f/g.json']);
    spare.finish(join(root, 'fresh'));
    expect(linked()).toEqual(['a/b/c.json', 'a/b/e.json', 'a/d.json', 'f/g.json', 'index.html']);
    for (const one of linked()) expect(statSync(join(path, one)).ino).toBe(statSync(join(root, 'fresh', one)).ino);
  });

  it('is linked from wherever the output stands by then, and stays', async () => {
    write(['a', 'b']);
    await spare.begin(join(root, 'fresh'), going);
    write(['c']);
    mkdirSync(join(root, 'dist'));
    for (const one of ['a', 'b', 'c']) writeFileSync(join(root, 'dist', one), 'moved');
    rmSync(join(root, 'fresh'), { recursive: true });
    spare.finish(join(root, 'dist'));
    spare.forget();
    expect(linked()).toEqual(['a', 'b', 'c']);
    expect(statSync(join(path, 'c')).ino).toBe(statSync(join(root, 'dist/c')).ino);
  });

  it('lacks files that every build makes anew', () => {
    write(['a', 'b']);
    claimed.set('b', { key: undefined });
    spare.finish(join(root, 'fresh'));
    expect(linked()).toEqual(['a']);
  });

  it('takes the place of whatever stood there', () => {
    mkdirSync(join(path, 'old'), { recursive: true });
    write(['a']);
    spare.finish(join(root, 'fresh'));
    expect(readdirSync(path)).toEqual(['a']);
  });

  it('gives others a turn: files that are claimed meanwhile are linked too, and a signal ends it', async () => {
    write(Array.from({ length: 600 }, (_, at) => `group-${String(at % 7)}/${String(at)}`));
    const stop = new AbortController();
    const begun = spare.begin(join(root, 'fresh'), stop.signal);
    setImmediate(() => write(['late']));
    await begun;
    expect(linked()).toHaveLength(601);
    spare.forget();

    const second = spareOf(path, claimed);
    const ended = second.begin(join(root, 'fresh'), stop.signal);
    stop.abort();
    await ended;
    expect(linked()).toHaveLength(256);
  });

  it('is gone where nothing comes of the build', async () => {
    write(['a', 'b/c']);
    await spare.begin(join(root, 'fresh'), going);
    spare.forget();
    expect(existsSync(path)).toBe(false);
  });

  it.each(['begun', 'finished'])('is not there at all where a file cannot be linked when it is %s', async (when) => {
    write(['a']);
    if (when === 'finished') await spare.begin(join(root, 'fresh'), going);
    claimed.set('missing', { key: 'key' });
    if (when === 'begun') await spare.begin(join(root, 'fresh'), going);
    claimed.delete('missing');
    if (when === 'finished') claimed.set('missing too', { key: 'key' });
    spare.finish(join(root, 'fresh'));
    expect(existsSync(path)).toBe(false);
  });
});
