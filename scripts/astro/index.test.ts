import { build } from 'astro';
import type { AstroInlineConfig } from 'astro';
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import errdex from './index.ts';

const host = fileURLToPath(new URL('./fixtures/host/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'errdex-host-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const read = (file: string): string => readFileSync(join(folder, 'out', file), 'utf8');

async function buildHost(catalog: string, more: AstroInlineConfig = {}): Promise<void> {
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
    ...more,
  });
}

/** Starts Astro's development server in a process of its own, since it holds back under Vitest; that writes its port. */
function developed(catalog: string): ChildProcessByStdio<null, Readable, Readable> {
  const config = {
    root: host,
    configFile: false,
    logLevel: 'silent',
    cacheDir: join(folder, 'cache'),
    vite: { cacheDir: join(folder, 'vite') },
    server: { host: '127.0.0.1', port: 0 },
  };
  const script = `
import { dev } from 'astro';
import errdex from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
const options = ${JSON.stringify({ catalog, prefix: '/errors' })};
const server = await dev({ ...${JSON.stringify(config)}, integrations: [errdex(options)] });
console.log(server.address.port);
`;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV)/.test(name)));
  return spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: host, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

describe("the integration in somebody else's site", () => {
  it('puts pages and artifacts below the prefix, and leaves the rest alone', async () => {
    await buildHost(join(host, 'catalog'));
    expect(read('index.html')).toContain('<title>Shop</title>');
    expect(existsSync(join(folder, 'out/404.html'))).toBe(false);
    expect(read('errors/404/index.html')).toContain(
      'data-index="/docs/errors/search/" data-end="/" data-roots="[&quot;/docs/errors/&quot;]"',
    );
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

  it.each([
    { trailingSlash: 'always', format: 'directory', page: 'SOLD_OUT/index.html', end: '/' },
    { trailingSlash: 'never', format: 'directory', page: 'SOLD_OUT/index.html', end: '' },
    { trailingSlash: 'ignore', format: 'directory', page: 'SOLD_OUT/index.html', end: '/' },
    { trailingSlash: 'never', format: 'file', page: 'SOLD_OUT.html', end: '' },
    { trailingSlash: 'ignore', format: 'file', page: 'SOLD_OUT.html', end: '' },
    { trailingSlash: 'ignore', format: 'preserve', page: 'SOLD_OUT.html', end: '' },
  ] as const)('its addresses end as the site has them: $trailingSlash, $format', async ({ trailingSlash, format, page, end }) => {
    rmSync(join(folder, 'out'), { recursive: true });
    await buildHost(join(host, 'catalog'), { trailingSlash, build: { format } });
    const html = read(`errors/shop/${page}`);
    const address = `https://shop.example/docs/errors/shop/SOLD_OUT`;
    expect(html).toContain(`<link rel="canonical" href="${address}${end}">`);
    expect(html).toContain(`<meta property="og:image" content="${address}.png">`);
    expect(existsSync(join(folder, 'out/errors/shop/SOLD_OUT.png'))).toBe(true);
    // For the search box. An empty attribute stands without a value.
    expect(html).toContain(end === '' ? ' data-end data-index' : ' data-end="/" data-index');
    const data = JSON.parse(read('errors/shop/SOLD_OUT.json')) as { links: { page: string } };
    expect(JSON.stringify(data)).toContain(`"${address}${end}"`);
    expect(read('errors/sitemap.xml')).toContain(`<loc>${address}${end}</loc>`);
    // Every link of the page to a page leads to a file that is there, under the address that the site gives it.
    const links = [...html.matchAll(/href="\/docs\/(errors[^"#?]*)"/g)].map(([, link]) => link ?? '');
    const pages = links.filter((link) => !/\.\w+$/.test(link));
    expect(pages.length).toBeGreaterThan(1);
    for (const link of pages) {
      expect(link.endsWith('/'), link).toBe(end === '/');
      const bare = link.replace(/\/$/, '');
      const there = [`${bare}/index.html`, `${bare}.html`].filter((file) => existsSync(join(folder, 'out', file)));
      expect(there, link).not.toEqual([]);
    }
    for (const link of links.filter((one) => /\.\w+$/.test(one))) expect(existsSync(join(folder, 'out', link)), link).toBe(true);
    const short = read(format === 'directory' ? 'errors/e/SOLD_OUT/index.html' : 'errors/e/SOLD_OUT.html');
    expect(short).toContain(`content="0; url=/docs/errors/shop/SOLD_OUT${end}"`);
    for (const name of ['_headers', '_redirects', 'robots.txt']) expect(existsSync(join(folder, 'out/errors', name))).toBe(false);
  });

  it('in development, runs a module of the catalog once, and shows edits of other files', async () => {
    const catalog = join(folder, 'edited');
    const [file, log] = [join(catalog, 'shop/service.yaml'), join(folder, 'runs.txt')];
    cpSync(join(host, 'catalog'), catalog, { recursive: true });
    mkdirSync(join(catalog, 'shop/codes'));
    writeFileSync(
      join(catalog, 'shop/codes/more.ts'),
      `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(log)}, 'run\\n');\nexport default {};\n`,
    );
    const child = developed(catalog);
    try {
      const origin = await new Promise<string>((resolve, reject) => {
        let talk = '';
        child.stderr.setEncoding('utf8').on('data', (part: string) => (talk += part));
        child.stdout.setEncoding('utf8').on('data', (port: string) => resolve(`http://127.0.0.1:${port.trim()}`));
        child.on('close', () => reject(new Error(talk)));
      });
      const page = async (): Promise<string> => (await fetch(`${origin}/errors/shop/SOLD_OUT/`)).text();
      const before = readFileSync(file, 'utf8');
      const [, title = ''] = /SOLD_OUT:\n +title: (.+)/.exec(before) ?? [];
      expect(await page()).toContain(title);
      for (const other of ['Sold, all of it', 'None to be had']) {
        writeFileSync(file, before.replace(title, other));
        await expect.poll(page).toContain(other);
      }
      expect(readFileSync(log, 'utf8')).toBe('run\n');
    } finally {
      child.kill('SIGKILL');
    }
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
