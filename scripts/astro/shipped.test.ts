import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtShipped } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { invalid } from '../../site/test/html.ts';
import { deadLinks } from '../../site/test/links.ts';
import { serve } from '../../site/test/serve.ts';
import type { CompiledCatalog } from '../compile/types.ts';

let site: Built;
let catalog: CompiledCatalog;

beforeAll(async () => {
  ({ site, catalog } = await builtShipped());
});
afterAll(() => {
  site.remove();
});

describe('the site of the shipped catalog', () => {
  it('has a page for every service and every code', () => {
    const wanted = catalog.services.flatMap((service) => [service.path, ...service.codes.map(({ path }) => path)]);
    expect(wanted.filter((path) => !site.files.includes(`${path.slice(1)}index.html`))).toEqual([]);
  });

  it('lists every code on the page of its service', () => {
    for (const service of catalog.services) {
      const html = site.read(`${service.path.slice(1)}index.html`);
      const table = html.slice(html.indexOf('<table class="codes"'), html.indexOf('</table>'));
      expect(service.codes.filter(({ path }) => !table.includes(`href="${path}"`))).toEqual([]);
    }
  });

  it('has no link or fragment, to page or artifact, that leads nowhere', { timeout: 180_000 }, async () => {
    const server = await serve(site.root);
    const { dead, passed } = await deadLinks(server.origin, catalog.url ?? '');
    server.close();
    expect(dead).toEqual([]);
    // Short links are there to be typed; whatever else there is, some page leads to it.
    const reached = site.files.filter((file) => file.endsWith('index.html') && !/(^|\/)e\//.test(file));
    expect(passed).toBeGreaterThan(reached.length);
  });

  it('has no script that holds up a page', () => {
    const pages = site.files.filter((file) => file.endsWith('.html'));
    const blocking = (html: string): string[] =>
      [...html.matchAll(/<script\b[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !/ type="(?:module|application\/(?:ld\+)?json)"/.test(tag));
    expect(pages.flatMap((page) => blocking(site.read(page)).map((tag) => `${page}: ${tag}`))).toEqual([]);
  });

  it('is valid HTML', { timeout: 180_000 }, async () => {
    expect(
      await invalid(
        site,
        site.files.filter((file) => file.endsWith('.html')),
      ),
    ).toEqual([]);
  });

  it('weighs at most 30 kB a code: page, style sheets and all scripts that it loads by itself, compressed', () => {
    const bytes = (text: string): number => gzipSync(text, { level: 9 }).length;
    /** A script and whatever it imports at once; what it imports later is asked for by the reader. */
    const scripts = (file: string): string[] => [
      file,
      ...[...site.read(file).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].flatMap(([, name]) => scripts(`_astro/${name ?? ''}`)),
    ];
    const heavy = catalog.services.flatMap(({ codes }) =>
      codes.flatMap(({ path }) => {
        const html = site.read(`${path.slice(1)}index.html`);
        const linked = [...html.matchAll(/(?:<script[^>]* src|<link rel="stylesheet" href)="\/([^"]+)"/g)].map(([, file]) => file ?? '');
        const files = new Set(linked.flatMap((file) => (file.endsWith('.js') ? scripts(file) : [file])));
        const weight = bytes(html) + [...files].reduce((sum, file) => sum + bytes(site.read(file)), 0);
        return files.size > 2 && weight <= 30_000 ? [] : [`${path} ${String(weight)} in ${String(files.size)} files`];
      }),
    );
    expect(heavy).toEqual([]);
  });

  it('washes on every page a line to match on, where a code or a promised wording is sent', () => {
    const missing = catalog.services.flatMap(({ codes }) =>
      codes
        .filter(({ messages, identifiedBy, wording }) => messages.length > 0 && (identifiedBy !== 'none' || wording === 'exact'))
        .filter(({ path }) => !/class="line hit"/.test(site.read(`${path.slice(1)}index.html`))),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});
