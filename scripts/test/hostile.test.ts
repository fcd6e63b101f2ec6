import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { marked } from 'marked';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { serve } from '../../site/test/serve.ts';
import { visited } from '../../site/test/visit.ts';
import { buildSite } from '../astro/build.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { emit } from '../emit/index.ts';
import { examplePath } from '../emit/paths.ts';
import { withFreshFolder } from '../emit/writer.ts';
import { startBrowser } from './browser.ts';
import { compiled, makeHostile } from './hostile/catalog.ts';
import type { Made, Values } from './hostile/catalog.ts';
import { look } from './hostile/page.ts';
import type { Seen } from './hostile/page.ts';

const input = new URL('fixtures/hostile/input/', import.meta.url);
const read = (file: string) => parse(readFileSync(new URL(file, input), 'utf8')) as Record<string, unknown>;
const values: Values = { settings: read('catalog.yaml'), service: read('shop/service.yaml') };
const scratch = mkdtempSync(join(tmpdir(), 'errdex-hostile-'));

/** Places that take no free text: closed lists of words, references, and forms that the schema prescribes. */
const closed = new RegExp(
  [
    'catalog/url',
    '(service|locales/(wire|docs/\\d+))',
    '(context|facts|params)/\\w+/type',
    'envelopes/\\w+/(transport|status|base|body/(code|\\.\\.\\.))',
    'operations/\\w+/(method|path)',
    'codes/\\w+/(category|effect|actor|wording|group|retry/when|(on|actions|related)/\\d+)',
    'codes/\\w+/(confusable/\\d+/code|emittedBy/\\d+/lines|provoke/\\d+/language|(deprecated|removed)/use)',
    'codes/\\w+/(samples/\\d+/(envelope|payload/body/code)|params/sku/(example|enum/\\d+)|examples/\\d+/params/sku)',
  ]
    .map((one) => `(^|/)${one}$`)
    .join('|'),
);

interface Site {
  readonly root: string;
  readonly files: readonly string[];
}

/** Site and artifacts of a catalog, in a folder of its own with nothing else beside it. */
async function write(catalog: CompiledCatalog, name: string): Promise<Site> {
  const root = join(scratch, name, 'deep/er/dist');
  const stage = await withFreshFolder(root, { base: '/' }, async (folder) => {
    await buildSite(catalog, { outDir: folder.path, base: '/', logLevel: 'error' });
    return await folder.write(emit(catalog));
  });
  expect(stage.diagnostics).toEqual([]);
  expect(filesIn(join(scratch, name)).filter((file) => !file.startsWith('deep/er/dist/'))).toEqual([]);
  return { root, files: filesIn(root) };
}

function filesIn(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => relative(root, join(parentPath, name)));
}

let browser: Browser;
let benign: { site: Site; pages: ReadonlyMap<string, Seen> };

async function lookAt({ root, files }: Site): Promise<Map<string, Seen>> {
  const page = await browser.newPage();
  const seen = new Map<string, Seen>();
  for (const file of files.filter((one) => one.endsWith('.html')))
    seen.set(file, await page.evaluate(look, readFileSync(join(root, file), 'utf8')));
  await page.close();
  return seen;
}

beforeAll(async () => {
  browser = await startBrowser(inject('chromium'));
  const catalog = await compiled(values, join(scratch, 'benign-catalog'));
  if (!catalog) throw new Error('the benign catalog must compile');
  const site = await write(catalog, 'benign');
  benign = { site, pages: await lookAt(site) };
});
afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe.each([0, 7])('a catalog hostile in every text (turn %d)', (turn) => {
  let made: Made;
  let site: Site;

  beforeAll(async () => {
    made = await makeHostile(values, turn, closed, join(scratch, `catalog-${turn}`));
    site = await write(made.catalog, `hostile-${turn}`);
  });

  it('is hostile wherever the format takes a free text', () => {
    expect(made.kept).toEqual([]);
    expect(made.replaced.length).toBeGreaterThan(130);
  });

  it('gives files inside the output only, with names that every system takes', () => {
    expect(existsSync('/tmp/errdex-escaped')).toBe(false);
    const odd = site.files.filter(
      (file) => !/^[\w.~@-]+(\/[\w.~@-]+)*$/.test(file) || file.split('/').some((step) => step === '..' || step.length > 255),
    );
    expect(odd).toEqual([]);
    for (const file of site.files) expect(statSync(join(site.root, file)).isFile()).toBe(true);
  });

  it('gives JSON that parses, and says in it what the catalog says', () => {
    const json = site.files.filter((file) => file.endsWith('.json'));
    expect(json.length).toBeGreaterThan(10);
    for (const file of json) JSON.parse(readFileSync(join(site.root, file), 'utf8'));
    expect(JSON.parse(readFileSync(join(site.root, 'catalog.json'), 'utf8'))).toMatchObject({ services: [{ service: 'shop' }] });
  });

  it('gives Markdown without HTML, pictures or links of the catalog', () => {
    const wrong: string[] = [];
    const markdown = site.files.filter((file) => file.endsWith('.md') || file === 'llms.txt');
    expect(markdown.length).toBeGreaterThan(4);
    for (const file of markdown) {
      void marked.walkTokens(marked.lexer(readFileSync(join(site.root, file), 'utf8')), (token) => {
        const href: unknown = token.type === 'link' ? token['href'] : '';
        const foreign =
          typeof href === 'string' && !/^(https:\/\/(errors|git)\.example\/[\w.~%/#:-]*|\/[\w.~%/#:-]*|[\w.~%/#-]*|)$/.test(href);
        if (token.type === 'html' || token.type === 'image' || foreign) wrong.push(`${file}: ${token.type} ${token.raw.slice(0, 100)}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  it('gives pages with no element, attribute, script or address that its benign twin has not', async () => {
    const known = new Set([...benign.pages.values()].flatMap(({ kinds }) => kinds));
    const code = new Set([...benign.pages.values()].flatMap((page) => page.code));
    const most = (tag: string): number => Math.max(...[...benign.pages.values()].map(({ counts }) => counts[tag] ?? 0));
    const wrong: string[] = [];
    const pages = await lookAt(site);
    expect(pages.size).toBeGreaterThanOrEqual(benign.pages.size);
    for (const [file, page] of pages) {
      wrong.push(...page.kinds.filter((kind) => !known.has(kind)).map((kind) => `${file}: <${kind}>`));
      wrong.push(...page.code.filter((text) => !code.has(text)).map((text) => `${file}: other code: ${text.slice(0, 80)}`));
      for (const [tag, count] of Object.entries(page.counts)) if (count > most(tag)) wrong.push(`${file}: ${count} <${tag}>`);
      for (const address of page.addresses) {
        const url = URL.parse(address, 'https://site.example/a/b/');
        if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) wrong.push(`${file}: address ${address.slice(0, 80)}`);
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('opens in a browser without a dialog, an error, or a word of the content security policy', async () => {
    const server = await serve(site.root);
    const page = await browser.newPage();
    const trouble: string[] = [];
    page.on('dialog', (dialog) => {
      trouble.push(`dialog on ${page.url()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => trouble.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) trouble.push(`${page.url()}: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.origin)) trouble.push(`asks ${request.url()}`);
    });
    for (const file of site.files.filter((one) => one.endsWith('.html'))) {
      const address = `${server.origin}/${file.split('/').map(encodeURIComponent).join('/')}`;
      // A page that leads on at once counts as opened when it has.
      await page.goto(address, { waitUntil: 'load' }).catch((error: unknown) => {
        if (!String(error).includes('interrupted by another navigation')) throw error;
      });
      await page.waitForLoadState('load');
    }
    await page.close();
    server.close();
    expect(trouble).toEqual([]);
  });

  it('is text in what the search finds and in what the decoder says', async () => {
    const opened = await visited(site.root, inject('chromium'));
    const [code] = made.catalog.services.flatMap((service) => service.codes);
    const [message] = code?.messages ?? [];
    if (!code || !message) throw new Error('the hostile catalog has no message');
    const example = readFileSync(join(site.root, examplePath(code, message.envelope)), 'utf8');
    const tags = (page: Page, place: string): Promise<string[]> =>
      page.locator(`${place} *`).evaluateAll((all) => [...new Set(all.map((one) => (one as { localName: string }).localName))]);
    const found = await opened.visit('/', async (page) => {
      await page.locator('#search').getByRole('combobox').fill(code.code);
      await page.getByRole('option').first().waitFor();
      return { tags: await tags(page, '#found'), text: await page.locator('#found').innerText() };
    });
    expect(found.tags.filter((tag) => !['a', 'code', 'span'].includes(tag))).toEqual([]);
    expect(found.text).toContain(code.code.trim().split(/\s/)[0]);
    const decoded = await opened.visit('/decode/', async (page) => {
      await page.locator('#pasted').fill(example);
      await page.locator('article').first().waitFor();
      return tags(page, 'article');
    });
    const plain = ['a', 'b', 'br', 'code', 'dd', 'div', 'dl', 'dt', 'h3', 'li', 'ol', 'p', 'ul'];
    expect(decoded.filter((tag) => !plain.includes(tag))).toEqual([]);
    await opened.close();
  });
});
