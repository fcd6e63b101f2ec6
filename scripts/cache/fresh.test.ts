import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begun, built } from './fixtures/built.ts';
import type { Begun, Done } from './fixtures/built.ts';
import { filesOf } from './manifest.ts';
import { surveyOf } from './survey.ts';

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'errdex-fresh-'));
  target = join(root, 'dist');
});
afterEach(() => rmSync(root, { recursive: true }));

const groups = { one: ['1/a', '1/b', '1/c'], two: ['2/a', '2/b'] };
const build = async (all: Record<string, readonly string[]> = groups): Promise<Done> =>
  built(await surveyOf(target, 'tool'), target, Object.entries(all));
const begin = async (): Promise<Begun> => begun(await surveyOf(target, 'tool'), target);
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
const isLinked = (fresh: string, path: string): boolean => statSync(join(fresh, path)).ino === statSync(join(target, path)).ino;

/** Writes a file in a way that would go through a link. */
function writeInPlace(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the folder that is filled', () => {
  it('begins with the very files of the last output, and loses those that nobody has kept', async () => {
    await build();
    await build();
    const { last, fresh, make, end } = await begin();
    expect(filesIn(fresh)).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
    for (const path of filesIn(fresh)) expect(isLinked(fresh, path)).toBe(true);
    expect(last.keepGroup('two')).toBe(2);
    expect(make('1/b')).toBe(false);
    last.finish();
    expect(filesIn(fresh)).toEqual(['1/b', '2/a', '2/b']);
    end();
    expect(await build({ two: groups.two })).toEqual({ together: [2], made: [] });
    expect(readdirSync(target)).toEqual(['2']);
  });

  it('has nothing where a file is to be made otherwise, so that none is written through a link into the last output', async () => {
    await build();
    await build();
    const { last, fresh, make, end } = await begin();
    expect(last.keep('1/b', 'other', { group: 'one' })).toBe(false);
    expect(existsSync(join(fresh, '1/b'))).toBe(false);
    last.made('1/b', 'other', { group: 'one' });
    writeInPlace(fresh, '1/b', 'other');
    expect(readFileSync(join(target, '1/b'), 'utf8')).toBe('1/b');
    // The others may be kept, but not as the group that they were.
    expect(last.keepGroup('one')).toBe(0);
    expect(['1/a', '1/c'].map((path) => make(path, 'one'))).toEqual([false, false]);
    expect(last.keepGroup('two')).toBe(2);
    end();
    expect(readFileSync(join(target, '1/b'), 'utf8')).toBe('other');
    expect(await build()).toEqual({ together: [3, 2], made: [] });
  });

  it('keeps no group of which somebody has kept or made a file', async () => {
    await build();
    await build();
    const { last, fresh, make } = await begin();
    expect(make('1/a')).toBe(false);
    last.made('2/b', 'other');
    expect(last.keepGroup('one')).toBe(0);
    expect(last.keepGroup('two')).toBe(0);
    last.finish();
    expect(filesIn(fresh)).toEqual(['1/a']);
  });

  it('gives no file of a kept group away, nor a group twice', async () => {
    await build();
    await build();
    const { last, fresh, make, end } = await begin();
    expect(last.keepGroup('one')).toBe(3);
    expect(last.keepGroup('one')).toBe(0);
    for (const key of ['made from 1/a', 'other', undefined]) expect(last.keep('1/a', key)).toBe(false);
    expect(isLinked(fresh, '1/a')).toBe(true);
    // Whoever wants it all the same is told that it is there.
    expect(() => make('1/a')).toThrow('EEXIST');
    // Nor is it linked once more where somebody has taken it away.
    rmSync(join(fresh, '1/c'));
    expect(last.keep('1/c', 'made from 1/c')).toBe(false);
    expect(existsSync(join(fresh, '1/c'))).toBe(false);
    end();
  });

  it('hands a group on one by one where one of its files was made otherwise after all', async () => {
    await build();
    await build();
    const { last, fresh, end } = await begin();
    expect(last.keepGroup('one')).toBe(3);
    rmSync(join(fresh, '1/a'));
    last.made('1/a', 'other');
    writeInPlace(fresh, '1/a', 'other');
    end();
    const { manifest } = await surveyOf(target, 'tool');
    const told = [...manifest.groups.values()].flatMap(({ runs }) =>
      Array.from(filesOf(manifest, runs), ({ path, group = 'none' }) => `${path} ${group}`),
    );
    expect(told.toSorted()).toEqual(['1/a none', '1/b none', '1/c none']);
    const next = await begin();
    expect(next.last.keepGroup('one')).toBe(0);
    expect(next.last.keep('1/a', 'other')).toBe(true);
    expect(['1/b', '1/c'].map((path) => next.make(path, 'one'))).toEqual([false, false]);
    next.end();
    expect(readFileSync(join(target, '1/a'), 'utf8')).toBe('other');
  });

  it.each([
    ['was said to be made, and is not there', 'key'],
    ['every build makes anew', undefined],
  ])('keeps the others of a group one by one where one file %s', async (_, key) => {
    const { last, fresh, make, end } = await begin();
    for (const path of groups.one) make(path, 'one');
    last.made('1/x', key, { group: 'one' });
    if (key === undefined) writeInPlace(fresh, '1/x', 'anew');
    end();
    expect(await build({ one: groups.one })).toEqual({ together: [0], made: [] });
    expect(filesIn(target)).toEqual(groups.one);
    expect(await build({ one: groups.one })).toEqual({ together: [3], made: [] });
  });

  it.each(['a whole group', 'one file'])('makes room for a folder where a file of %s stands', async (what) => {
    const before = { one: ['x/y', 'x/z'], two: ['2/a'] };
    await build(before);
    await build(before);
    const { last, fresh, make, end } = await begin();
    if (what === 'one file') expect(make('x/z')).toBe(false);
    expect(make('x/y/deep/file')).toBe(true);
    expect(last.keepGroup('one')).toBe(0);
    end();
    expect(filesIn(target)).toEqual(what === 'one file' ? ['x/y/deep/file', 'x/z'] : ['x/y/deep/file']);
    expect(existsSync(fresh)).toBe(false);
  });

  it('makes room for a file where a folder with files of groups stands, and theirs are no groups any more', async () => {
    const before = { one: ['x/y/a', 'x/y/deep/b', 'other/c'], two: ['x/yes'], three: ['x/y/c'] };
    await build(before);
    await build(before);
    const { last, make, end } = await begin();
    expect(make('x/y')).toBe(true);
    expect(last.keepGroup('one')).toBe(0);
    expect(last.keepGroup('three')).toBe(0);
    expect(last.keepGroup('two')).toBe(1);
    expect(make('other/c')).toBe(false);
    end();
    expect(filesIn(target)).toEqual(['other/c', 'x/y', 'x/yes']);
  });

  it('leaves a folder alone that holds files of a kept group', async () => {
    const before = { one: ['x/y/a', 'x/y/b'] };
    await build(before);
    await build(before);
    const { last, fresh, make, end } = await begin();
    expect(last.keepGroup('one')).toBe(2);
    expect(() => make('x/y')).toThrow(/EEXIST|EISDIR/);
    expect(() => make('x/y/a/below')).toThrow(/EEXIST|ENOTDIR/);
    expect(filesIn(fresh)).toEqual(['x/y/a', 'x/y/b']);
    end();
  });

  it.each([
    ['nobody has touched either', undefined, true],
    ['somebody has touched the other', 'picture', false],
    ['somebody has touched the first', 'page', false],
  ])('takes two files over that belong together, or none: %s', async (_, touched, isKept) => {
    const first = await begin();
    for (const path of ['page', 'picture', 'third']) {
      first.last.made(path, 'same', { group: 'pages' });
      writeInPlace(first.fresh, path, path);
    }
    first.end();
    if (touched !== undefined) writeInPlace(target, touched, 'touched');
    const { last, fresh, end } = await begin();
    expect(last.keep('page', 'same', { beside: 'picture' })).toBe(isKept);
    last.finish();
    expect(filesIn(fresh)).toEqual(isKept ? ['page', 'picture'] : []);
    expect(last.keep('picture', 'same')).toBe(false);
    end();
  });

  it('has pieces of a file that is made otherwise, from the last output, while nobody touches it there', async () => {
    const first = await begin();
    first.last.made('big', 'key', { pieces: [['piece', 0, 3]] });
    writeInPlace(first.fresh, 'big', 'big');
    first.end();
    const { last, fresh, end } = await begin();
    const pieces = { file: join(target, 'big'), rows: [['piece', 0, 3]] };
    expect(last.pieces('big')).toEqual(pieces);
    expect(last.keep('big', 'other')).toBe(false);
    expect(existsSync(join(fresh, 'big'))).toBe(false);
    // That its link is gone has changed it, but nothing in it.
    expect(last.pieces('big')).toEqual(pieces);
    writeInPlace(target, 'big', 'touched');
    expect(last.pieces('big')).toBeUndefined();
    expect(last.pieces('none')).toBeUndefined();
    end();
  });
});
