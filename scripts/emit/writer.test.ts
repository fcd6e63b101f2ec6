import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder } from '../cache/folder.ts';
import { surveyOf } from '../cache/survey.ts';
import { leftovers, temporaryName } from './leftovers.ts';
import type { FreshFolder } from './writer.ts';
import { withFreshFolder, writeAll } from './writer.ts';

const scratch = await realpath(await mkdtemp(join(tmpdir(), 'errdex-writer-')));
afterAll(() => rm(scratch, { recursive: true }));
const out = join(scratch, 'dist');
const rules = (stage: { diagnostics: readonly { rule: string }[] }) => stage.diagnostics.map((one) => one.rule);
const old = () => readFile(join(out, 'old.txt'), 'utf8');

beforeEach(async () => {
  for (const name of await readdir(scratch)) await rm(join(scratch, name), { recursive: true });
  await writeAll(out, [{ path: 'old.txt', content: 'old' }]);
});

describe('writeAll', () => {
  it('replaces the folder as a whole', async () => {
    const files = [
      { path: 'a.txt', content: 'a' },
      { path: 'b/c/d.txt', content: 'd' },
    ];
    expect(await writeAll(out, files, { base: '/docs' })).toEqual({ value: 2, diagnostics: [] });
    expect((await readdir(out, { recursive: true })).toSorted()).toEqual(['.errdex', 'a.txt', 'b', 'b/c', 'b/c/d.txt']);
    expect(await readFile(join(out, '.errdex'), 'utf8')).toBe('{"generator":"errdex","base":"/docs"}\n');
    expect(await readdir(scratch)).toEqual(['dist']);
  });

  it.each(['../x', '/x', 'a/../../x', 'a//x', './x', 'C:/x', 'a\\x', 'a\0x', ''])(
    'refuses the path %j and leaves the old output',
    async (path) => {
      expect(rules(await writeAll(out, [{ path, content: '' }]))).toEqual(['output-path']);
      expect(await old()).toBe('old');
      expect(await readdir(scratch)).toEqual(['dist']);
    },
  );

  it.each([
    ['a.txt', 'a.txt'],
    ['a', 'a/b'],
    ['a/b', 'a'],
  ])('refuses %s and %s in one output', async (one, two) => {
    const stage = await writeAll(
      out,
      [one, two].map((path) => ({ path, content: path })),
    );
    expect(rules(stage)).toEqual(['output-path']);
    expect(await old()).toBe('old');
  });

  it('refuses a folder or file that it has not written', async () => {
    const foreign = join(scratch, 'foreign');
    await mkdir(foreign);
    await writeFile(join(foreign, 'thesis.txt'), 'years of work');
    expect(rules(await writeAll(foreign, []))).toEqual(['output-foreign']);
    expect(rules(await writeAll(join(foreign, 'thesis.txt'), []))).toEqual(['output-foreign']);
    expect(await readFile(join(foreign, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('takes an empty folder, and makes missing ones', async () => {
    await mkdir(join(scratch, 'empty'));
    for (const name of ['empty', 'deep/er/dist']) expect((await writeAll(join(scratch, name), [{ path: 'x', content: '' }])).value).toBe(1);
  });

  it('follows a link to the folder', async () => {
    await symlink(out, join(scratch, 'link'));
    await writeAll(join(scratch, 'link'), [{ path: 'new.txt', content: 'new' }]);
    expect(await readFile(join(out, 'new.txt'), 'utf8')).toBe('new');
  });

  it('says so where it cannot write', async () => {
    await writeFile(join(scratch, 'file'), '');
    expect(rules(await writeAll(join(scratch, 'file/dist'), []))).toEqual(['output-failed']);
  });
});

describe('what a build has linked for the next one', () => {
  /** Which folders of links there are while a build that has nothing to start with is under way, and behind it. */
  async function linked(diagnostics: Awaited<ReturnType<typeof writeAll>>['diagnostics']): Promise<string[][]> {
    const spare = join(cacheFolder(out), 'spare');
    const files = async (): Promise<string[]> => await readdir(spare).catch(() => []);
    const seen: string[][] = [];
    await withFreshFolder(
      out,
      {},
      async (folder) => {
        await folder.write([{ path: 'a.txt', content: 'a', madeFrom: ['a'] }]);
        await folder.last?.ahead(new AbortController().signal);
        seen.push(await files());
        const { value = 0 } = await folder.write([{ path: 'b.txt', content: 'b', madeFrom: ['b'] }]);
        return { value, diagnostics };
      },
      { survey: await surveyOf(out, 'tool'), prints: { of: (things) => things.join() } },
    );
    return [...seen, await files()];
  }

  it('stays behind one that was right', async () => {
    expect(await linked([])).toEqual([['a.txt'], ['a.txt', 'b.txt']]);
  });

  it('takes no room behind one that was not', async () => {
    const at = { unit: '', path: [] };
    expect(await linked([{ rule: 'output-failed', severity: 'error', message: 'late', at }])).toEqual([['a.txt'], []]);
    expect(await old()).toBe('old');
  });
});

describe('files of a group that was taken over as a whole', () => {
  const group = { madeFrom: ['group'], files: ['a.txt', 'b/c.txt'].map((path) => ({ path, content: path, madeFrom: [path] })) };
  const write = async (...files: Parameters<FreshFolder['write']>[0][]): ReturnType<typeof writeAll> =>
    await withFreshFolder(out, {}, async (folder) => await folder.write(files.flatMap((some) => [...some])), {
      survey: await surveyOf(out, 'tool'),
      prints: { of: (things) => things.join() },
    });

  it.each([
    ['the same path', 'b/c.txt'],
    ['the path of a folder around it', 'b'],
    ['a path below it', 'a.txt/below'],
  ])('are not given way to another that wants %s', async (_, path) => {
    for (let time = 0; time < 3; time += 1) expect(await write([group])).toEqual({ value: 2, diagnostics: [] });
    for (const madeFrom of [[path], undefined]) {
      const { diagnostics } = await write([group], [{ path, content: 'other', ...(madeFrom && { madeFrom }) }]);
      expect(diagnostics.map(({ message }) => message)).toEqual([`two files want the path \`${path}\``]);
      expect(await readFile(join(out, 'a.txt'), 'utf8')).toBe('a.txt');
      expect(await readFile(join(out, 'b/c.txt'), 'utf8')).toBe('b/c.txt');
      // Nor is there any other way round.
      expect(rules(await write([{ path, content: 'other', ...(madeFrom && { madeFrom }) }], [group]))).toEqual(['output-path']);
    }
    expect(await write([group])).toEqual({ value: 2, diagnostics: [] });
    expect((await readdir(out, { recursive: true })).toSorted()).toEqual(['.errdex', 'a.txt', 'b', 'b/c.txt']);
  });
});

describe('withFreshFolder', () => {
  const broken = { rule: 'x', severity: 'error' as const, message: 'x', at: { unit: '', path: [] } };

  it.each([
    ['no value', () => Promise.resolve({ diagnostics: [] })],
    ['an error', () => Promise.resolve({ value: 1, diagnostics: [broken] })],
  ])('keeps the old output when the filler gives %s', async (_name, fill) => {
    await withFreshFolder(out, {}, fill);
    expect(await old()).toBe('old');
    expect(await readdir(scratch)).toEqual(['dist']);
  });

  it('keeps it when the filler throws, and lets the exception pass', async () => {
    await expect(withFreshFolder(out, {}, () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(await old()).toBe('old');
    expect(await readdir(scratch)).toEqual(['dist']);
  });

  it('keeps it when the process is killed while writing; the next run clears up', async () => {
    const script = `const { withFreshFolder } = await import(${JSON.stringify(new URL('writer.ts', import.meta.url).href)});
      await withFreshFolder(${JSON.stringify(out)}, {}, async (folder) => {
        await folder.write([{ path: 'new.txt', content: 'new' }]);
        console.log('half way');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(leftovers(await readdir(scratch), 'dist')).toMatchObject([{ kind: 'new', process: child.pid }]);
    // Of a live process: not ours to clear.
    await writeAll(out, [{ path: 'old.txt', content: 'old' }]);
    expect(leftovers(await readdir(scratch), 'dist')).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await old()).toBe('old');
    await writeAll(out, [{ path: 'next.txt', content: 'next' }]);
    expect(await readdir(scratch)).toEqual(['dist']);
  });

  it('puts the old output back when a run was killed between the two renames', async () => {
    const dead = 2 ** 22 + 1; // Above the highest process id of Linux.
    await mkdir(join(scratch, temporaryName('dist', 'new', dead)));
    const aside = join(scratch, temporaryName('dist', 'old', dead));
    await mkdir(aside);
    await writeFile(join(aside, 'old.txt'), 'older');
    await writeFile(join(aside, '.errdex'), '{"generator":"errdex"}');
    await rm(out, { recursive: true });
    await withFreshFolder(out, {}, () => Promise.resolve({ diagnostics: [] }));
    expect(await old()).toBe('older');
    expect(await readdir(scratch)).toEqual(['dist']);
  });
});
