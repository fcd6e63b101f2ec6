import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { built } from './fixtures/built.ts';
import type { Done } from './fixtures/built.ts';
import { cacheFolder } from './folder.ts';
import { surveyOf } from './survey.ts';

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'errdex-last-'));
  target = join(root, 'dist');
});
afterEach(() => rmSync(root, { recursive: true }));

/**
 * A build of groups of files.
 * @param before is done when the last output was looked at
 */
async function build(groups: Record<string, readonly string[]>, before: () => Promise<unknown> = () => Promise.resolve()): Promise<Done> {
  const survey = await surveyOf(target, 'tool');
  await before();
  return built(survey, target, Object.entries(groups));
}

const files = (folder = target): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

describe('files that were made together', () => {
  const groups = { one: ['1/a', '1/b', '1/c'], two: ['2/a', '2/b'] };

  it('are taken over together, as often as one likes', async () => {
    expect(await build(groups)).toEqual({ together: [0, 0], made: ['1/a', '1/b', '1/c', '2/a', '2/b'] });
    for (let time = 0; time < 4; time += 1) {
      expect(await build(groups)).toEqual({ together: [3, 2], made: [] });
      expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
    }
  });

  it('are taken over one by one where what they are made from together has changed, and together by the next', async () => {
    await build(groups);
    const changed = { three: ['1/a', '1/d', '1/c'], two: groups.two };
    expect(await build(changed)).toEqual({ together: [0, 2], made: ['1/d'] });
    expect(files()).toEqual(['1/a', '1/c', '1/d', '2/a', '2/b']);
    expect(await build(changed)).toEqual({ together: [3, 2], made: [] });
  });

  it('are taken over one by one where somebody has touched one of them, which is made again', async () => {
    for (const time of ['first', 'later']) {
      await build(groups);
      writeFileSync(join(target, '1/b'), `touched a ${time} time`);
      expect(await build(groups)).toEqual({ together: [0, 2], made: ['1/b'] });
      expect(readFileSync(join(target, '1/b'), 'utf8')).toBe('1/b');
      expect(await build(groups)).toEqual({ together: [3, 2], made: [] });
    }
  });

  it('are no group where one of them is gone', async () => {
    await build(groups);
    rmSync(join(target, '2/b'));
    expect(await build(groups)).toEqual({ together: [3, 0], made: ['2/b'] });
    expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
  });

  it('are those of the last output where another build has been there since it was looked at', async () => {
    const others = { one: groups.one, two: ['2/a', '2/c'] };
    await build(groups);
    await build(groups);
    await build(groups, () => build(others));
    expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
    // Whatever is known now is true.
    await build(groups);
    expect(await build(groups)).toEqual({ together: [3, 2], made: [] });
    expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
  });

  it('are told anew where the manifest is damaged between the look at it and the end of the build', async () => {
    await build(groups);
    const manifest = join(cacheFolder(target), 'manifest');
    const damage = (): Promise<void> => Promise.resolve(writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('1/b', '1/x')));
    expect(await build(groups, damage)).toEqual({ together: [3, 2], made: [] });
    expect(readFileSync(manifest, 'utf8')).not.toContain('1/x');
    expect(await build(groups)).toEqual({ together: [3, 2], made: [] });
  });

  it('are nothing to a tool of another version', async () => {
    await build(groups);
    const manifest = join(cacheFolder(target), 'manifest');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(' tool ', ' another '));
    expect(await build(groups)).toEqual({ together: [0, 0], made: ['1/a', '1/b', '1/c', '2/a', '2/b'] });
  });

  it('are taken over together where they fill more than a line of the manifest, which says the same again', async () => {
    const many = { ...groups, many: Array.from({ length: 2500 }, (_, at) => `many/${String(at % 90)}/${String(at)}`) };
    await build(many);
    const manifest = join(cacheFolder(target), 'manifest');
    const lines = (): string[] => readFileSync(manifest, 'utf8').split('\n').slice(1).toSorted();
    const before = lines();
    for (let time = 0; time < 3; time += 1) {
      expect(await build(many)).toEqual({ together: [3, 2, 2500], made: [] });
      // The first links each file for the build after it, which changes how they lie; from then on nothing does.
      expect(lines()).toEqual(before);
    }
    rmSync(join(target, 'many/89/2429'));
    const changed = await build(many);
    expect(changed).toEqual({ together: [3, 2, 0], made: ['many/89/2429'] });
    expect(await build(many)).toEqual({ together: [3, 2, 2500], made: [] });
    expect(files()).toEqual(Object.values(many).flat().toSorted());
  });

  it('are taken over from the links to them where the output was put elsewhere, and by the build after that', async () => {
    await build(groups);
    await build(groups);
    renameSync(target, join(root, 'elsewhere'));
    for (let time = 0; time < 3; time += 1) {
      expect(await build(groups)).toEqual({ together: [3, 2], made: [] });
      expect(files()).toEqual(['1/a', '1/b', '1/c', '2/a', '2/b']);
      expect(files(join(cacheFolder(target), 'spare'))).toEqual(files());
    }
  });
});
