import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { barriers, overflow, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import { emit } from '../emit/index.ts';
import { writeInto } from '../emit/writer.ts';
import { catalog } from './fixtures/catalog.ts';

/** One page of each kind. */
const kinds = [
  '/',
  '/codes/',
  '/parcels/',
  '/parcels/operation/createLabel/',
  '/parcels/LABEL_MISSING/',
  '/parcels/RATE_LIMIT/',
  '/parcels/ADDRESS_GUESSED/',
  '/parcels/PRINTER_GONE/',
  '/kiosk/err~3Acoin~2Fstuck/',
  '/e/RATE_LIMIT/',
  '/404.html',
];
const phone = { width: 390, height: 844 };
const laptop = { width: 1400, height: 1000 };

let site: Built;
let opened: Visited;

beforeAll(async () => {
  site = await built(catalog);
  await writeInto(site.root, emit(catalog));
  opened = await visited(site.root, inject('chromium'), { viewport: laptop });
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

const visit: Visited['visit'] = (...given) => opened.visit(...given);

describe('in a browser', () => {
  it.each([
    { colorScheme: 'light', viewport: laptop },
    { colorScheme: 'dark', viewport: phone },
  ] as const)('pages are accessible and quiet ($colorScheme, $viewport.width wide)', async (options) => {
    for (const path of kinds) {
      expect(await visit(path, barriers, options), path).toEqual([]);
    }
  });

  it('nothing overflows sideways', async () => {
    for (const path of kinds) {
      const seen = await visit(path, async (page) => {
        const wide: number[] = [];
        for (const width of [320, 390, 768, 1024, 1400]) {
          await page.setViewportSize({ width, height: 800 });
          if ((await overflow(page)) > 0) wide.push(width);
        }
        return wide;
      });
      expect(seen, path).toEqual([]);
    }
  });

  it('without scripts everything is in sight', async () => {
    const text = (page: Page): Promise<string> => page.locator('main').innerText();
    const seen = await visit(
      '/parcels/LABEL_MISSING/',
      async (page) => ({
        text: await text(page),
        buttons: await page.locator('button:visible').count(),
      }),
      { javaScriptEnabled: false },
    );
    expect(seen.text).toContain('HTTP/1.1 422 Unprocessable Content');
    expect(seen.text).toContain('42["label_failed"');
    expect(seen.buttons).toBe(0);
  });

  it('envelopes are chosen by keyboard', async () => {
    const seen = await visit('/parcels/LABEL_MISSING/', async (page) => {
      const socket = page.getByText('42["label_failed"');
      const before = await socket.isVisible();
      await page.getByRole('radio', { name: 'HTTP' }).focus();
      await page.keyboard.press('ArrowRight');
      return { before, after: await socket.isVisible() };
    });
    expect(seen).toEqual({ before: false, after: true });
  });

  it('a copy button copies what it names', async () => {
    const seen = await visit(
      '/parcels/RATE_LIMIT/',
      async (page) => {
        await page.getByRole('button', { name: 'Copy payload' }).click();
        return page.evaluate<string>('navigator.clipboard.readText()');
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
    expect(seen).toContain('HTTP/1.1 429 Too Many Requests\nContent-Type: application/json\n');
    expect(seen).toContain('\n  "error": "RATE_LIMIT",\n');
  });

  it('short links and old names arrive', async () => {
    for (const path of ['/e/LABEL_MISSING/', '/e/NO_LABEL/', '/parcels/NO_LABEL/']) {
      const seen = await visit(path, async (page) => {
        await page.waitForURL('**/parcels/LABEL_MISSING/');
        return page.locator('h1').innerText();
      });
      expect(seen).toContain('LABEL_MISSING');
    }
  });

  it('on a phone what arrives comes before the rest', async () => {
    const seen = await visit(
      '/parcels/RATE_LIMIT/',
      (page) =>
        Promise.all(
          ['.verdicts', '.lead', '#now', '#wire', '#retry', '#ticket'].map(
            async (selector) => (await page.locator(selector).boundingBox())?.y ?? -1,
          ),
        ),
      { viewport: phone },
    );
    expect(seen.toSorted((one, two) => one - two)).toEqual(seen);
  });

  it('on a laptop what arrives stays in sight', async () => {
    const seen = await visit('/parcels/LABEL_MISSING/', async (page) => {
      await page.evaluate('scrollTo(0, 900)');
      return (await page.locator('#wire').boundingBox())?.y ?? -1;
    });
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(100);
  });
});
