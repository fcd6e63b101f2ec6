import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leftovers } from '../emit/leftovers.ts';
import { hashes, start } from './processes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-killed-'));
const catalogs = ['old', 'new'].map((name) => join(scratch, `catalog-${name}`));
const published = join(scratch, 'public');
const out = join(published, 'dist');
const build = (catalog: string, to: string, site = false) =>
  start(['build', ...(site ? [] : ['--no-site']), '--quiet', '--catalog', catalog, '--out', to], {}, scratch);

/** A catalog of several hundred codes: its output takes long enough to be met while it is written. */
function writeCatalog(folder: string, title: string): void {
  mkdirSync(join(folder, 'shop'), { recursive: true });
  const code = (at: number) =>
    `  CODE_${at}: { title: ${title} number ${at}, status: 400, category: server, retry: { when: never }, effect: nothing, actor: client }\n`;
  const head = 'service: shop\ntitle: Shop\nenvelopes: { http: { transport: http, status: $status, body: { code: $code } } }\ncodes:\n';
  writeFileSync(join(folder, 'shop/service.yaml'), head + Array.from({ length: 300 }, (_, at) => code(at)).join(''));
}

beforeAll(() => {
  for (const [at, catalog] of catalogs.entries()) writeCatalog(catalog, at === 0 ? 'Old' : 'New');
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** When to kill: after so many milliseconds, as soon as the new folder is begun, or as soon as the published folder is another one. */
type Moment = number | 'new' | 'swap';

async function moment(when: Moment, id: number | undefined, over: () => boolean): Promise<void> {
  if (typeof when === 'number') return await sleep(when);
  const before = inode();
  const isNew = (): boolean => leftovers(readdirSync(published), 'dist').some(({ kind, process: maker }) => kind === 'new' && maker === id);
  while (!over() && !(when === 'new' ? isNew() : inode() !== before)) await sleep(0);
}

const inode = (): number | undefined => statSync(out, { throwIfNoEntry: false })?.ino;
/** Linux exchanges two folders in one step; elsewhere there is a moment between two renames. */
const inOneStep = process.platform === 'linux';

describe('a build that is killed', () => {
  const every = (from: number, step: number, count: number) => Array.from({ length: count }, (_, at) => from + at * step);
  const signals = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const;
  const few = Number(process.env['KILLED_FEW'] ?? '1');

  it.each([
    // Spread over the whole run of about a second, and close around the writing and the swap.
    { site: false, moments: [...every(50, 60, 24), ...Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 'new' : 'swap') as Moment)] },
    // While Astro works, which takes some seconds.
    { site: true, moments: [...every(800, 350, 12), 'swap' as const, 'swap' as const] },
  ])(
    'leaves the old folder or the new one, whole; the next build clears up (site: $site)',
    { timeout: 400_000 },
    async ({ site, moments }) => {
      const wanted = moments.slice(0, Math.ceil(moments.length * few));
      const whole: Record<string, string>[] = [];
      for (const catalog of catalogs) {
        expect((await build(catalog, out, site).ended).code).toBe(0);
        whole.push(hashes(out));
      }
      const seen = { old: 0, new: 0, aside: 0 };
      let current = 1;
      for (const [at, when] of wanted.entries()) {
        const { child, ended } = build(catalogs[1 - current] ?? '', out, site);
        let over = false;
        void ended.then(() => (over = true));
        await moment(when, child.pid, () => over);
        child.kill(signals[at % signals.length]);
        await ended;
        if (!existsSync(out) && !inOneStep) {
          // Between two renames, the old folder stands aside, whole: the next build, or a hand, puts it back.
          const aside = leftovers(readdirSync(published), 'dist').find(({ kind }) => kind === 'old');
          renameSync(join(published, aside?.name ?? ''), out);
          seen.aside += 1;
        }
        const found = hashes(out);
        const is = [0, 1].find((one) => JSON.stringify(whole[one]) === JSON.stringify(found));
        expect(is, `killed by ${signals[at % signals.length]} at ${when}: neither old nor new`).toBeDefined();
        seen[is === current ? 'old' : 'new'] += 1;
        current = is ?? current;
      }
      process.stdout.write(
        `killed: ${wanted.length} builds ${site ? 'with' : 'without'} pages by ${signals.join(', ')}: the old folder ${seen.old} times, the new one ${seen.new} times; ${seen.aside} times between two renames\n`,
      );
      expect(seen.old).toBeGreaterThan(0);
      expect((await build(catalogs[0] ?? '', out, site).ended).code).toBe(0);
      expect(hashes(out)).toEqual(whole[0]);
      expect(readdirSync(published)).toEqual(['.dist.errdex-cache', 'dist']);
    },
  );

  it.runIf(inOneStep)('never leaves a moment without a published folder', async () => {
    let [looks, missed] = [0, 0];
    for (const catalog of [...catalogs, ...catalogs]) {
      const running = { isOver: false };
      void build(catalog, out).ended.then(() => (running.isOver = true));
      for (; !running.isOver; looks += 1) {
        if (!existsSync(join(out, 'catalog.json'))) missed += 1;
        if (looks % 500 === 0) await sleep(0);
      }
    }
    expect(looks).toBeGreaterThan(1000);
    expect(missed).toBe(0);
  });
});

describe('a build that cannot write', () => {
  it.each(['full', 'read-only'] as const)('for a %s disk leaves the old folder', async (kind) => {
    const disk = mountedDisk(kind);
    const to = join(disk.folder, 'dist');
    const first = await build(catalogs[0] ?? '', to).ended;
    const before = existsSync(to) ? hashes(to) : {};
    disk.spoil();
    const { code, said } = await build(catalogs[1] ?? '', to).ended;
    const after = existsSync(to) ? hashes(to) : {};
    disk.remove();
    expect(first.code === 0 || !disk.isReal).toBe(true);
    expect(said).toMatch(/error\[output-failed\]/);
    expect(said).not.toMatch(/\n\s+at |internal error/);
    expect(code).toBe(1);
    expect(after).toEqual(before);
  });

  it.each([
    ['whose name is too long', () => join(scratch, 'x'.repeat(300), 'dist')],
    [
      'behind a link to itself',
      () => {
        symlinkSync(join(scratch, 'loop'), join(scratch, 'loop'));
        return join(scratch, 'loop', 'dist');
      },
    ],
  ])('into a folder %s says so', async (_, to) => {
    const { code, said } = await build(catalogs[0] ?? '', to()).ended;
    expect(said).toMatch(/error\[output-failed\]/);
    expect(said).not.toMatch(/\n\s+at |internal error/);
    expect(code).toBe(1);
  });
});

/** A disk of its own that can be filled or made read-only. Where this user may mount none, the file system of the kernel, which takes no files from anybody. */
function mountedDisk(kind: 'full' | 'read-only'): { folder: string; isReal: boolean; spoil: () => void; remove: () => void } {
  const folder = join(scratch, `disk-${kind}`);
  const mount = (...args: string[]): void => {
    execFileSync('mount', [...args, folder], { stdio: 'ignore' });
  };
  mkdirSync(folder);
  try {
    mount('-t', 'tmpfs', '-o', 'size=64m', 'tmpfs');
  } catch {
    return { folder: '/proc/self', isReal: false, spoil: () => undefined, remove: () => undefined };
  }
  return {
    folder,
    isReal: true,
    spoil: () => {
      if (kind === 'read-only') mount('-o', 'remount,ro');
      else execFileSync('sh', ['-c', 'dd if=/dev/zero of="$0/filler" bs=64k 2>/dev/null; truncate -s -200000 "$0/filler"', folder]);
    },
    remove: () => {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
    },
  };
}
