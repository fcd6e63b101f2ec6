import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readBuilt } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { invalid } from '../../site/test/html.ts';
import { brokenLinks } from '../../site/test/links.ts';
import { barriers, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import { build } from '../build.ts';
import { buildSite } from './build.ts';

let site: Built;
let opened: Visited;

beforeAll(async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'errdex-guides-')), 'out');
  const catalog = fileURLToPath(new URL('./fixtures/guides/', import.meta.url));
  const run = await build({ catalog, out, site: buildSite, today: '2026-11-20', toolVersion: '0.0.0' });
  if (!run.catalog) throw new Error(JSON.stringify(run.diagnostics));
  site = readBuilt(out);
  opened = await visited(out, inject('chromium'));
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

const visit: Visited['visit'] = (...given) => opened.visit(...given);

const guides = ['guides/limits', 'guides/first-steps', 'shop/guides/stock'];
const pages = ['', 'ru/'].flatMap((root) => guides.map((guide) => `${root}${guide}/index.html`));

describe('the guides of a catalog', () => {
  it('have a page in every language, which is valid and leads to pages that there are', async () => {
    expect(site.files.filter((file) => file.includes('guides/')).toSorted()).toEqual(pages.toSorted());
    expect(await invalid(site, pages)).toEqual([]);
    expect(brokenLinks(site)).toEqual([]);
  });

  it('are listed where they belong, in their order', () => {
    const listed = (file: string): string[] =>
      [...site.read(file).matchAll(/href="([^"]*\/guides\/[^"]*)"/g)].map((match) => match[1] ?? '');
    expect(listed('index.html')).toEqual(['/guides/first-steps/', '/guides/limits/']);
    expect(listed('ru/index.html')).toEqual(['/ru/guides/first-steps/', '/ru/guides/limits/']);
    expect(listed('shop/index.html')).toEqual(['/shop/guides/stock/']);
    expect(site.read('ru/index.html')).toContain('Ограничения');
    expect(site.read('llms.txt')).toContain('(/guides/limits/): How much may be asked.');
  });

  it('are programs of their authors: imports, exports and expressions work', () => {
    expect(site.read('guides/limits/index.html')).toMatch(/<p class="note-of-mine">\s*At most 60 a minute\./);
  });

  it('have pictures from beside them, whose place is kept free', () => {
    const [, path = ''] =
      /<img src="\/(_errdex\/guide\.[0-9a-f]{10}\.svg)" alt="The wait grows, then shrinks" width="120" height="40">/.exec(
        site.read('guides/limits/index.html'),
      ) ?? [];
    expect(site.files).toContain(path);
    const html = site.read('guides/limits/index.html');
    expect(html).toContain(`<img src="/${path}" alt="Smaller" width="60" class="small">`);
    expect(html).toContain(`<img src="/${path}" alt width="120" height="40">`);
    expect(site.read(path)).toBe(readFileSync(new URL('./fixtures/guides/guides/pictures/the wait.svg', import.meta.url), 'utf8'));
  });

  it('have headings with ids of their own, and links in the language of the page', () => {
    const html = site.read('guides/limits/index.html');
    expect(html).toContain('<h2 id="how-much">How <em>much</em></h2>');
    expect(html).toContain('<h2 id="how-much-2">');
    expect(html).toContain('<a href="/shop/">the shop</a>');
    expect(site.read('ru/guides/limits/index.html')).toContain('<h2 id="сколько-именно">');
    expect(site.read('ru/guides/first-steps/index.html')).toContain('href="/ru/shop/SOLD_OUT/"');
  });

  it('show what the catalog says, as text whatever it holds', () => {
    const html = site.read('guides/limits/index.html');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; {constructor} too many');
    expect(html).not.toContain('<img src=x');
    // The payload, the block of code in the colours of the site, the recipe, and a table of both codes.
    expect(html).toContain('<span class="k">Retry-After</span>');
    expect(html).toContain('<b>answer.json</b>');
    expect(html).toContain('curl');
    expect(html).toMatch(/<table class="codes"[\s\S]*SOLD_OUT[\s\S]*TOO_MANY/);
    expect(html.replace(/="[^"]*"/g, '=')).not.toMatch(/\sstyle=|<style/);
  });

  it('say so where they are not translated, and in which language they are', () => {
    const html = site.read('ru/guides/first-steps/index.html');
    expect(html).toContain('Тексты этой страницы пока не переведены.');
    expect(html).toContain('<div class="guide" lang="en">');
    expect(html).toMatch(/role="tooltip" id="tip-1" lang="ru"/);
    expect(site.read('ru/guides/limits/index.html')).not.toContain('untranslated');
  });
});

describe('a guide whose code fails', () => {
  it.each([
    ['an expression', '{most}', '{most.a.b}', "Cannot read properties of undefined (reading 'b')"],
    ['an import', './Note.astro', './Missing.astro', "Could not resolve './Missing.astro'"],
  ])('is a finding that names the file: %s', async (_what, sound, broken, message) => {
    const catalog = join(mkdtempSync(join(tmpdir(), 'errdex-guides-')), 'catalog');
    cpSync(fileURLToPath(new URL('./fixtures/guides/', import.meta.url)), catalog, { recursive: true });
    const file = join(catalog, 'guides/limits.mdx');
    writeFileSync(file, readFileSync(file, 'utf8').replace(sound, broken));
    const silently: typeof buildSite = (compiled, options) => buildSite(compiled, { ...options, logLevel: 'silent' });
    const run = await build({ catalog, out: `${catalog}-out`, site: silently, today: '2026-11-20', toolVersion: '0.0.0' });
    const found = run.diagnostics.find(({ severity }) => severity === 'error');
    expect(found).toMatchObject({ rule: 'guide-failed', message: `the code of the guide fails: ${message}` });
    expect(found?.at.span?.file).toBe('guides/limits.mdx');
    expect(existsSync(`${catalog}-out`)).toBe(false);
    rmSync(dirname(catalog), { recursive: true });
  });
});

describe('in Chromium', () => {
  it('a mention shows its verdicts on hover and on focus, until Escape, and can be pointed at', async () => {
    const seen = await visit('/guides/limits/', async (page) => {
      const mention = page.locator('.mention').first();
      const tip = mention.locator('[role=tooltip]');
      const states = [await tip.isVisible()];
      await mention.locator('a').hover();
      states.push(await tip.isVisible());
      await tip.hover();
      states.push(await tip.isVisible());
      await page.keyboard.press('Escape');
      states.push(await tip.isVisible());
      await page.mouse.move(5, 700);
      await mention.locator('a').focus();
      states.push(await tip.isVisible());
      await page.keyboard.press('Escape');
      states.push(await tip.isVisible());
      return { states, text: (await tip.textContent())?.replaceAll(/\s+/g, ' ') };
    });
    expect(seen.states).toEqual([false, true, true, false, true, false]);
    expect(seen.text).toContain('Retry? After 60 s');
  });

  it('the language switch stays on the page, and says where it leads', async () => {
    const seen = await visit('/guides/limits/', async (page) => {
      await page.getByRole('navigation', { name: 'Language' }).getByRole('link', { name: 'Русский' }).click();
      await page.waitForURL('**/ru/guides/limits/');
      const heading = await page.locator('h1').textContent();
      await page.getByRole('navigation', { name: 'Язык' }).getByRole('link', { name: 'English' }).click();
      await page.waitForURL(`${opened.origin}/guides/limits/`);
      return heading?.trim();
    });
    expect(seen).toBe('Ограничения');
  });

  it('search answers in the language of the page, in whichever the query is', async () => {
    const ask = async (path: string, query: string) =>
      visit(path, async (page) => {
        await page.locator('#search input').first().fill(query);
        const option = page.locator('#found [role=option]').first();
        await option.waitFor();
        return { text: (await option.textContent())?.replaceAll(/\s+/g, ' ').trim(), href: await option.getAttribute('href') };
      });
    const english = await ask('/', 'sold_out');
    expect(english).toMatchObject({ href: '/shop/SOLD_OUT/' });
    expect(english.text).toContain('Too few are left');
    const russian = await ask('/ru/', 'sold_out');
    expect(russian).toMatchObject({ href: '/ru/shop/SOLD_OUT/' });
    expect(russian.text).toContain('Осталось слишком мало Магазин');
    expect(await ask('/ru/', 'too few are left')).toMatchObject({ href: '/ru/shop/SOLD_OUT/' });
    expect(await ask('/ru/', 'сколько спрашивать')).toMatchObject({ href: '/ru/guides/limits/' });
  });

  it.each(['/guides/limits/', '/ru/guides/limits/', '/ru/', '/ru/shop/SOLD_OUT/'])(
    '%s has no barrier that axe finds, light and dark, with a mention open',
    async (path) => {
      for (const scheme of ['light', 'dark'] as const) {
        const found = await visit(
          path,
          async (page) => {
            const mention = page.locator('.mention a').first();
            if ((await mention.count()) > 0) await mention.focus();
            return barriers(page);
          },
          { colorScheme: scheme },
        );
        expect(found).toEqual([]);
      }
    },
  );
});
