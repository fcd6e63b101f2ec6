import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { builtShipped } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { barriers, overflow, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { pageKinds } from '../test/page-kinds.ts';

const phone = { width: 390, height: 844 };
const laptop = { width: 1280, height: 800 };

let site: Built;
let catalog: CompiledCatalog;
let opened: Visited;
/** One page of every kind in every language, by what it is. */
let pages: { what: string; path: string }[];

beforeAll(async () => {
  ({ site, catalog } = await builtShipped());
  // The address that is not there is one of the pages.
  opened = await visited(site.root, inject('chromium'), { expected: /404 \(Not Found\)/ });
  pages = catalog.locales.flatMap((locale, at) =>
    pageKinds(catalog).map(({ name, path }) => ({ what: `${name} in ${locale}`, path: (at === 0 ? '' : `/${locale}`) + path })),
  );
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

/** What is wrong on each page, by page; pages where nothing is are left out. */
async function wrong(look: (page: Page) => Promise<string[]>, options = {}): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { what, path } of pages) {
    const seen = await opened.visit(path, look, options);
    if (seen.length > 0) found[what] = seen;
  }
  return found;
}

/** How far what was painted moved afterwards without anybody's doing (Layout Instability, Cumulative Layout Shift), and which elements. */
const shifts = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`new Promise((resolve) => {
    const found = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput)
          for (const { node } of entry.sources) found.push(\`\${entry.value.toFixed(4)} \${node?.nodeName ?? ''} \${node?.className ?? ''}\`);
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(found), 100);
  })`);

/** The text of a page, whatever hides it from the eye alone. */
const text = (page: Page): Promise<string> => page.locator('main').innerText();

describe('every kind of page, in every language', () => {
  it('has no barrier that axe finds, light and dark', { timeout: 600_000 }, async () => {
    expect(pages.length).toBeGreaterThan(20);
    const found = await wrong(async (page) => {
      const light = await barriers(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      return [...light, ...(await barriers(page))];
    });
    expect(found).toEqual({});
  });

  it.each([
    ['a laptop', laptop],
    ['a phone', phone],
  ])('moves nothing while it loads on %s, and moves nothing for show', { timeout: 240_000 }, async (_screen, viewport) => {
    const found = await wrong(
      async (page) => {
        await page.waitForLoadState('networkidle');
        const moving = await page.evaluate<number>('document.getAnimations().length');
        return [...(await shifts(page)), ...(moving > 0 ? [`${String(moving)} animations`] : [])];
      },
      { viewport, reducedMotion: 'reduce' },
    );
    expect(found).toEqual({});
  });

  it('keeps all its words at 200 % zoom and on a narrow phone, and needs no scrolling sideways', { timeout: 240_000 }, async () => {
    const found = await wrong(async (page) => {
      await page.waitForLoadState('networkidle');
      const before = new Set((await text(page)).split(/\s+/));
      const lost: string[] = [];
      for (const viewport of [
        { width: laptop.width / 2, height: laptop.height / 2 },
        { width: 320, height: 640 },
      ]) {
        await page.setViewportSize(viewport);
        const after = (await text(page)).replaceAll(/\s/g, '');
        lost.push(...[...before].filter((word) => !after.includes(word)));
        const wider = await overflow(page);
        if (wider > 0) lost.push(`${String(viewport.width)}: ${String(wider)} pixels wider`);
      }
      return lost;
    });
    expect(found).toEqual({});
  });

  it('shows without scripts nothing that needs them', { timeout: 120_000 }, async () => {
    const found = await wrong(
      async (page) => {
        const dead = await page.locator('button:visible, textarea:visible, select:visible, [role=combobox]:visible').count();
        const seen = await text(page);
        return [...(dead > 0 ? [`${String(dead)} controls`] : []), ...(seen.length < 60 ? [seen] : [])];
      },
      { javaScriptEnabled: false },
    );
    expect(found).toEqual({});
  });
});

/** The code with most messages: it has tabs. */
function tabbed(): CompiledCode {
  const [code] = catalog.services.flatMap(({ codes }) => codes).toSorted((one, two) => two.messages.length - one.messages.length);
  if (!code || code.messages.length < 2) throw new Error('no code has two messages');
  return code;
}
const focused = (page: Page, property: string): Promise<string> => page.evaluate<string>(`String(document.activeElement.${property})`);

describe('with the keyboard alone', () => {
  it('a reader searches, arrives, and turns the tabs of the payload', async () => {
    const code = tabbed();
    await opened.visit('/', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type(code.code.toLowerCase());
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${code.path}`);
      const seen: string[] = [];
      for (let steps = 0; steps < 60 && (await focused(page, 'name')) !== 'wire'; steps += 1) await page.keyboard.press('Tab');
      for (const _ of code.messages) {
        seen.push(await focused(page, 'value'));
        await page.keyboard.press('ArrowRight');
      }
      expect(seen).toEqual(code.messages.map(({ envelope }) => envelope));
    });
  });

  it('a reader goes from the decoder, by a sample, to the page of its code with its values', async () => {
    await opened.visit('/', async (page) => {
      for (let steps = 0; steps < 9 && !(await focused(page, 'href')).endsWith('/decode/'); steps += 1) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('#pasted').waitFor();
      for (let steps = 0; steps < 30 && !(await page.evaluate<boolean>("document.activeElement.matches('[data-paste]')")); steps += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('article.is-go a').first().focus();
      const address = new URL(await focused(page, 'href'));
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${address.pathname}*`);
      expect(address.hash).not.toBe('');
    });
  });
});

it('is served under a policy that allows nothing but its own files, and no code in text', async () => {
  const answer = await fetch(`${opened.origin}/`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/'unsafe-|\*|https?:|data:|blob:/);
});
