import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { barriers, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import { emit } from '../emit/index.ts';
import { writeInto } from '../emit/writer.ts';
import { catalog } from './fixtures/catalog.ts';

/** What the box's own script may weigh over the wire. */
const scriptSize = 6500;

let site: Built;
let opened: Visited;

beforeAll(async () => {
  site = await built(catalog);
  await writeInto(site.root, emit(catalog));
  opened = await visited(site.root, inject('chromium'), { viewport: { width: 1400, height: 1000 } });
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

const visit: Visited['visit'] = (...given) => opened.visit(...given);

/** Types into the box and gives the codes that it offers, and what it announces. */
async function find(page: Page, text: string): Promise<{ codes: string[]; said: string }> {
  await page.locator('#search').getByRole('combobox').fill(text);
  const status = page.locator('#search [role=status]');
  await status.filter({ hasText: /\S/ }).waitFor();
  await page.waitForLoadState('networkidle');
  return { codes: await page.locator('[role=option] code').allInnerTexts(), said: await status.innerText() };
}

describe('the search box', () => {
  it.each([
    ['LABEL_MISSING', 'LABEL_MISSING'],
    ['label-missing', 'LABEL_MISSING'],
    ['labelmissing', 'LABEL_MISSING'],
    ['LABLE_MISSING', 'LABEL_MISSING'],
    ['NO_LABEL', 'LABEL_MISSING'],
    ['printer', 'PRINTER_GONE'],
    ['Слишком много запросов', 'RATE_LIMIT'],
  ])('finds %s while it is typed', async (text, code) => {
    const { codes, said } = await visit('/parcels/', (page) => find(page, text));
    expect(codes[0]).toBe(code);
    expect(said).toMatch(/\d+ error/);
  });

  it('finds in prose what no name has, under the content security policy of the page', async () => {
    await visit('/', async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      const { codes } = await find(page, 'bursts of equal');
      expect(codes[0]).toBe('RATE_LIMIT');
      expect(await page.getByRole('option').first().innerText()).toContain('by explanation');
      expect(asked.some((path) => path.endsWith('.pf_index'))).toBe(true);
    });
    const asked = await visit('/', async (page) => {
      const paths: string[] = [];
      page.on('request', (request) => paths.push(new URL(request.url()).pathname));
      await find(page, 'label missing');
      return paths;
    });
    expect(asked.filter((path) => path.includes('/prose/'))).toEqual([]);
    expect(asked).toContain('/search/index.json');
  });

  it('is small', () => {
    const scripts = site.files.filter((file) => /^_astro\/.*\.js$/.test(file)).map((file) => site.read(file));
    const search = scripts.filter((text) => text.includes('aria-activedescendant'));
    expect(search).toHaveLength(1);
    // With what it shares with other scripts.
    const shared = [...(search[0] ?? '').matchAll(/from"\.\/([^"]+)"/g)].map(([, name]) => site.read(`_astro/${name ?? ''}`));
    expect(shared.length).toBeGreaterThan(0);
    expect([...search, ...shared].reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThan(scriptSize);
  });

  it('says so when there is nothing', async () => {
    expect(await visit('/', (page) => find(page, 'xyzzyqqq'))).toEqual({ codes: [], said: 'Nothing found.' });
  });

  it('goes to the page of exactly this code on Enter, as soon as it is known', async () => {
    await visit('/', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('label missing');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/parcels/LABEL_MISSING/');
    });
  });

  it('lets the arrow keys choose, and tells a screen reader which answer is chosen', async () => {
    await visit('/', async (page) => {
      await page.keyboard.press('Control+k');
      await find(page, 'rate');
      const box = page.locator('#search').getByRole('combobox');
      expect(await box.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const second = page.getByRole('option').nth(1);
      expect(await second.getAttribute('aria-selected')).toBe('true');
      expect(await box.getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
      const address = await second.getAttribute('href');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${address ?? 'nowhere'}`);
    });
  });

  it('lets a name of several codes be chosen, and closes on Escape', async () => {
    await visit('/', async (page) => {
      const { codes } = await find(page, 'rate limit');
      expect(codes.slice(0, 2)).toEqual(['RATE_LIMIT', 'RATE_LIMIT']);
      await page.keyboard.press('Enter');
      await page.locator('[role=option][aria-selected=true]').waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      await page.keyboard.press('Escape');
      expect(await page.locator('.found').isVisible()).toBe(false);
    });
  });

  it('gives its keys back when it is told to, for later pages too', async () => {
    await visit('/', async (page) => {
      const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.getAttribute("role")');
      await page.keyboard.press('/');
      expect(await focused()).toBe('combobox');
      await page.getByRole('checkbox').uncheck();
      await page.goto(`${opened.origin}/parcels/`);
      await page.keyboard.press('/');
      await page.keyboard.press('Control+k');
      expect(await focused()).not.toBe('combobox');
    });
  });

  it('is accessible when it is open, in light and dark, on a phone too', async () => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 390, height: 844 } }] as const) {
      const found = await visit(
        '/parcels/LABEL_MISSING/',
        async (page) => {
          await find(page, 'label');
          await page.keyboard.press('ArrowDown');
          return barriers(page);
        },
        options,
      );
      expect(found).toEqual([]);
    }
  });

  it('is not there without scripts', async () => {
    const seen = await visit('/', (page) => page.locator('#search:visible, #search input:visible').count(), { javaScriptEnabled: false });
    expect(seen).toBe(0);
  });

  it('says when the index cannot be had', async () => {
    await visit('/', async (page) => {
      await page.route('**/search/**', (route) => route.fulfill({ status: 200, body: 'not an index' }));
      const { said } = await find(page, 'rate');
      expect(said).toContain('could not be loaded');
    });
  });
});
