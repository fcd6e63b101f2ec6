import { build } from 'astro';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import errdex from './index.ts';

const host = fileURLToPath(new URL('./fixtures/host/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'errdex-host-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const read = (file: string): string => readFileSync(join(folder, 'out', file), 'utf8');

async function buildHost(catalog: string): Promise<void> {
  await build({
    root: host,
    configFile: false,
    logLevel: 'silent',
    site: 'https://shop.example',
    base: '/docs',
    outDir: join(folder, 'out'),
    cacheDir: join(folder, 'cache'),
    vite: { cacheDir: join(folder, 'vite') },
    integrations: [errdex({ catalog, prefix: '/errors' })],
  });
}

describe("the integration in somebody else's site", () => {
  it('puts pages and artifacts below the prefix, and leaves the rest alone', async () => {
    await buildHost(join(host, 'catalog'));
    expect(read('index.html')).toContain('<title>Shop</title>');
    expect(existsSync(join(folder, 'out/404.html'))).toBe(false);
    expect(read('errors/404/index.html')).toContain('data-index="/docs/errors/search/" data-roots="[&quot;/docs/errors/&quot;]"');
    expect(read('errors/codes/index.html')).toContain('href="/docs/errors/shop/SOLD_OUT/"');
    expect(read('errors/search/facets/index.json')).toContain('"codes":1');
    const page = read('errors/shop/SOLD_OUT/index.html');
    expect(page).toContain('href="/docs/errors/shop/"');
    expect(page).toContain('<link rel="canonical" href="https://shop.example/docs/errors/shop/SOLD_OUT/">');
    expect(page).toContain('href="/docs/errors/shop/SOLD_OUT.json"');
    expect(JSON.parse(read('errors/shop/SOLD_OUT.json'))).toMatchObject({ service: 'shop', code: 'SOLD_OUT' });
    expect(page).toContain('data-index="/docs/errors/search/"');
    expect(read('errors/search/index.json')).toContain('"codes":1');
    expect(read('errors/search/prose/pagefind-entry.json')).toContain('"page_count":1');
    expect(read('errors/llms.txt')).toContain('https://shop.example/docs/errors/shop/SOLD_OUT');
  });

  it('says where the catalog is wrong', async () => {
    const broken = join(folder, 'catalog');
    cpSync(join(host, 'catalog'), broken, { recursive: true });
    const file = join(broken, 'shop/service.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('status: 409', 'status: 4090'));
    await expect(buildHost(broken)).rejects.toThrow(/shop\/service\.yaml:12:\d+: /);
  });

  it('refuses a component that does not exist', () => {
    const components = JSON.parse('{ "Foter": "./src/Footer.astro" }') as Record<string, string>;
    expect(() => errdex({ components })).toThrow(
      "there is no component 'Foter' (did you mean 'Footer'?); there are Head, Header, Footer, CodeSection",
    );
  });

  it('refuses a prefix that is no path', () => {
    expect(() => errdex({ prefix: 'errors/' })).toThrow(
      "prefix must begin with a slash and end without one, such as '/errors'; it is 'errors/'",
    );
  });
});
