import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from './index.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'errdex-assets-')));
const root = join(scratch, 'catalog');
beforeAll(() => {
  mkdirSync(join(root, 'brand/folder.css'), { recursive: true });
  mkdirSync(join(root, 'shop'));
  writeFileSync(join(root, 'shop/service.yaml'), 'service: shop\ntitle: Shop\nenvelopes: {}\n');
  writeFileSync(join(root, 'brand/logo.SVG'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'brand/own.css'), ':root { --ink: #000 }');
  writeFileSync(join(scratch, 'secret.css'), 'secret');
  symlinkSync(join(scratch, 'secret.css'), join(root, 'brand/link.css'));
  writeFileSync(join(root, 'brand/huge.css'), ' '.repeat(5 * 2 ** 20));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function load(site: string): Promise<{ found: Record<string, string>; findings: string[]; files: readonly string[] }> {
  writeFileSync(join(root, 'catalog.yaml'), `title: Errors\nsite:\n${site}\n`);
  const { value, diagnostics } = await loadCatalog(root);
  return {
    found: Object.fromEntries(Array.from(value?.assets ?? [], ([name, { path }]) => [name, path])),
    findings: diagnostics.map(({ rule, message, at }) => `${rule} ${at.span?.file}:${at.span?.line}: ${message}`),
    files: value?.files ?? [],
  };
}

describe('files that the settings name', () => {
  test('are read, and get names that say their content', async () => {
    const { found, findings, files } = await load('  logo: brand/logo.SVG\n  css: [brand/own.css]');
    expect(findings).toEqual([]);
    expect(found['brand/logo.SVG']).toMatch(/^_errdex\/logo\.[0-9a-f]{10}\.svg$/);
    expect(found['brand/own.css']).toMatch(/^_errdex\/style\.[0-9a-f]{10}\.css$/);
    expect(files).toContain(join(root, 'brand/own.css'));
    writeFileSync(join(root, 'brand/own.css'), ':root { --ink: #111 }');
    expect((await load('  css: brand/own.css')).found['brand/own.css']).not.toBe(found['brand/own.css']);
  });

  test.each([
    ['../secret.css', /^file-outside catalog\.yaml:3: `\.\.\/secret\.css` leads out of the catalog/],
    ['brand/link.css', /^file-outside catalog\.yaml:3: `brand\/link\.css` leads out of the catalog/],
    ['brand/none.css', /^file-unreadable catalog\.yaml:3: .*ENOENT/],
    ['brand/folder.css', /^file-unreadable catalog\.yaml:3: .*no(t a)? plain file/],
    ['brand/huge.css', /^file-size catalog\.yaml:3: .*5 MiB/],
  ])('%s is a finding with its place', async (name, expected) => {
    const { found, findings } = await load(`  css: ${name}`);
    expect(findings).toEqual([expect.stringMatching(expected)]);
    expect(found).toEqual({});
  });

  test('what is no name of a file is left to the check of shapes', async () => {
    expect(await load('  css: [{ a: 1 }, 3]\n  logo: null')).toMatchObject({ findings: [], found: {} });
  });
});
