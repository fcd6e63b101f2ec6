import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder } from './folder.ts';
import { openLast } from './last.ts';
import type { Last } from './last.ts';
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

/** A build that makes two files, each from what its name says. */
async function built(survey = surveyOf(target, 'tool')): Promise<{ kept: string[] }> {
  const fresh = join(root, 'fresh');
  const last: Last = openLast({ target, fresh, survey: await survey });
  const kept = ['a', 'sub/b'].filter((path) => {
    if (last.keep(path, `made from ${path}`)) return true;
    last.made(path, `made from ${path}`);
    mkdirSync(join(fresh, path, '..'), { recursive: true });
    writeFileSync(join(fresh, path), path, { flag: 'wx' });
    return false;
  });
  last.finish();
  const old = existsSync(target) ? join(root, 'old') : undefined;
  if (old !== undefined) renameSync(target, old);
  renameSync(fresh, target);
  last.remember(old);
  rmSync(join(root, 'old'), { recursive: true, force: true });
  return { kept };
}

describe('looking at the cache of an output', () => {
  it('tells which files of the output before the last can be taken over, and changes nothing', async () => {
    await built();
    await built();
    writeFileSync(join(spare, 'stranger'), 'x');
    mkdirSync(join(spare, 'empty'));
    const before = readdirSync(root, { recursive: true });
    const { spare: seen } = await surveyOf(target, 'tool');
    expect(seen).toMatchObject({ path: spare, shared: new Set(['a', 'sub/b']), others: ['stranger'], empty: ['empty/'] });
    expect(readdirSync(root, { recursive: true })).toEqual(before);
  });

  it('finds nothing to start with where there is none, or where another tool has left it', async () => {
    expect((await surveyOf(target, 'tool')).manifest.files.size).toBe(0);
    await built();
    expect((await surveyOf(target, 'tool')).manifest.files.size).toBe(2);
    expect(await surveyOf(target, 'another')).toEqual({
      folder: cacheFolder(target),
      identity: 'another',
      manifest: { files: new Map(), groups: new Map(), head: '' },
    });
  });

  it('is void where another build has been there since: the output is made anew rather than from files that nobody has looked at', async () => {
    await built();
    await built();
    const seen = surveyOf(target, 'tool');
    await seen;
    // It takes the spare folder and leaves another.
    await built();
    rmSync(join(spare, 'a'));
    writeFileSync(join(spare, 'a'), 'not what stands in the output');
    expect((await built(seen)).kept).toEqual([]);
    expect(new Set(readdirSync(target, { recursive: true, encoding: 'utf8' }))).toEqual(new Set(['a', 'sub', 'sub/b']));
    expect(readFileSync(join(target, 'a'), 'utf8')).toBe('a');
    await built();
    expect((await built()).kept).toEqual(['a', 'sub/b']);
  });
});
