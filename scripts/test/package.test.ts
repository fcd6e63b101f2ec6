import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { serve } from '../../site/test/serve.ts';
import { ask, Consumer, must, pack, run } from './consumer.ts';
import { filesIn, isTest, root, textOf } from './sources.ts';
import { startBrowser } from './browser.ts';

interface PackageFile {
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'errdex-package-')));
const bin = 'node_modules/.bin/errdex';
const minutes = (count: number): number => count * 60_000;
let packed: string;

beforeAll(async () => {
  packed = await pack(scratch);
}, minutes(2));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** All files below a folder. */
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

/** The style sheets of a built site, which its pages have by address. */
function styles(site: Consumer): string {
  const folder = join(site.folder, 'dist/_astro');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('the package', () => {
  test('is as package tools want it: publint and are-the-types-wrong find nothing', async () => {
    const lint = await run(join(root, 'node_modules/.bin/publint'), [packed, '--strict'], root);
    expect(lint.out + lint.talk).toContain('All good!');
    const types = await run(join(root, 'node_modules/.bin/attw'), [packed, '--profile', 'esm-only', '--format', 'json'], root);
    const { problems } = JSON.parse(types.out) as { problems: Record<string, { resolutionKind?: string; entrypoint?: string }[]> };
    // It is a package of modules for Node and bundlers: how CommonJS and Node 10 see it is not its business.
    const seen = Object.values(problems).flat();
    expect(seen.filter(({ resolutionKind }) => resolutionKind !== 'node10' && resolutionKind !== 'node16-cjs')).toEqual([]);
    expect(types.code).toBe(0);
  });
});

describe('without an Astro project, installed with npm', () => {
  let alone: Consumer;
  let installed: string[];
  beforeAll(async () => {
    alone = new Consumer(join(scratch, 'alone'));
    await alone.install('npm', { errdex: `file:${packed}` });
    installed = files(join(alone.folder, 'node_modules/errdex'));
  }, minutes(3));

  test('nothing is installed that only this repository needs', () => {
    // Astro brings its peers itself, Socket.IO the types of what it is made of, and Vite its bundler.
    const brought = [...Object.keys(own.peerDependencies), 'rolldown'];
    const only = Object.keys(own.devDependencies).filter((name) => !brought.includes(name) && !name.startsWith('@types/'));
    const names = only.filter((name) => existsSync(join(alone.folder, 'node_modules', name)));
    expect(only.length).toBeGreaterThan(10);
    expect(names).toEqual([]);
    expect(
      installed.filter((file) => /\.test\.|(^|\/)(fixtures|test)\/|^scripts\/(?!cli$|cli\/errdex\.mjs$|prove($|\/))/.test(file)),
    ).toEqual([]);
  });

  test('programs of their own, such as threads, are there', () => {
    const sources = filesIn('scripts').filter((file) => file.endsWith('.ts') && !isTest(file));
    const named = sources.flatMap((file) => Array.from(textOf(file).matchAll(/ownModule\(['`]([^'`]*)/g), ([, path = '']) => path));
    expect(named.length).toBeGreaterThan(4);
    // A name that is put together at run time is that of any module of the folder.
    const programs = named.flatMap((path) => {
      const [folder = '', rest] = path.split('${');
      return rest === undefined ? [path] : sources.filter((file) => file.startsWith(`scripts/${folder}`)).map((file) => file.slice(8, -3));
    });
    expect(installed).toEqual(expect.arrayContaining(programs.map((path) => `lib/${path}.js`)));
  });

  test('init, check and build: a searchable site from an empty folder', async () => {
    expect(await alone.run(bin, ['init'])).toMatchObject({ code: 0, out: 'catalog/shop/service.yaml\n' });
    expect(alone.read('catalog/shop/service.yaml')).toContain('$schema=../../node_modules/errdex/catalog/service.schema.json\n');
    expect(existsSync(join(alone.folder, 'node_modules/errdex/catalog/service.schema.json'))).toBe(true);
    expect(await alone.run(bin, ['check'])).toEqual({ code: 0, out: 'No findings in 1 file\n', talk: '' });
    expect(await alone.run(bin, ['build', '--quiet'])).toEqual({ code: 0, out: '', talk: '' });
    expect(alone.read('dist/shop/OUT_OF_STOCK/index.html')).toContain('Too few items are left');
    expect(JSON.parse(alone.read('dist/openapi/shop.json'))).toMatchObject({ info: { title: 'Shop API: errors' } });
    expect(await alone.run(bin, ['init'])).toMatchObject({ code: 2, out: '' });
  });

  test('a catalog in TypeScript, from another working directory, gives the same codes', async () => {
    await must(join(alone.folder, bin), ['init', '--lang', 'ts', 'typed'], alone.folder);
    const elsewhere = join(scratch, 'elsewhere');
    mkdirSync(elsewhere);
    const args = ['build', '--quiet', '--catalog', join(alone.folder, 'typed'), '--out', 'site'];
    expect(await alone.run(bin, args, elsewhere)).toEqual({ code: 0, out: '', talk: '' });
    const page = readFileSync(join(elsewhere, 'site/shop/TOO_MANY_REQUESTS/index.html'), 'utf8');
    expect(page.replaceAll('service.ts', 'service.yaml').replace(/yaml:\d+/g, 'yaml')).toBe(
      alone.read('dist/shop/TOO_MANY_REQUESTS/index.html').replace(/yaml:\d+/g, 'yaml'),
    );
  });

  test.each([
    ['dev', '--port'],
    ['preview', '--port'],
  ])('%s serves it', async (...command) => {
    const page = async (origin: string): Promise<string> => (await fetch(`${origin}shop/OUT_OF_STOCK/`)).text();
    const [html, code] = await ask(join(alone.folder, bin), [...command, '0'], alone.folder, page);
    expect(html).toContain('Too few items are left');
    expect(code).toBe(0);
  });

  test('what is installed is not written to', () => {
    expect(files(join(alone.folder, 'node_modules/errdex'))).toEqual(installed);
  });

  test('a program has the whole interface, with types', async () => {
    const program = alone.put('program');
    await must(join(alone.folder, bin), ['init', join(program.folder, 'catalog')], alone.folder);
    mkdirSync(join(program.folder, 'broken/shop'), { recursive: true });
    writeFileSync(join(program.folder, 'broken/shop/service.yaml'), 'service: shop\ntitel: Shop\n');
    await must(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], program.folder);
    const said = JSON.parse(await must(process.execPath, ['program.ts'], program.folder)) as Record<string, unknown>;
    expect(said).toMatchObject({
      findings: 0,
      codes: ['OUT_OF_STOCK', 'TOO_MANY_REQUESTS'],
      once: ['certain', 'TOO_MANY_REQUESTS'],
      files: true,
      met: 429,
    });
    expect(said['refused']).toContain('unknown-key');
  });
});

describe('in an Astro site', () => {
  let sites: Consumer;
  const astro = join('..', 'node_modules/.bin/astro');
  beforeAll(async () => {
    sites = new Consumer(join(scratch, 'sites'));
    await sites.install('npm', { errdex: `file:${packed}`, '@astrojs/starlight': '0.42.4' });
  }, minutes(3));

  test(
    'a plain one has the pages below /errors/, with its own head, bar, footer, section and colours',
    { timeout: minutes(2) },
    async () => {
      await plainSite(sites.put('plain'), join(sites.folder, bin), astro);
    },
  );

  test('one of Starlight has them beside its own, in its own colours and type, with its logo', { timeout: minutes(3) }, async () => {
    const site = sites.put('starlight');
    await must(join(sites.folder, bin), ['init'], site.folder);
    await must(join(site.folder, astro), ['build'], site.folder);
    expect(site.read('dist/index.html')).toContain('href="/errors/"');
    expect(site.read('dist/errors/index.html')).toMatch(/<img class="logo" src="\/_astro\/logo\.[\w-]+\.svg" alt="">/);
    const server = await serve(join(site.folder, 'dist'));
    const browser = await startBrowser(inject('chromium'));
    try {
      const page = await browser.newPage();
      const look = async (path: string, selector: string): Promise<string> => {
        await page.goto(server.origin + path);
        const link = `getComputedStyle(document.querySelector(${JSON.stringify(selector)}))`;
        return page.evaluate<string>(`${link}.color + ' ' + ${link}.fontFamily`);
      };
      const theirs = await look('/', 'main .sl-markdown-content a');
      expect(theirs).toMatch(/^rgb\(122, 31, 92\) Georgia/);
      expect((await look('/errors/', 'main td a, main th a')).split(',').slice(0, 3)).toEqual(theirs.split(',').slice(0, 3));
    } finally {
      await browser.close();
      server.close();
    }
  });
});

describe('installed with pnpm, where a package sees only what it asks for', () => {
  test('commands run, and a plain Astro site has the pages', { timeout: minutes(4) }, async () => {
    const strict = new Consumer(join(scratch, 'strict')).put('plain', '.');
    await strict.install('pnpm', { errdex: `file:${packed}`, astro: own.peerDependencies['astro'] ?? '' });
    await plainSite(strict, join(strict.folder, bin), 'node_modules/.bin/astro');
    expect(await strict.run(bin, ['build', '--quiet', '--out', 'alone'])).toEqual({ code: 0, out: '', talk: '' });
    expect(strict.read('alone/shop/TOO_MANY_REQUESTS/index.html')).toContain('TOO_MANY_REQUESTS');
  });
});

/** Builds the plain site, from another working directory, and looks at what it must have. */
async function plainSite(site: Consumer, errdex: string, astro: string): Promise<void> {
  await must(errdex, ['init'], site.folder);
  await must(join(site.folder, astro), ['build', '--root', site.folder], scratch);
  const page = site.read('dist/errors/shop/TOO_MANY_REQUESTS/index.html');
  expect(site.read('dist/index.html')).toContain('The shop, since 1999');
  expect(page).toContain('<footer class="ours">The shop, since 1999</footer>');
  expect(page).not.toContain('class="foot"');
  expect(page).toMatch(/<meta name="shop-page" content="\/shop\/TOO_MANY_REQUESTS\/ TOO_MANY_REQUESTS: [^"]+"[^>]*>[^]*<\/head>/);
  // Its own bar, and in it what errdex brings: the search, the decoder.
  const [, bar = ''] = /<header class="shop">([^]*?)<\/header>/.exec(page) ?? [];
  expect(bar).toContain('<a href="/errors/">Errors</a>');
  expect(bar).toContain('role="combobox"');
  expect(bar).toContain('href="/errors/decode/"');
  expect(page).not.toContain('class="top"');
  expect(page).toMatch(/<h2 id="support">Ask the team<\/h2>\s*<p>Write to support about TOO_MANY_REQUESTS of Shop API/);
  expect(page).toContain('<link rel="canonical" href="https://shop.example/errors/shop/TOO_MANY_REQUESTS/">');
  expect(styles(site)).toMatch(/--accent:\s*(rgb\(122, ?31, ?92\)|#7a1f5c)/);
  expect(JSON.parse(site.read('dist/errors/shop/TOO_MANY_REQUESTS.json'))).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
}
