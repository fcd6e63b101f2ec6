import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { invalid } from '../../site/test/html.ts';
import { barriers, visited } from '../../site/test/visit.ts';
import type { Visited, VisitOptions } from '../../site/test/visit.ts';
import { compileCatalog } from '../pipeline.ts';
import { pasteWays } from '../decode/ways/index.ts';
import { emit } from '../emit/index.ts';
import { writeInto } from '../emit/writer.ts';
import { sentExamples } from '../test/shipped-examples.ts';

const folder = fileURLToPath(new URL('../cli/fixtures/catalog', import.meta.url));
const { catalog } = await compileCatalog(folder, { today: '2026-01-01', toolVersion: '0.0.0' });
if (!catalog) throw new Error('the catalog of these tests has errors');

let site: Built;
let opened: Visited;

beforeAll(async () => {
  site = await built(catalog, { base: '/' });
  await writeInto(site.root, emit(catalog));
  opened = await visited(site.root, inject('chromium'));
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

const visit = <T>(look: (page: Page) => Promise<T>, options?: VisitOptions): Promise<T> => opened.visit('/decode/', look, options);

/** Fills the box, and gives what is announced. */
async function paste(page: Page, text: string): Promise<string> {
  await page.locator('#pasted').fill(text);
  const status = page.locator('#decode [role=status]');
  await status.filter({ hasText: /[.]/ }).filter({ hasNotText: 'as soon as' }).waitFor();
  return status.innerText();
}

const first = sentExamples(catalog).find(({ message }) => message.transport === 'http');
const text = (first && pasteWays[0]?.write(first.sent, 'http', first.message.contentType)) ?? '';

describe('/decode/', () => {
  it('says what a response is, with a link to its page', async () => {
    const seen = await visit(async (page) => {
      const said = await paste(page, text);
      const link = await page.locator('article a').first().getAttribute('href');
      return { said, link, address: page.url(), kept: await page.evaluate<number>('localStorage.length + sessionStorage.length') };
    });
    expect(seen.said).toMatch(/^Certain: /);
    expect(seen.link).toMatch(new RegExp(`^/${first?.service ?? ''}/`));
    expect([new URL(seen.address).hash, new URL(seen.address).search, seen.kept]).toEqual(['', '', 0]);
  });

  it('names a departure by its place', async () => {
    const said = await visit(async (page) => {
      await paste(page, text.replace(/^HTTP\/1.1 \d+/, 'HTTP/1.1 418'));
      return page.locator('article').innerText();
    });
    expect(said).toMatch(/departure[^]*status is 418/);
  });

  it('has samples of the catalog, which it knows, with the keyboard alone', async () => {
    await visit(async (page) => {
      await page.locator('[data-paste]').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('article.is-go').waitFor();
      await page.locator('[data-clear]').focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('article').count()).toBe(0);
      expect(await page.locator('#pasted').inputValue()).toBe('');
    });
  });

  it('leads to the codes that are only named, now or in former times', async () => {
    const seen = await visit(async (page) => {
      const said = await paste(page, 'worker failed: rate-001, then GIVEN_UP_9, before TOKEN_EXPIRED');
      const codes = page.locator('article', { has: page.locator('li') });
      const links = await codes.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      return { said, codes: (await codes.innerText()).split(/\n+/), links };
    });
    expect(seen).toEqual({
      said: 'No known error. But it names: RATE_001, AUTH_003.',
      codes: ['But it names:', 'RATE_001 Too many requests Shop', 'AUTH_003 Token has run out Shop'],
      links: ['/shop/RATE_001/', '/shop/AUTH_003/'],
    });
  });

  it('leads to those of the service that was chosen', async () => {
    const links = await visit(async (page) => {
      await page.locator('select[name=service]').selectOption('bank');
      await paste(page, 'the answer was AUTH_003');
      return await page.locator('article a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    });
    expect(links).toEqual(['/bank/AUTH_003/']);
  });

  it('shows what was pasted as text, whatever it is', async () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp';
    await visit(async (page) => {
      for (const one of [hostile, JSON.stringify({ [hostile]: hostile }), text.replaceAll(/"[^"]+"(?=[,\n}])/g, JSON.stringify(hostile))]) {
        await paste(page, one);
        expect(await page.locator('#decode img, #decode script').count()).toBe(0);
      }
    });
  });

  /** Puts a text of so many characters into the box, as pasting does. */
  const insert = (page: Page, unit: string, size: number): Promise<unknown> =>
    page.evaluate(
      `(() => { const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(unit)}.repeat(${String(size / unit.length)})); document.querySelector('#pasted').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true, bubbles: true })); })()`,
    );
  const most = 5 * 1024 * 1024;

  it('shows the beginning of five megabytes, and refuses more', async () => {
    await visit(async (page) => {
      await insert(page, 'a', most);
      const status = page.locator('#decode [role=status]');
      await status.filter({ hasText: '5,242,880' }).waitFor();
      expect((await page.locator('#pasted').inputValue()).length).toBeLessThan(10_000);
      await insert(page, 'a', most + 1);
      await status.filter({ hasText: 'more than 5 MB' }).waitFor();
    });
  });

  it('answers to its reader while it reads a text that is made to be read for long, and gives that up for the next', async () => {
    await visit(async (page) => {
      await paste(page, text);
      await page.evaluate('window.turns = 0; setInterval(() => { window.turns += 1; }, 10)');
      // Arrays in arrays, which end nowhere: read again from each bracket on.
      await insert(page, '[[[[', most);
      await page.locator('#decode [role=status]').filter({ hasText: '5,242,880' }).waitFor();
      expect(await page.evaluate<number>('window.turns')).toBeGreaterThan(20);
      await insert(page, '[[[[', most);
      await page.waitForTimeout(100);
      expect(await paste(page, text)).toMatch(/^Certain: /);
      expect(page.workers()).toHaveLength(1);
    });
  });

  it('is accessible with an answer, in light and dark, on a phone too', async () => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 390, height: 844 } }] as const) {
      const found = await visit(async (page) => {
        await paste(page, text.replace(/^HTTP\/1.1 \d+/, 'HTTP/1.1 418'));
        return barriers(page);
      }, options);
      expect(found).toEqual([]);
    }
  });

  it('says without scripts what to do instead', async () => {
    const seen = await visit((page) => page.locator('main').innerText(), { javaScriptEnabled: false });
    expect(seen).toContain('errdex decode');
  });

  it('is valid HTML', async () => {
    expect(await invalid(site, ['decode/index.html'])).toEqual([]);
  });
});
