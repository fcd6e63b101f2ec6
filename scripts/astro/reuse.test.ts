import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Last } from '../cache/last.ts';
import { printsOf } from '../cache/prints.ts';
import { cardPath } from '../emit/paths.ts';
import { shortLinks } from '../emit/short.ts';
import { compileCatalog } from '../pipeline.ts';
import { buildSite } from './build.ts';

const { catalog } = await compileCatalog('catalog', { today: '2026-11-20', toolVersion: '0.0.0' });
if (!catalog) throw new Error('the shipped catalog does not compile');
const scratch = mkdtempSync(join(tmpdir(), 'errdex-reuse-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Made {
  readonly written: Set<string>;
  /** Files that were noted, each with its group. */
  readonly noted: Map<string, string | undefined>;
  /** What was told of how far it is. */
  readonly told: (readonly [done: number, all: number])[];
}

/** Builds the site beside a last output that takes every group over, or nothing at all. */
async function built(name: string, isKept: boolean): Promise<Made> {
  const outDir = join(scratch, name);
  mkdirSync(outDir);
  const told: Made['told'] = [];
  const noted = new Map<string, string | undefined>();
  const last: Last = {
    folder: join(scratch, 'cache'),
    isThere: true,
    parts: { of: (_, make) => make(), asked: () => [], ask: () => undefined, finish: () => undefined },
    keep: () => false,
    keepGroup: () => (isKept ? 1 : 0),
    made: (path, _, making) => void noted.set(path, making?.group),
    pieces: () => undefined,
    note: () => undefined,
    finish: () => undefined,
    remember: () => undefined,
    ahead: () => Promise.resolve(),
    forget: () => undefined,
  };
  await buildSite(catalog as NonNullable<typeof catalog>, {
    outDir,
    last,
    prints: printsOf(catalog as NonNullable<typeof catalog>, 'tool'),
    onPages: (...far) => void told.push(far),
  });
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { written: new Set(files.map(({ parentPath, name: file }) => join(parentPath, file).slice(outDir.length + 1))), noted, told };
}

/** The files of the pages of codes and of short links, in each language. */
const ofCodes = catalog.locales.flatMap((locale, at) =>
  [
    ...catalog.services.flatMap(({ codes }) => codes.map(({ path }) => path.slice(1))),
    ...Array.from(shortLinks(catalog).keys(), (slug) => `e/${slug}/`),
  ].map((path) => `${at === 0 ? '' : `${locale}/`}${path}index.html`),
);

describe('pages that are made together', () => {
  let made: Made;
  beforeAll(async () => {
    made = await built('made', false);
  });

  it('are noted with their group, each and its picture, and so are the files of the search', () => {
    const { written, noted } = made;
    for (const path of ofCodes) {
      expect(written).toContain(path);
      expect(noted.get(path), path).toMatch(/^[\w-]{22}$/);
    }
    const pictures = catalog.services.flatMap(({ codes }) => codes.map(({ path }) => cardPath(path))).filter((path) => written.has(path));
    expect(pictures.length).toBeGreaterThan(10);
    for (const path of pictures) expect(noted.get(path), path).toMatch(/^[\w-]{22}$/);
    const prose = [...written].filter((path) => path.startsWith('search/prose/'));
    expect(prose.length).toBeGreaterThan(3);
    expect(new Set(prose.map((path) => noted.get(path))).size).toBe(1);
    // What shows all codes of a service is made anew with each of them.
    for (const { path } of catalog.services) expect([...noted]).toContainEqual([`${path.slice(1)}index.html`, undefined]);
  });

  it('are counted while they are made', () => {
    const { written, told } = made;
    const pages = [...written].filter((path) => path.endsWith('.html')).length;
    expect(told.length).toBeGreaterThan(pages / 100);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((one, two) => one - two));
    expect(new Set(told.map(([, all]) => all))).toEqual(new Set([pages]));
    expect(told.at(-1)).toEqual([pages, pages]);
  });

  it('are not rendered where they are taken over, and all others are', async () => {
    const { written } = await built('kept', true);
    expect(ofCodes.filter((path) => written.has(path))).toEqual([]);
    expect([...written].filter((path) => path.startsWith('search/'))).toEqual([]);
    for (const { path } of catalog.services) expect(written).toContain(`${path.slice(1)}index.html`);
    expect(existsSync(join(scratch, 'kept/index.html'))).toBe(true);
  });
});
