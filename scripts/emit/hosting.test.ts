import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { serverPolicy } from '../model/policy.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { hosting } from './hosting.ts';
import { emit, outputs } from './index.ts';
import { singly } from './types.ts';

const scratch = mkdtempSync(join(tmpdir(), 'errdex-hosting-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const file = (catalog: CompiledCatalog, wanted: string): string =>
  [...emit(catalog, [hosting])].find(({ path }) => path === wanted)?.content ?? '';

/** Writes one of the files and reads it back with the parser of a host. */
function saved(catalog: CompiledCatalog, name: string): string {
  const path = join(scratch, name);
  writeFileSync(path, file(catalog, name));
  return path;
}

interface Redirect {
  from: string;
  to: string;
  status: number;
}
async function redirects(catalog: CompiledCatalog): Promise<Redirect[]> {
  const found = await parseAllRedirects({ redirectsFiles: [saved(catalog, '_redirects')], configRedirects: [], minimal: true });
  expect(found.errors).toEqual([]);
  return found.redirects as Redirect[];
}
async function headers(catalog: CompiledCatalog): Promise<{ for: string; values: Record<string, string> }[]> {
  const options = { headersFiles: [saved(catalog, '_headers')], netlifyConfigPath: undefined, configHeaders: [], minimal: true };
  const found = await parseAllHeaders(options);
  expect(found.errors).toEqual([]);
  return found.headers.map((one) => ({ for: one.for, values: one.values as Record<string, string> }));
}

describe.each(names)('the files for hosts of the %s catalog, read by a parser of a host', (name) => {
  let catalog: CompiledCatalog;
  beforeAll(async () => {
    catalog = { ...(await compiled(name)), url: 'https://errors.example/docs' };
  });

  test('every old name leads on for ever, every short link of one code for now', async () => {
    const found = await redirects(catalog);
    const pages = new Set(catalog.services.flatMap(({ codes }) => codes.map(({ path }) => `/docs${path}`)));
    for (const { from, to, status } of found) {
      expect(pages, from).toContain(to);
      expect(pages, 'a page that is there is never hidden').not.toContain(from);
      expect(status).toBe(from.startsWith('/docs/e/') ? 302 : 301);
    }
    const from = new Set(found.map((one) => one.from));
    expect(from.size).toBe(found.length);
    for (const { lifecycle, service } of catalog.services.flatMap(({ codes }) => codes))
      for (const old of lifecycle.formerly.filter((text) => /^\w+$/.test(text))) expect(from).toContain(`/docs/${service}/${old}/`);
    expect(found.some(({ status }) => status === 302)).toBe(true);
  });

  test('addresses without a slash at the end lead to such', async () => {
    const found = await redirects({ ...catalog, trailingSlash: false });
    expect(found.length).toBe((await redirects(catalog)).length);
    for (const { from, to } of found) expect(from + to).not.toMatch(/\/$/);
  });

  test('pages get the policy with frame-ancestors, hashed files are kept, no header comes from two rules', async () => {
    const found = await headers(catalog);
    const of = (path: string): Record<string, string> =>
      Object.fromEntries(
        found
          .filter((rule) => new RegExp(`^${rule.for.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`).test(path))
          .flatMap((rule) => Object.entries(rule.values))
          .map(([key, value], at, all) => {
            expect(
              all.findIndex(([other]) => other === key),
              `${path}: ${key}`,
            ).toBe(at);
            return [key.toLowerCase(), value];
          }),
      );
    expect(of('/docs/shop/SOLD_OUT/')).toMatchObject({ 'content-security-policy': serverPolicy, 'x-content-type-options': 'nosniff' });
    expect(serverPolicy).toContain("frame-ancestors 'none'");
    expect(serverPolicy).not.toContain('unsafe-inline');
    expect(of('/docs/shop/SOLD_OUT/')).not.toHaveProperty('cache-control');
    for (const path of ['/docs/_astro/Base.abc.css', '/docs/_errdex/logo.abc.svg'])
      expect(of(path)).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
    expect(of('/docs/shop/SOLD_OUT.md')).toMatchObject({ 'content-type': 'text/markdown; charset=utf-8' });
    expect(found.length).toBeLessThanOrEqual(100);
    for (const line of file(catalog, '_headers').split('\n')) expect(line.length).toBeLessThanOrEqual(2000);
  });
});

test('ten thousand short links keep within what the strictest host reads, whole lines, the same each time', async () => {
  const small = await compiled('fixture');
  const service = small.services.find(({ codes }) => codes.length > 0);
  const [code] = service?.codes ?? [];
  if (!service || !code) throw new Error('no code');
  const many = (count: number, length: number): CompiledCatalog => {
    const codes = Array.from({ length: count }, (_, at) => {
      const id = `C${String(at).padStart(length, '0')}`;
      return { ...code, id, code: id, slug: id, path: `/x/${id}/` };
    });
    return { ...small, services: [{ ...service, codes }] };
  };
  for (const length of [5, 80]) {
    const text = file(many(10_000, length), '_redirects');
    const found = await redirects(many(10_000, length));
    expect(found.length).toBeGreaterThan(400);
    expect(found.length).toBeLessThanOrEqual(2000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100_000);
    expect(text.trimEnd().split('\n')).toHaveLength(found.length);
    expect(file(many(10_000, length), '_redirects')).toBe(text);
  }
});

test('robots.txt stands at the root of a host or nowhere; nothing for hosts stands in another site, or without pages', async () => {
  const catalog = { ...(await compiled('fixture')), url: 'https://errors.example' };
  expect(file(catalog, 'robots.txt')).toContain('Sitemap: https://errors.example/sitemap.xml');
  expect(file({ ...catalog, url: 'https://errors.example/docs' }, 'robots.txt')).toBe('');
  const paths = (pages: 'none' | 'some' | 'whole'): string[] => Array.from(singly(outputs(catalog, pages)), ({ path }) => path);
  const special = ['_headers', '_redirects', '.nojekyll', 'robots.txt', 'sitemap.xml'];
  expect(special.filter((path) => paths('whole').includes(path))).toEqual(special);
  expect(special.filter((path) => paths('some').includes(path))).toEqual(['sitemap.xml']);
  expect(special.filter((path) => paths('none').includes(path))).toEqual([]);
});
