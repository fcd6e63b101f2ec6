import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { built } from './fixtures/built.ts';
import { cacheFolder } from './folder.ts';
import { filesOf, noManifest } from './manifest.ts';
import type { Survey } from './survey.ts';
import { surveyOf } from './survey.ts';

let root: string;
let target: string;
let spare: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'errdex-survey-'));
  target = join(root, 'dist');
  spare = join(cacheFolder(target), 'spare');
});
afterEach(() => rmSync(root, { recursive: true }));

/** A build that makes two files. */
async function build(survey = surveyOf(target, 'tool')): Promise<{ made: string[] }> {
  return built(await survey, target, [[undefined, ['a', 'sub/b']]]);
}

/** Files that lie as the last build has left them. */
function shared({ manifest, spare: seen }: Survey): string[] {
  const files = [...manifest.groups.values()].flatMap(({ runs }) => [...filesOf(manifest, runs)]);
  return files.flatMap(({ path, row }) => (seen?.shared[row] === 1 ? [path] : [])).toSorted();
}

describe('looking at the cache of an output', () => {
  it('tells which files of the output before the last can be taken over, and changes nothing', async () => {
    await build();
    await build();
    writeFileSync(join(spare, 'stranger'), 'x');
    mkdirSync(join(spare, 'empty'));
    const before = readdirSync(root, { recursive: true });
    const survey = await surveyOf(target, 'tool');
    expect(shared(survey)).toEqual(['a', 'sub/b']);
    expect(survey.spare).toMatchObject({ path: spare, others: ['stranger'], empty: ['empty/'] });
    expect(readdirSync(root, { recursive: true })).toEqual(before);
  });

  it('finds nothing to start with where there is none, or where another tool has left it', async () => {
    expect((await surveyOf(target, 'tool')).manifest.names.length).toBe(0);
    await build();
    expect((await surveyOf(target, 'tool')).manifest.names.length).toBe(2);
    expect(await surveyOf(target, 'another')).toEqual({
      folder: cacheFolder(target),
      identity: 'another',
      manifest: noManifest,
    });
  });

  it('is void where another build has been there since: the output is made anew rather than from files that nobody has looked at', async () => {
    await build();
    await build();
    const seen = surveyOf(target, 'tool');
    await seen;
    // It takes the spare folder and leaves another.
    await build();
    rmSync(join(spare, 'a'));
    writeFileSync(join(spare, 'a'), 'not what stands in the output');
    expect((await build(seen)).made).toEqual(['a', 'sub/b']);
    expect(new Set(readdirSync(target, { recursive: true, encoding: 'utf8' }))).toEqual(new Set(['a', 'sub', 'sub/b']));
    expect(readFileSync(join(target, 'a'), 'utf8')).toBe('a');
    await build();
    expect((await build()).made).toEqual([]);
  });

  /** A file by each of many names, in two groups and in none. */
  const all: [string | undefined, string[]][] = [
    ['one', ['one/a', 'one/b', 'one/c', 'both/a', 'deep/er/a']],
    ['two', ['two/a', 'both/b']],
    [undefined, ['top', 'both/c']],
  ];
  const paths = all.flatMap(([, some]) => some);
  const stranger = (path: string): void => {
    mkdirSync(join(spare, path, '..'), { recursive: true });
    writeFileSync(join(spare, path), 'not of this output');
  };
  /** What lies in the spare folder otherwise than the last build has left it, and what is to be seen of that. */
  const changes: Record<string, { change: () => void; lost?: string[]; others?: string[]; empty?: string[] }> = {
    nothing: { change: () => undefined },
    'a file that is gone, and a stranger for it, so that there are as many': {
      change: () => {
        rmSync(join(spare, 'one/b'));
        stranger('one/x');
      },
      lost: ['one/b'],
      others: ['one/x'],
    },
    'a folder for a file, so that there are as many': {
      change: () => {
        rmSync(join(spare, 'one/b'));
        mkdirSync(join(spare, 'one/b'));
      },
      lost: ['one/b'],
      empty: ['one/b/'],
    },
    'a folder for a file, with strangers': {
      change: () => {
        rmSync(join(spare, 'both/b'));
        stranger('both/b/one/x');
      },
      lost: ['both/b'],
      others: ['both/b/one/x'],
    },
    'a file for a folder': {
      change: () => {
        rmSync(join(spare, 'deep/er'), { recursive: true });
        stranger('deep/er');
      },
      lost: ['deep/er/a'],
      others: ['deep/er'],
    },
    'a file that somebody has written to': {
      change: () => writeFileSync(join(spare, 'both/a'), 'touched'),
      lost: ['both/a'],
      others: ['both/a'],
    },
    'a copy of a file': {
      change: () => {
        const file = join(spare, 'top');
        cpSync(file, `${file}.copy`, { preserveTimestamps: true });
        renameSync(`${file}.copy`, file);
      },
      lost: ['top'],
      others: ['top'],
    },
    'a link to the file in its place': {
      change: () => {
        rmSync(join(spare, 'one/a'));
        symlinkSync(join(target, 'one/a'), join(spare, 'one/a'));
      },
      // That it has lost a link has changed the file itself, but it is not looked at here.
      lost: ['one/a'],
      others: ['one/a'],
    },
    'a link to a folder of the very same files in its place': {
      change: () => {
        renameSync(join(spare, 'one'), join(root, 'elsewhere'));
        symlinkSync(join(root, 'elsewhere'), join(spare, 'one'));
      },
      lost: ['one/a', 'one/b', 'one/c'],
      others: ['one'],
    },
    'a link to the folder around': {
      change: () => symlinkSync('..', join(spare, 'deep/er/up')),
      others: ['deep/er/up'],
    },
    'a folder emptied': {
      change: () => {
        for (const name of ['a', 'b', 'c']) rmSync(join(spare, 'one', name));
      },
      lost: ['one/a', 'one/b', 'one/c'],
      empty: ['one/'],
    },
    'a folder gone': { change: () => rmSync(join(spare, 'two'), { recursive: true }), lost: ['two/a'] },
    'strangers and empty folders that nobody knows of': {
      change: () => {
        for (const path of ['x', 'one/x', 'deep/x', 'new/x', 'deep/er/new/x/y']) stranger(path);
        for (const path of ['two/e', 'e/f/g']) mkdirSync(join(spare, path), { recursive: true });
      },
      others: ['deep/er/new/x/y', 'deep/x', 'new/x', 'one/x', 'x'],
      empty: ['e/f/g/', 'two/e/'],
    },
    'a folder between files gone, and another for it': {
      change: () => {
        rmSync(join(spare, 'deep/er'), { recursive: true });
        stranger('deep/other/a');
      },
      lost: ['deep/er/a'],
      others: ['deep/other/a'],
    },
  };

  it.each(Object.entries(changes))('sees %s', async (_, { change, lost = [], others = [], empty = [] }) => {
    for (let time = 0; time < 2; time += 1) built(await surveyOf(target, 'tool'), target, all);
    change();
    const survey = await surveyOf(target, 'tool');
    expect(shared(survey)).toEqual(paths.filter((path) => !lost.includes(path)).toSorted());
    expect(survey.spare?.others.toSorted()).toEqual(others);
    expect(survey.spare?.empty.toSorted()).toEqual(empty);
    built(survey, target, all);
    const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    expect(files.map((entry) => join(entry.parentPath, entry.name).slice(target.length + 1)).toSorted()).toEqual(paths.toSorted());
    for (const path of paths) expect(readFileSync(join(target, path), 'utf8')).toBe(path);
    // Nor is there a folder for nothing.
    const folders = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual(['both', 'deep', 'er', 'one', 'two']);
  });

  it.each(['files that it knows', 'strangers'])('gives others a turn while it looks at %s', async (what) => {
    const many = Array.from({ length: 3000 }, (_, at) => `many/${String(at)}`);
    for (let time = 0; time < 2; time += 1)
      built(await surveyOf(target, 'tool'), target, [['one', many.slice(0, what === 'strangers' ? 1 : 3000)]]);
    if (what === 'strangers') for (const path of many.slice(1)) stranger(path);
    let [turns, isDone] = [0, false];
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const survey = await surveyOf(target, 'tool');
    isDone = true;
    expect((survey.spare?.others.length ?? 0) + shared(survey).length).toBe(3000);
    expect(turns).toBeGreaterThanOrEqual(3000 / 512);
  });
});
