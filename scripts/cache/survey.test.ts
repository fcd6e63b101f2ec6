import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
});
