import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { builtShipped } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { barriers, colourBarriers, overflow, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { decodeFragment } from '../decode/fragment.ts';
import { pageKinds } from '../test/page-kinds.ts';

const phone = { width: 390, height: 844 };
const laptop = { width: 1280, height: 800 };

let site: Built;
let catalog: CompiledCatalog;
let opened: Visited;
/** The same behind a line on which pages come in pieces: what moves while a page arrives is not seen otherwise, or by chance. */
let slowly: Visited;
/** One page of every kind in every language, by what it is. */
let pages: { what: string; path: string }[];

beforeAll(async () => {
  ({ site, catalog } = await builtShipped());
  // The address that is not there is one of the pages.
  const expected = /404 \(Not Found\)/;
  opened = await visited(site.root, inject('chromium'), { expected });
  slowly = await visited(site.root, inject('chromium'), { expected }, { pieces: 30, pause: 30 });
  pages = catalog.locales.flatMap((locale, at) =>
    pageKinds(catalog).map(({ name, path }) => ({ what: `${name} in ${locale}`, path: (at === 0 ? '' : `/${locale}`) + path })),
  );
});
afterAll(async () => {
  await opened.close();
  await slowly.close();
  site.remove();
});

/** Pages that are open at once: the browser waits for the server and the other way round. */
const together = 4;

/** What is seen on each page, by page. */
async function look<T>(at: (page: Page) => Promise<T>, options = {}, by = opened): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  const waiting = [...pages];
  const visitor = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) found.set(next.what, await by.visit(next.path, at, options));
  };
  await Promise.all(Array.from({ length: together }, visitor));
  return found;
}

/** What is wrong on each page, by page; pages where nothing is are left out. */
function wrong<T>(seen: ReadonlyMap<string, T>, faults: (one: T) => readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries([...seen].flatMap(([what, one]) => (faults(one).length > 0 ? [[what, faults(one)]] : [])));
}

/** How far what was painted moved afterwards without anybody's doing (Layout Instability, Cumulative Layout Shift), and which elements. */
async function shifts(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  return await page.evaluate<string[]>(`new Promise((resolve) => {
    const found = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput)
          for (const { node } of entry.sources) found.push(\`\${entry.value.toFixed(4)} \${node?.nodeName ?? ''} \${node?.className ?? ''}\`);
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(found), 100);
  })`);
}

/** The text of a page, whatever hides it from the eye alone. */
const text = (page: Page): Promise<string> => page.locator('main').innerText();

/** Words that a smaller window takes away, and how much wider than it the page is. */
async function squeezed(page: Page): Promise<string[]> {
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
}

describe('every kind of page, in every language', () => {
  /** All that is measured on a laptop, in one visit of each page. */
  let seen: Map<string, { animations: number; light: string[]; dark: string[]; lost: string[] }>;

  beforeAll(async () => {
    expect(pages.length).toBeGreaterThan(20);
    seen = await look(
      async (page) => {
        await page.waitForLoadState('networkidle');
        const animations = await page.evaluate<number>('document.getAnimations().length');
        const light = await barriers(page);
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        // What the page is made of is the same; its colours are not.
        const dark = await colourBarriers(page);
        return { animations, light, dark, lost: await squeezed(page) };
      },
      { viewport: laptop, reducedMotion: 'reduce' },
    );
  }, 600_000);

  it('has no barrier that axe finds, light and dark', () => {
    expect(wrong(seen, ({ light }) => light)).toEqual({});
    expect(wrong(seen, ({ dark }) => dark)).toEqual({});
  });

  it('moves nothing for show where the reader does not want it', () => {
    expect(wrong(seen, ({ animations }) => (animations > 0 ? [`${String(animations)} animations`] : []))).toEqual({});
  });

  it.each([
    ['laptop', laptop],
    ['phone', phone],
  ])('moves nothing while it arrives, a piece at a time, on a %s', async (_, viewport) => {
    expect(wrong(await look(shifts, { viewport }, slowly), (moved) => moved)).toEqual({});
  });

  it('keeps all its words at 200 % zoom and on a narrow phone, and needs no scrolling sideways', () => {
    expect(wrong(seen, ({ lost }) => lost)).toEqual({});
  });

  it('shows without scripts nothing that needs them', async () => {
    const bare = await look(
      async (page) => {
        const dead = await page.locator('button:visible, textarea:visible, select:visible, [role=combobox]:visible').count();
        const said = await text(page);
        return [...(dead > 0 ? [`${String(dead)} controls`] : []), ...(said.length < 60 ? [said] : [])];
      },
      { javaScriptEnabled: false },
    );
    expect(wrong(bare, (faults) => faults)).toEqual({});
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
      // The sample holds the values of the example, so no line of the message differs; the fields tell what came.
      await page.locator('#values[open] [role=status]').filter({ hasText: /./ }).waitFor();
      const sent = decodeFragment(address.hash, new Set());
      const fields = await page
        .locator('#values [data-field]')
        .evaluateAll((inputs: HTMLInputElement[]) => inputs.map((input): [string, string] => [input.dataset['field'] ?? '', input.value]));
      const filled = fields.filter(([, value]) => value !== '');
      expect(filled.length).toBeGreaterThan(0);
      for (const [ref, value] of filled) expect(value, ref).toBe(sent.get(ref));
      // And they are the next stop, to be changed.
      await page.locator('#values summary').focus();
      await page.keyboard.press('Tab');
      expect(await focused(page, 'id')).toBe('value-0');
    });
  });
});

it('is served under a policy that allows nothing but its own files, and no code in text', async () => {
  const answer = await fetch(`${opened.origin}/`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/'unsafe-|\*|https?:|data:|blob:/);
});
