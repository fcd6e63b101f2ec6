import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { invalid } from '../../site/test/html.ts';
import { artifacts, brokenLinks } from '../../site/test/links.ts';
import { barriers, overflow, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import { categories } from '../model/vocabulary.ts';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { emit } from '../emit/index.ts';
import { writeInto } from '../emit/writer.ts';
import { catalog as small } from './fixtures/catalog.ts';
import { compiledCode, compiledService } from './fixtures/make.ts';

/** More codes than a page holds, with an operation that raises them all. */
const names = Array.from({ length: 520 }, (_, at) => `M${String(at)}`);
const kinds = Object.keys(categories) as CompiledCode['category'][];
const mill = compiledService({
  service: 'mill',
  title: { en: 'Mill' },
  transports: ['kafka'],
  envelopes: [],
  operations: [{ name: 'grind', title: { en: 'Grind' }, event: 'grind', raises: names }],
  codes: names.map((id, at) =>
    compiledCode({
      service: 'mill',
      id,
      title: { en: `Stone ${String(at)} is <b>stuck</b>` },
      transports: ['kafka'],
      category: kinds[at % kinds.length] ?? 'server',
      fatal: at % 3 === 0,
      retry: { when: at % 2 === 0 ? 'never' : 'at-once' },
      retryable: at % 2 === 1,
      effect: 'nothing',
      actor: 'operator',
      raisedBy: at === 0 ? [{ operation: 'grind', when: { en: 'no corn is left' } }] : [],
    }),
  ),
});
const catalog: CompiledCatalog = { ...small, services: [...small.services, mill] };
const codes = catalog.services.flatMap((service) => service.codes);
const total = codes.length;

let site: Built;
let opened: Visited;

beforeAll(async () => {
  site = await built(catalog);
  await writeInto(site.root, emit(catalog));
  opened = await visited(site.root, inject('chromium'), { expected: /404 \(Not Found\)/ });
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

const visit: Visited['visit'] = (...given) => opened.visit(...given);
const pathOf = (address: string): string => new URL(address).pathname;

const listed = (page: Page): Promise<string[]> => page.locator('table.codes:visible tbody tr:not(.group) th a').allInnerTexts();
/** Waits until the list says so many of all, and gives the codes that it shows. */
async function says(page: Page, text: string): Promise<string[]> {
  await page.locator('.list [role=status]').filter({ hasText: text }).waitFor();
  return listed(page);
}
const query = (page: Page): string => new URL(page.url()).search;
const names50 = (wanted: (code: CompiledCode) => boolean): string[] =>
  codes
    .filter(wanted)
    .map(({ code }) => code)
    .slice(0, 50);

describe('a list of codes', () => {
  it('is narrowed by keyboard alone, announces the number, and keeps everything in the address', async () => {
    await visit('/codes/', async (page) => {
      await page.locator('summary', { hasText: 'Status' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await says(page, `1 error of ${String(total)}`)).toEqual(['ADDRESS_GUESSED']);
      expect(query(page)).toBe('?status=2xx');
      // A second value of the same facet widens the list.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect((await says(page, `3 errors of ${String(total)}`)).toSorted()).toEqual(['ADDRESS_GUESSED', 'LABEL_MISSING', 'RATE_LIMIT']);
      expect(query(page)).toBe('?status=2xx&status=4xx');
      await page.keyboard.press('Escape');
      expect(await page.locator('details[open]').count()).toBe(0);
      expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('SUMMARY');
    });
  });

  it('asks a fact that is true or false as any, yes or no, with the numbers of each', async () => {
    await visit('/codes/', async (page) => {
      await page.locator('summary', { hasText: 'Session ends' }).click();
      const choose = (name: string): Promise<void> => page.getByRole('radio', { name }).check();
      const sessions = (fatal: boolean): number => codes.filter((code) => code.fatal === fatal).length;
      await choose('Yes');
      await says(page, `${String(sessions(true))} errors of`);
      expect(query(page)).toBe('?fatal=yes');
      await choose('No');
      expect(await says(page, `${String(sessions(false))} errors of`)).toEqual(names50(({ fatal }) => fatal === false));
      // The numbers are those of the choice, not of what is chosen.
      expect(await page.locator('[data-facet=fatal] i').allInnerTexts()).toEqual([String(sessions(true)), String(sessions(false))]);
      await choose('Any');
      await page.locator('.plain-list').waitFor({ state: 'visible' });
      expect(query(page)).toBe('');
    });
  });

  it('goes back and forward with the browser', async () => {
    await visit('/codes/', async (page) => {
      await page.locator('summary', { hasText: 'Service' }).click();
      await page.getByRole('checkbox', { name: 'Kiosk' }).check();
      await says(page, '2 errors of');
      await page.locator('summary', { hasText: /^Retryable/ }).click();
      await page.getByRole('radio', { name: 'Yes' }).check();
      await says(page, '1 error of');
      await page.goBack();
      await says(page, '2 errors of');
      expect(await page.getByRole('radio', { name: 'Any', includeHidden: true }).first().isChecked()).toBe(true);
      await page.goBack();
      await page.locator('.plain-list').waitFor({ state: 'visible' });
      await page.goForward();
      expect(await says(page, '2 errors of')).toEqual(['RATE_LIMIT', 'err:coin/stuck']);
      await page.reload();
      expect(await says(page, '2 errors of')).toEqual(['RATE_LIMIT', 'err:coin/stuck']);
    });
  });

  it('has a reset for each facet and for all, which leaves the focus where the reader is', async () => {
    await visit('/codes/?service=kiosk&category=server&sort=code&utm=mail', async (page) => {
      expect(await says(page, '1 error of')).toEqual(['err:coin/stuck']);
      await page.getByRole('button', { name: 'Reset Category: Server' }).press('Enter');
      expect(await says(page, '2 errors of')).toEqual(['err:coin/stuck', 'RATE_LIMIT']);
      expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Category');
      await page.getByRole('button', { name: 'Reset all' }).press('Enter');
      await page.locator('.plain-list').waitFor({ state: 'visible' });
      expect(query(page)).toBe('?utm=mail');
      expect(await page.locator('.chosen').isVisible()).toBe(false);
    });
  });

  it('can be sorted, and grows on demand only', async () => {
    await visit('/codes/?sort=code', async (page) => {
      await says(page, `${String(total)} errors of`);
      const sorted = codes.map(({ code }) => code).toSorted(new Intl.Collator('en', { numeric: true }).compare);
      const first = await listed(page);
      expect(first).toHaveLength(50);
      expect(first.slice(10)).toEqual(sorted.slice(10, 50));
      await page.getByRole('button', { name: 'Show 50 more' }).press('Enter');
      await page.locator('.results tbody tr').nth(99).waitFor();
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(sorted[50]);
      expect(query(page)).toBe('?sort=code&shown=100');
      await page.reload();
      await page.locator('.results tbody tr').nth(99).waitFor();
    });
  });

  it('says so when nothing fits, also for a value that no code has, and offers the way back', async () => {
    await visit('/codes/?status=418', async (page) => {
      expect(await says(page, `No error of ${String(total)} fits`)).toEqual([]);
      await page.getByRole('button', { name: 'Reset Status: 418' }).click();
      await page.locator('.plain-list').waitFor({ state: 'visible' });
    });
  });

  it('loads its data when somebody filters, and not before', async () => {
    await visit('/codes/', async (page, asked) => {
      await page.waitForLoadState('networkidle');
      expect(asked.map(pathOf).filter((path) => path.startsWith('/search/'))).toEqual([]);
      const last = page.waitForResponse('**/columns/0.json*');
      await page.locator('summary', { hasText: 'Category' }).click();
      await last;
      expect(asked.map(pathOf).filter((path) => path.startsWith('/search/'))).toEqual([
        '/search/facets/index.json',
        '/search/facets/columns/0.json',
      ]);
    });
  });

  it('shows text as text, with the words of the plain list', async () => {
    await visit('/mill/?category=validation', async (page) => {
      await says(page, 'of 520');
      const row = page.locator('.results tbody tr').first();
      const filtered = await row.innerText();
      expect(filtered).toContain('is <b>stuck</b>');
      const address = (await row.locator('a').getAttribute('href')) ?? '';
      await page.getByRole('button', { name: 'Reset all' }).click();
      const plain = page.locator('.plain-list tr', { has: page.locator(`a[href="${address}"]`) });
      expect((await plain.innerText()).split(/\s+/)).toEqual(filtered.split(/\s+/));
    });
  });

  it('of a service has no other codes, and leads to the pages of its codes', async () => {
    await visit('/mill/?retryable=yes', async (page) => {
      expect(await says(page, '260 errors of 520')).toEqual(names50(({ service, retryable }) => service === 'mill' && retryable));
      expect(await page.locator('[data-facet=service]').count()).toBe(0);
      await page.locator('.results').getByRole('link', { name: 'M7', exact: true }).click();
      await page.waitForURL('**/mill/M7/');
    });
  });

  it('says when the data cannot be had, and shows the plain list', async () => {
    await visit('/codes/', async (page) => {
      await page.route('**/search/**', (route) => route.fulfill({ status: 200, body: 'no data' }));
      await page.locator('summary', { hasText: 'Category' }).click();
      await page.getByRole('checkbox', { name: 'Limit' }).check();
      expect((await says(page, 'could not be loaded')).length).toBeGreaterThan(0);
    });
  });

  it('is whole without scripts, over pages that lead to each other', async () => {
    const seen = await visit(
      '/codes/',
      async (page) => {
        expect(await page.locator('.facets').isVisible()).toBe(false);
        const first = await listed(page);
        await page.getByRole('link', { name: '2', exact: true }).first().click();
        return [...first, ...(await listed(page))];
      },
      { javaScriptEnabled: false },
    );
    expect(seen).toEqual(codes.map(({ code }) => code));
  });

  it('is accessible while it is filtered and a panel is open, in light and dark, on a phone too', async () => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 390, height: 844 } }] as const)
      for (const path of ['/codes/page/2/?category=limit&retryable=no', '/parcels/?status=4xx', '/']) {
        const seen = await visit(
          path,
          async (page) => {
            if (path !== '/') {
              await says(page, 'of');
              await page.locator('summary', { hasText: 'Category' }).click();
            }
            return [...(await barriers(page)), await overflow(page)];
          },
          options,
        );
        expect(seen, path).toEqual([0]);
      }
  });
});

describe('the matrix', () => {
  it('leads from each number to a list of as many codes', async () => {
    await visit('/', async (page) => {
      for (const which of ['all errors', 'retryable', 'not retryable']) {
        await page.getByRole('radio', { name: which, exact: true }).check();
        const links = await page.locator('.matrix td a:visible').all();
        expect(links.length).toBeGreaterThan(10);
        for (const link of links.filter((_, at) => at % 5 === 0)) {
          const [href, text] = [opened.origin + ((await link.getAttribute('href')) ?? ''), await link.innerText()];
          const list = await page.context().newPage();
          await list.goto(href);
          await list.locator('.chip').first().waitFor();
          await list.locator('.list [role=status]').filter({ hasText: ' of ' }).waitFor();
          expect(await list.locator('.list [role=status]').innerText(), href).toMatch(new RegExp(`^${text} errors? of`));
          await list.close();
        }
      }
    });
  });
});

describe('operations', () => {
  it('lead to all that they raise, with the condition, and from the page of a code', async () => {
    await visit('/mill/M0/', async (page) => {
      await page.locator('#raised ~ ul a').first().click();
      await page.waitForURL('**/mill/operation/grind/');
      expect(await page.locator('h2').innerText()).toBe('520 errors');
      expect(await page.locator('main').innerText()).toContain('no corn is left');
      const first = await listed(page);
      await page.getByRole('link', { name: '2', exact: true }).first().click();
      await page.waitForURL('**/mill/operation/grind/page/2/');
      expect([...first, ...(await listed(page))]).toEqual(names);
    });
  });
});

describe('an unknown address', () => {
  it.each([
    ['/parcels/LABEL-MISING/', 'LABEL_MISSING A required field is missing'],
    ['/e/printer', 'PRINTER_GONE'],
    ['/parcels/NO_LABEL.html', 'LABEL_MISSING'],
    ['/no/such/err%3Acoin%2Fstuk', 'err:coin/stuck'],
  ])('%s gets the nearest codes', async (path, text) => {
    const seen = await visit(path, async (page, asked) => {
      await page.locator('#nearest li').first().waitFor();
      expect(asked.filter((one) => pathOf(one).startsWith('/e/index'))).toEqual([]);
      return page.locator('#nearest').innerText();
    });
    expect(seen).toContain(text);
  });

  it('offers those of the service in the address first, and says how to report what is missing', async () => {
    await visit('/kiosk/RATE_LIMITS/?token=secret#x', async (page) => {
      await page.locator('#nearest li').first().waitFor();
      expect(await page.locator('#nearest a').first().getAttribute('href')).toBe('/kiosk/RATE_LIMIT/');
      const report = page.locator('#report');
      expect(await report.innerText()).toContain('/kiosk/RATE_LIMITS/');
      expect(await report.innerText()).not.toContain('secret');
      expect(await report.locator('tbody tr.meant a').first().innerText()).toBe('Kiosk');
    });
    await visit('/parcels/%3Cimg%20src=x%20onerror=alert(1)%3E', async (page) => {
      expect(await page.locator('#report').innerText()).toContain('%3Cimg');
      expect(await page.locator('#report a[href^="mailto:"]').getAttribute('href')).toBe('mailto:help@parcels.example');
      expect(await page.locator('main img').count()).toBe(0);
    });
  });
});

describe('the pages', () => {
  it('are valid, and lead only to what there is', async () => {
    const pages = [
      'index.html',
      '404.html',
      'codes/index.html',
      'codes/page/2/index.html',
      'mill/index.html',
      'mill/operation/grind/page/2/index.html',
    ];
    expect(await invalid(site, pages)).toEqual([]);
    expect(brokenLinks(site, artifacts(catalog))).toEqual([]);
  });

  it('stay light however many codes there are', () => {
    const heavy = site.files.filter((file) => file.endsWith('.html') && gzipSync(site.read(file)).length > 60_000);
    expect(heavy).toEqual([]);
  });
});
