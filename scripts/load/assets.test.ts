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

describe('pictures of guides', () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"/>';

  async function guide(text: string): Promise<{ found: Record<string, unknown>; findings: string[] }> {
    mkdirSync(join(root, 'shop/guides/pictures'), { recursive: true });
    writeFileSync(join(root, 'catalog.yaml'), 'title: Errors\n');
    writeFileSync(join(root, 'shop/guides/pictures/a b.svg'), picture);
    writeFileSync(join(root, 'shop/guides/limits.mdx'), `---\ntitle: Limits\n---\n\n${text}\n`);
    const { value, diagnostics } = await loadCatalog(root);
    rmSync(join(root, 'shop/guides'), { recursive: true });
    return {
      found: Object.fromEntries(
        Array.from(value?.images ?? [], ([key, { path, size }]) => [key, [path.replace(/\.[0-9a-f]{10}\./, '.'), size]]),
      ),
      findings: diagnostics.map(({ rule, message, at }) => `${rule} ${at.span?.file}:${at.span?.line}:${at.span?.column}: ${message}`),
    };
  }

  test.each([
    '<img src="pictures/a b.svg" alt="A" />',
    'See <img alt="A" src="./pictures/a%20b.svg" />, or <img src="https://example.com/b.svg" />',
    '![A](<pictures/a b.svg>)',
    '![A](./pictures/a%20b.svg "title")',
    'See ![A][a]\n\n[a]: <pictures/a b.svg>',
  ])('%s is read from the folder of the guide', async (text) => {
    const { found, findings } = await guide(text);
    expect(findings).toEqual([]);
    expect(Object.values(found)).toEqual([['_errdex/guide.svg', { width: 8, height: 4 }]]);
  });

  test.each([
    ['\nSee ![A](pictures/none.svg).', /^file-unreadable shop\/guides\/limits\.mdx:6:5: `pictures\/none\.svg` cannot be read \(ENOENT\)/],
    ['![A](../../../secret.css)', /^file-outside shop\/guides\/limits\.mdx:5:1: .*leads out of the catalog/],
    [
      '<p>\n  <img alt="A"\n    src="pictures/none.svg" />\n</p>',
      /^file-unreadable shop\/guides\/limits\.mdx:7:10: `pictures\/none\.svg` cannot be read \(ENOENT\)/,
    ],
    ['![A](pictures)', /^file-unreadable shop\/guides\/limits\.mdx:5:1: .*no(t a)? plain file/],
  ])('%s is a finding at its line', async (text, expected) => {
    const { found, findings } = await guide(text);
    expect(findings).toEqual([expect.stringMatching(expected)]);
    expect(found).toEqual({});
  });

  test('what stands elsewhere is left alone', async () => {
    const text = '![A](https://example.com/a.png) ![B](/b.png) ![C](data:image/png;base64,xx) [no picture](pictures/none.svg)';
    expect(await guide(text)).toEqual({ found: {}, findings: [] });
  });
});
