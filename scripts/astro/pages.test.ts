import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { invalid } from '../../site/test/html.ts';
import { artifacts, brokenLinks } from '../../site/test/links.ts';
import { catalog } from './fixtures/catalog.ts';

let site: Built;
let pages: string[];

beforeAll(async () => {
  site = await built(catalog, { site: 'https://errors.example' });
  pages = site.files.filter((file) => file.endsWith('.html'));
});
afterAll(() => {
  site.remove();
});

describe('the pages of a catalog', () => {
  it('are one for each service, code, operation, old name and short link, and a list of all codes, in each language', () => {
    expect(pages[0]).toBe('404.html');
    const one = [
      'codes/index.html',
      'decode/index.html',
      'e/ADDRESS_GUESSED/index.html',
      'e/COIN/index.html',
      'e/LABEL_MISSING/index.html',
      'e/NO_LABEL/index.html',
      'e/PRINTER_GONE/index.html',
      'e/RATE_LIMIT/index.html',
      'e/err~3Acoin~2Fstuck/index.html',
      'index.html',
      'kiosk/COIN/index.html',
      'kiosk/RATE_LIMIT/index.html',
      'kiosk/err~3Acoin~2Fstuck/index.html',
      'kiosk/index.html',
      'parcels/ADDRESS_GUESSED/index.html',
      'parcels/LABEL_MISSING/index.html',
      'parcels/NO_LABEL/index.html',
      'parcels/PRINTER_GONE/index.html',
      'parcels/RATE_LIMIT/index.html',
      'parcels/index.html',
      'parcels/operation/createLabel/index.html',
      'parcels/operation/print/index.html',
      'parcels/operation/quote/index.html',
    ];
    const [, ...others] = catalog.locales;
    expect(others.length).toBeGreaterThan(0);
    expect(pages.slice(1)).toEqual([...one, ...others.flatMap((locale) => one.map((page) => `${locale}/${page}`))].toSorted());
  });

  it('lead to the same page in the other languages, in both directions', () => {
    const [first = '', ...others] = catalog.locales;
    for (const page of ['', 'parcels/', 'parcels/RATE_LIMIT/', 'e/RATE_LIMIT/']) {
      const alternates = [
        `<link rel="alternate" hreflang="${first}" href="https://errors.example/${page}">`,
        ...others.map((locale) => `<link rel="alternate" hreflang="${locale}" href="https://errors.example/${locale}/${page}">`),
      ];
      for (const alternate of alternates) {
        expect(site.read(`${page}index.html`)).toContain(alternate);
        for (const locale of others) expect(site.read(`${locale}/${page}index.html`)).toContain(alternate);
      }
      for (const locale of others) {
        expect(site.read(`${page}index.html`)).toContain(`<a href="/${locale}/${page}" hreflang="${locale}" lang="${locale}">`);
        expect(site.read(`${locale}/${page}index.html`)).toContain(`<a href="/${page}" hreflang="${first}" lang="${first}">`);
      }
    }
  });

  it('link to files of which there is one for all languages', () => {
    for (const locale of catalog.locales.slice(1))
      expect(site.read(`${locale}/parcels/RATE_LIMIT/index.html`)).toContain('href="/parcels/RATE_LIMIT.json"');
  });

  it('are valid HTML', async () => {
    expect(await invalid(site, pages)).toEqual([]);
  });

  it('lead only to pages, fragments and artifacts that there are', () => {
    expect(brokenLinks(site, artifacts(catalog))).toEqual([]);
  });

  it('stand under a strict content security policy, with nothing inline', () => {
    for (const page of pages) {
      const html = site.read(page);
      // A block of data is no script (HTML, 4.12.1): the policy has nothing to say about it.
      const bare = html.replace(/<script type="application\/(?:ld\+)?json">[^<]*<\/script>/g, '').replace(/="[^"]*"/g, '=');
      expect(html, page).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
      expect(html, page).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:|data:/);
      const inline = [...bare.matchAll(/<script\b([^>]*)>([^<]*)/g)].filter(
        ([, attributes, text]) => !attributes?.includes(' src=') || text !== '',
      );
      expect(inline, page).toEqual([]);
    }
  });

  it('escape whatever the catalog says', () => {
    const html = site.read('parcels/PRINTER_GONE/index.html');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html.replace(/="[^"]*"/g, '')).not.toContain('<script>alert');
  });

  it('send old names and short links on', () => {
    for (const page of ['kiosk/COIN/index.html', 'e/COIN/index.html', 'e/err~3Acoin~2Fstuck/index.html']) {
      const html = site.read(page);
      expect(html, page).toContain('<meta http-equiv="refresh" content="0; url=/kiosk/err~3Acoin~2Fstuck/">');
      expect(html, page).toContain('<link rel="canonical" href="https://errors.example/kiosk/err~3Acoin~2Fstuck/">');
    }
  });

  it('tell apart what one short link can mean', () => {
    const html = site.read('e/RATE_LIMIT/index.html');
    expect(html).toContain('href="/parcels/RATE_LIMIT/"');
    expect(html).toContain('href="/kiosk/RATE_LIMIT/"');
    expect(html).not.toContain('http-equiv="refresh"');
  });

  it('say in which language a text is that is not in theirs', async () => {
    const russian = await built({ ...catalog, locales: ['ru', 'en'] });
    const html = russian.read('parcels/RATE_LIMIT/index.html');
    russian.remove();
    expect(html).toContain('<html lang="ru">');
    expect(html).toMatch(/<span class="title">\s*Слишком много запросов/);
    expect(html).toMatch(/<span lang="en">\s*Your client sent more requests/);
  });

  it('are the same to the byte when they are built again', async () => {
    const again = await built(catalog, { site: 'https://errors.example' });
    const differing = again.files.filter((file) => again.read(file) !== site.read(file));
    again.remove();
    expect(again.files).toEqual(site.files);
    expect(differing).toEqual([]);
  });
});

describe('a site below a path', () => {
  it('links below it', async () => {
    const below = await built(catalog, { base: '/docs/errors' });
    const broken = brokenLinks(below, artifacts(catalog), '/docs/errors');
    const icons = below.read('index.html').match(/<link rel="icon"[^>]*>/)?.[0];
    below.remove();
    expect(broken).toEqual([]);
    expect(icons).toContain('href="/docs/errors/_astro/');
  });
});
