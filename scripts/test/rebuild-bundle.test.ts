import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cacheFolder } from '../cache/folder.ts';
import { hashes } from './processes.ts';
import { startingCatalog } from './rebuild/edits.ts';
import type { Editable } from './rebuild/edits.ts';
import { project } from './rebuild/project.ts';

const made = project();
afterAll(() => made.remove());
const programs = join(cacheFolder(made.out), 'programs');

/** Every build with Astro and its bundler keeps the bundle anew: its list is newer then. */
function bundle(): string {
  return existsSync(programs)
    ? readdirSync(programs)
        .map((key) => `${key} ${String(statSync(join(programs, key, 'list'), { bigint: true }).mtimeNs)}`)
        .join()
    : '';
}

async function same(catalog: Editable): Promise<boolean> {
  expect(await made.build(catalog, { into: 'out', site: true })).toEqual([]);
  expect(await made.build(catalog, { into: 'clean', site: true })).toEqual([]);
  return JSON.stringify(hashes(made.out)) === JSON.stringify(hashes(made.clean));
}

function retitled(catalog: Editable, title: string): Editable {
  const next = structuredClone(catalog);
  for (const code of [...(next.services.get('service-1')?.codes.values() ?? [])].slice(0, 1)) code['title'] = title;
  return next;
}

describe('the bundle of the last build', { timeout: 400_000 }, () => {
  const catalog = startingCatalog();
  for (const name of ['service-2', 'service-3']) catalog.services.delete(name);

  it('renders the changed pages of the next ones, with the same bytes as a clean build', async () => {
    expect(await made.build(catalog, { into: 'out', site: true })).toEqual([]);
    const kept = bundle();
    expect(kept).not.toBe('');
    // The second runs in a process that has run the program already, with another catalog.
    expect(await same(retitled(catalog, 'Another title'))).toBe(true);
    expect(await same(retitled(catalog, 'Yet another title'))).toBe(true);
    expect(bundle()).toBe(kept);
  });

  it('is left aside where it is damaged, and made again', async () => {
    const [key = ''] = readdirSync(programs);
    const folder = join(programs, key, 'program');
    const entry = readdirSync(folder).find((name) => name.startsWith('prerender-entry')) ?? '';
    const text = readFileSync(join(folder, entry), 'utf8');
    writeFileSync(join(folder, entry), `${text}throw new Error('nobody should run this');\n`);
    const before = bundle();
    expect(await same(catalog)).toBe(true);
    expect(bundle()).not.toBe(before);
  });

  it('renders all pages behind a build that has left them out', async () => {
    expect(await same(catalog)).toBe(true);
    expect(await made.build(catalog, { into: 'out', site: false })).toEqual([]);
    expect(existsSync(join(made.out, 'index.html'))).toBe(false);
    expect(await same(catalog)).toBe(true);
  });

  it('is not kept where a guide has code of its own, which may use any file', async () => {
    const guided = structuredClone(catalog);
    guided.files.set('guides/general.mdx', "---\ntitle: Guide\nsummary: About.\n---\n\nimport { what } from './what.js';\n\n{what}\n");
    for (const what of ['one', 'two']) {
      guided.files.set('guides/what.js', `export const what = '${what}';\n`);
      expect(await same(guided)).toBe(true);
      expect(readFileSync(join(made.out, 'guides/general/index.html'), 'utf8')).toContain(what);
    }
  });
});
