import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildSite } from '../astro/build.ts';
import { build } from '../build.ts';
import type { SiteBuilder } from '../build.ts';
import { hashes } from './processes.ts';
import { startingCatalog } from './rebuild/edits.ts';
import type { Editable } from './rebuild/edits.ts';
import { writeEditable } from './rebuild/project.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-apart-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Everything that only large catalogs get: a process that compiles, one that bundles. */
const apart: SiteBuilder = async (catalog, options) => await buildSite(catalog, { ...options, many: 0, logLevel: 'silent' });
const here: SiteBuilder = async (catalog, options) => await buildSite(catalog, { ...options, many: Infinity, logLevel: 'silent' });

async function built(catalog: Editable, name: string, site: SiteBuilder, large: number): ReturnType<typeof build> {
  const folder = join(scratch, 'catalog');
  writeEditable(folder, catalog);
  const rest = { cache: true, today: '2026-11-20', toolVersion: '1.0.0' };
  return await build({ ...rest, catalog: folder, out: join(scratch, name), site, large });
}

const errorsOf = ({ diagnostics }: Awaited<ReturnType<typeof build>>): string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ rule, message, at }) => `${rule} ${at.span?.file ?? ''}: ${message}`);

describe('the build of a large catalog, in processes of its own', () => {
  const catalog = startingCatalog();
  catalog.files.set('guides/general.mdx', '---\ntitle: Guide\nsummary: About.\n---\n\n<CodeTable status="4xx" />\n');

  it('gives the bytes of a build in one process, pictures and guides included, and so does its rebuild', async () => {
    expect(errorsOf(await built(catalog, 'apart', apart, 0))).toEqual([]);
    expect(errorsOf(await built(catalog, 'here', here, Infinity))).toEqual([]);
    const before = hashes(join(scratch, 'apart'));
    expect(before).toEqual(hashes(join(scratch, 'here')));
    expect(Object.keys(before).filter((path) => path.endsWith('.png')).length).toBeGreaterThan(10);

    const edited = structuredClone(catalog);
    for (const { service, codes } of edited.services.values()) {
      service['title'] = 'Another title';
      for (const code of [...codes.values()].slice(0, 2)) code['title'] = 'Renamed';
    }
    expect(errorsOf(await built(edited, 'apart', apart, 0))).toEqual([]);
    expect(errorsOf(await built(edited, 'here', here, Infinity))).toEqual([]);
    const after = hashes(join(scratch, 'apart'));
    expect(after).toEqual(hashes(join(scratch, 'here')));
    expect(after).not.toEqual(before);
  });

  it('has the findings of a catalog that is wrong, at their places, and leaves the last output', async () => {
    const wrong = structuredClone(catalog);
    for (const { codes } of wrong.services.values()) for (const code of [...codes.values()].slice(0, 1)) code['related'] = ['NOT_THERE'];
    const before = hashes(join(scratch, 'apart'));
    const [one, two] = [await built(wrong, 'apart', apart, 0), await built(wrong, 'here', here, Infinity)];
    expect(errorsOf(one).length).toBeGreaterThan(0);
    const places = ({ diagnostics, loaded }: typeof one): unknown =>
      diagnostics.map(({ at, ...rest }) => {
        const unit = loaded?.services.find(({ unit: name }) => name === at.unit);
        return { ...rest, span: at.span ?? unit?.locate(at.path, at.key) };
      });
    expect(places(one)).toEqual(places(two));
    expect(hashes(join(scratch, 'apart'))).toEqual(before);
  });

  it.each([
    ['cannot be read', '<Code'],
    ['fails while it is rendered', '{[].at(0).length}'],
    ['names a code that there is not', '<Code id="NO_SUCH_CODE" />'],
  ])('tells of a guide that %s, with its file', async (_what, body) => {
    const guided = structuredClone(catalog);
    guided.files.set('guides/broken.mdx', `---\ntitle: Broken\nsummary: Broken.\n---\n\n${body}\n`);
    const [one, two] = [await built(guided, 'new', apart, 0), await built(guided, 'other', here, Infinity)];
    expect(errorsOf(one).join()).toContain('guides/broken.mdx');
    expect(errorsOf(one)).toEqual(errorsOf(two));
    expect(existsSync(join(scratch, 'new'))).toBe(false);
  });

  it('makes no more pages where what is written beside them cannot be, and says why', async () => {
    const untilTold: SiteBuilder = (_catalog, { outDir, signal }) => {
      mkdirSync(join(outDir, 'catalog.json'));
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('told'))));
    };
    expect(errorsOf(await built(catalog, 'blocked', untilTold, 0))).toEqual([
      'output-path catalog.json: two files want the path `catalog.json`',
    ]);
    expect(existsSync(join(scratch, 'blocked'))).toBe(false);

    const enough = AbortSignal.abort(new Error('enough'));
    const stopped: SiteBuilder = async (compiled, options) => await here(compiled, { ...options, signal: enough });
    await expect(built(catalog, 'stopped', stopped, Infinity)).rejects.toThrow('enough');
  });
});
