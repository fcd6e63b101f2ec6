import { build } from 'astro';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { expect, it } from 'vitest';
import { built, readBuilt } from '../../site/test/built.ts';
import { temporaryFolder } from '../emit/writer.ts';
import { siteConfig, siteFolder } from './config.ts';
import { catalog } from './fixtures/catalog.ts';
import { known, quickTemplates } from './quick.ts';
import { sourceOf } from './source.ts';

it('is used with the version of Astro that is installed here', () => {
  expect(known).toContain((createRequire(import.meta.url)('astro/package.json') as { version: string }).version);
});

it('is there for the components of the site, and for nobody else', () => {
  const resolve = quickTemplates().resolveId as unknown as (id: string, importer?: string) => string | undefined;
  const file = (path: string): string => fileURLToPath(new URL(`../../site/${path}`, import.meta.url));
  const runtime = 'astro/compiler-runtime';
  expect(resolve(runtime, file('components/Copy.astro'))).toBe(file('render/quick.ts'));
  expect(resolve(runtime, file('render/quick.ts'))).toBeUndefined();
  expect(resolve(runtime, '/elsewhere/site/Own.astro')).toBeUndefined();
  expect(resolve('astro/runtime/server/index.js', file('components/Copy.astro'))).toBeUndefined();
});

it('gives the pages that Astro gives by itself, byte by byte', { timeout: 180_000 }, async () => {
  const quick = await built(catalog);
  const outDir = mkdtempSync(join(tmpdir(), 'errdex-slow-'));
  const folder = await temporaryFolder(siteFolder);
  const { vite, ...config } = siteConfig('build', { source: () => Promise.resolve(sourceOf(catalog)) }, folder.path);
  const plugins = ((vite?.plugins ?? []) as Plugin[]).filter(({ name }) => name !== 'errdex:quick-templates');
  expect(plugins).toHaveLength((vite?.plugins?.length ?? 0) - 1);
  await build({ ...config, vite: { ...vite, plugins }, outDir, logLevel: 'error' });
  const slow = readBuilt(outDir);
  const pages = slow.files.filter((file) => file.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(40);
  for (const page of pages) expect([page, quick.read(page)]).toEqual([page, slow.read(page)]);
  quick.remove();
  slow.remove();
  await folder.remove();
});
