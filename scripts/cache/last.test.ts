import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder } from './folder.ts';
import { openLast } from './last.ts';
import { surveyOf } from './survey.ts';

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'errdex-last-'));
  target = join(root, 'dist');
});
afterEach(() => rmSync(root, { recursive: true }));

/** What a build did: how many files it took over with each group, and those that it made. */
interface Done {
  readonly together: number[];
  readonly made: string[];
}

/**
 * A build of groups of files, each made from what its name says.
 * @param groups names of files by the group that they belong to; a group is asked for first
 * @param before is done when the last output was looked at
 */
async function built(groups: Record<string, readonly string[]>, before: () => Promise<unknown> = () => Promise.resolve()): Promise<Done> {
  const fresh = join(root, 'fresh');
  const survey = await surveyOf(target, 'tool');
  await before();
  const last = openLast({ target, fresh, survey });
  const done: Done = { together: [], made: [] };
  for (const [group, paths] of Object.entries(groups)) {
    const kept = last.keepGroup(group);
    done.together.push(kept);
    for (const path of kept > 0 ? [] : paths) {
      if (last.keep(path, `made from ${path}`, { group })) continue;
      last.made(path, `made from ${path}`, { group });
      mkdirSync(join(fresh, path, '..'), { recursive: true });
      writeFileSync(join(fresh, path), path, { flag: 'wx' });
      done.made.push(path);
    }
  }
  last.finish();
  const old = existsSync(target) ? join(root, 'old') : undefined;
  if (old !== undefined) renameSync(target, old);
  renameSync(fresh, target);
  last.remember(old);
  rmSync(join(root, 'old'), { recursive: true, force: true });
  return done;
}

const files = (): string[] =>
  readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(target.length + 1))
    .toSorted();

describe('files that were made together', () => {
  const groups = { one: ['1/a', '1/b', '1/c'], two: ['2/a', '2/b'] };

  it('are taken over together, as often as one likes', async () => {
    expect(await built(groups)).toEqual({ together: [0, 0], made: ['1/a', '1/b', '1/c', '2/a', '2/b'] });
    for (let time = 0; time < 4; time += 1) {
      expect(await built(groups)).toEqual({ together: [3, 2], made: [] });
      expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
    }
  });

  it('are taken over one by one where what they are made from together has changed, and together by the next', async () => {
    await built(groups);
    const changed = { three: ['1/a', '1/d', '1/c'], two: groups.two };
    expect(await built(changed)).toEqual({ together: [0, 2], made: ['1/d'] });
    expect(files()).toEqual(['1/a', '1/c', '1/d', '2/a', '2/b']);
    expect(await built(changed)).toEqual({ together: [3, 2], made: [] });
  });

  it('are taken over one by one where somebody has touched one of them, which is made again', async () => {
    for (const time of ['first', 'later']) {
      await built(groups);
      writeFileSync(join(target, '1/b'), `touched a ${time} time`);
      expect(await built(groups)).toEqual({ together: [0, 2], made: ['1/b'] });
      expect(readFileSync(join(target, '1/b'), 'utf8')).toBe('1/b');
      expect(await built(groups)).toEqual({ together: [3, 2], made: [] });
    }
  });

  it('are no group where one of them is gone', async () => {
    await built(groups);
    rmSync(join(target, '2/b'));
    expect(await built(groups)).toEqual({ together: [3, 0], made: ['2/b'] });
    expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
  });

  it('are those of the last output where another build has been there since it was looked at', async () => {
    const others = { one: groups.one, two: ['2/a', '2/c'] };
    await built(groups);
    await built(groups);
    await built(groups, () => built(others));
    expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
    // Whatever is known now is true.
    await built(groups);
    expect(await built(groups)).toEqual({ together: [3, 2], made: [] });
    expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
  });

  it('are nothing to a tool of another version', async () => {
    await built(groups);
    const manifest = join(cacheFolder(target), 'manifest');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(' tool ', ' another '));
    expect(await built(groups)).toEqual({ together: [0, 0], made: ['1/a', '1/b', '1/c', '2/a', '2/b'] });
  });
});
