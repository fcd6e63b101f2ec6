import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { watch } from '../bench/processes.ts';
import { yamlStarter } from './starter/yaml.ts';
import { startBrowser } from '../test/browser.ts';

const bin = fileURLToPath(new URL('errdex.mjs', import.meta.url));
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'errdex-dev-')));
/** Where the server may keep what it needs while it runs. */
const temporary = join(scratch, 'tmp');
const service = join(scratch, 'catalog/shop/service.yaml');
/** The first page waits for the modules of the site, too. */
const first = { timeout: 60_000 };

let child: ChildProcess;
let origin: string;
let talk: Server['talk'];
let browser: Browser;

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
function edit(from: string, to: string): void {
  const before = readFileSync(service, 'utf8');
  expect(before).toContain(from);
  writeFileSync(service, before.replace(from, to));
}

/** Astro's development server holds back under Vitest. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|FORCE_COLOR)/.test(name)));

/** A server of the catalog in a folder. */
interface Server {
  readonly child: ChildProcess;
  readonly origin: string;
  /** What it has said on stderr. */
  readonly talk: () => string;
}

/** Starts one. @param onAddress is called at once when it says its address: the catalog is read then, and not yet watched */
async function start(cwd: string, onAddress: () => void = () => undefined): Promise<Server> {
  const child = spawn(process.execPath, [bin, 'dev', '--port', '0'], { cwd, env: { ...env, NO_COLOR: '1', TMPDIR: temporary } });
  let talk = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (talk += part));
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      onAddress();
      resolve(part.trim().replace(/\/$/, ''));
    });
    child.on('close', () => reject(new Error(talk)));
  });
  return { child, origin, talk: () => talk };
}

/**
 * Opens an address in a page of its own, until it hears of edits. Not in a page that was open: if that just then loads itself
 * again, since the catalog was edited, Chromium answers both navigations by one, and Playwright waits for the other.
 */
async function open(address: string): Promise<{ page: Page; status: number | undefined }> {
  const page = await browser.newPage();
  const connected = page.waitForEvent('console', (message) => message.text().includes('[vite] connected'));
  const answer = await page.goto(address, { waitUntil: 'commit' });
  await connected;
  return { page, status: answer?.status() };
}

/** Opens an address in a page that hears of no edit until it is let. There should be one that does: else Vite keeps what it says for the next one. */
async function openDeaf(address: string): Promise<{ page: Page; listen: () => void }> {
  const page = await browser.newPage();
  let listen: () => void = () => undefined;
  const isLet = new Promise<void>((resolve) => (listen = resolve));
  await page.route('**/@vite/client', async (route) => {
    await isLet;
    await route.continue();
  });
  await page.goto(address, { waitUntil: 'commit' });
  return { page, listen };
}

beforeAll(async () => {
  write(service, yamlStarter('service.schema.json'));
  write(join(scratch, 'catalog/catalog.yaml'), 'title: Errors\nurl: https://errors.example/docs\nsite: { css: own.css }\n');
  write(join(scratch, 'catalog/own.css'), ':root { --accent: rgb(122, 31, 92) }');
  mkdirSync(temporary);
  ({ child, origin, talk } = await start(scratch, () => edit('title: Too few items are left', 'title: Too few of them are left')));
  browser = await startBrowser(inject('chromium'));
});
/** Each open page would load itself again at each edit of the tests behind. Chromium may never close one that is doing so: it is left to its end. */
afterEach(async () => {
  const closed = Promise.allSettled(browser.contexts().map((context) => context.close()));
  await Promise.race([closed, setTimeout(10_000, undefined, { ref: false })]);
});
afterAll(async () => {
  await browser.close();
  child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

describe('errdex dev of a catalog that begins broken', () => {
  test('says in the browser and in the terminal what is wrong, and shows the pages once it is mended', async () => {
    const folder = join(scratch, 'broken');
    const file = join(folder, 'catalog/shop/service.yaml');
    const sound = yamlStarter('service.schema.json');
    write(file, sound.replace('category: limit', 'category: limit<b>'));
    const server = await start(folder);
    try {
      const { page, status } = await open(`${server.origin}/shop/TOO_MANY_REQUESTS/`);
      expect(status).toBe(500);
      expect(await page.locator('body > pre').innerText()).toContain('catalog/shop/service.yaml:');
      const overlay = page.locator('vite-error-overlay');
      await overlay.getByText('did you mean limit?').waitFor();
      expect(await overlay.locator('.error-line').innerText()).toContain('category: limit<b>');
      expect((await fetch(`${server.origin}/favicon.ico`)).status).toBe(500);
      const late = await openDeaf(`${server.origin}/shop/OUT_OF_STOCK/`);
      await late.page.locator('body > pre').waitFor();
      write(file, sound);
      await page.getByRole('heading', { name: 'Too many requests' }).waitFor(first);
      late.listen();
      await late.page.getByRole('heading', { name: 'Too few items' }).waitFor();
      expect(await overlay.count()).toBe(0);
      expect(server.talk()).toMatch(/error\[[\w-]+\][^]*limit<b>/);
      expect(server.talk()).not.toMatch(/\[ERROR\]|stack|last good state/i);
    } finally {
      server.child.kill('SIGKILL');
    }
  });
});

describe('errdex dev', () => {
  test('shows what was written while it started', async () => {
    const text = async (): Promise<string> => (await fetch(`${origin}/shop/OUT_OF_STOCK/`)).text();
    await expect.poll(text, first).toContain('Too few of them are left');
  });

  test("stands below the path of the catalog's `url`, with its search index and the look of the settings", async () => {
    expect(new URL(origin).pathname).toBe('/docs');
    expect((await fetch(`${origin}/search/index.json`)).headers.get('content-type')).toBe('application/json');
    const { page } = await open(`${origin}/shop/TOO_MANY_REQUESTS/`);
    await page.locator('main a').first().waitFor(first);
    const accent = () => page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--accent')");
    await expect.poll(accent, first).toBe('rgb(122, 31, 92)');
    write(join(scratch, 'catalog/own.css'), ':root { --accent: rgb(1, 2, 3) }');
    await expect.poll(accent).toBe('rgb(1, 2, 3)');
  });

  test('shows an edit without being asked', async () => {
    const { page } = await open(`${origin}/shop/TOO_MANY_REQUESTS/`);
    await page.getByRole('heading', { name: 'Too many requests' }).waitFor(first);
    const server = watch(child.pid ?? 0);
    server.cpu();
    const begin = performance.now();
    edit('title: Too many requests', 'title: Far too many requests');
    await page.getByRole('heading', { name: 'Far too many requests' }).waitFor();
    const spent = server.cpu().own;
    server.stop();
    process.stdout.write(`an edit showed after ${Math.round(performance.now() - begin)} ms, for ${spent.toFixed(2)} CPU s of the server\n`);
  });

  test('shows an edit that was made after a page was asked for and before its browser heard of edits', async () => {
    await open(`${origin}/shop/OUT_OF_STOCK/`);
    const address = `${origin}/shop/TOO_MANY_REQUESTS/`;
    const { page, listen } = await openDeaf(address);
    await page.getByRole('heading', { name: 'Far too many requests' }).waitFor();
    edit('title: Far too many requests', 'title: Nearly too many requests');
    await expect.poll(async () => (await fetch(address)).text()).toContain('Nearly too many requests');
    listen();
    await page.getByRole('heading', { name: 'Nearly too many requests' }).waitFor();
    edit('title: Nearly too many requests', 'title: Far too many requests');
    await page.getByRole('heading', { name: 'Far too many requests' }).waitFor();
  });

  test('knows a new code in a new file, and forgets it with the file', async () => {
    const file = join(scratch, 'catalog/shop/codes/more.yaml');
    const code = /\n {2}TOO_MANY_REQUESTS:\n[^]*$/.exec(yamlStarter(''))?.[0].replace('TOO_MANY_REQUESTS', 'LATE_ONE') ?? '';
    write(file, `codes:${code}`);
    const status = async (): Promise<number> => (await fetch(`${origin}/shop/LATE_ONE/`)).status;
    await expect.poll(status).toBe(200);
    rmSync(file);
    await expect.poll(status).toBe(404);
  });

  test('shows a new guide, what is written in it, and what it says of a code', async () => {
    const file = join(scratch, 'catalog/shop/guides/waiting.mdx');
    const text = async (): Promise<string> => {
      const answer = await fetch(`${origin}/shop/guides/waiting/`);
      return answer.status === 200 ? (await answer.text()).replace(/^[^]*<main/, '') : '';
    };
    write(file, '---\ntitle: How to wait\nsummary: What to do about it.\n---\n\nFirst words.\n\n<CodeTable />\n');
    await expect.poll(text).toMatch(/First words\.[^]*Far too many requests/);
    write(file, readFileSync(file, 'utf8').replace('First', 'Other'));
    await expect.poll(text).toMatch(/Other words\.[^]*Far too many requests/);
    edit('title: Far too many requests', 'title: Requests without end');
    await expect.poll(text).toMatch(/Other words\.[^]*Requests without end/);
    edit('title: Requests without end', 'title: Far too many requests');
    rmSync(file);
    await expect.poll(text).toBe('');
  });

  test('serves the artifacts that pages link to, as they are now', async () => {
    const answer = await fetch(`${origin}/shop/TOO_MANY_REQUESTS.json`);
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', title: 'Far too many requests' });
  });

  test('keeps the last good state up while the catalog is broken, and says why', async () => {
    const { page } = await open(`${origin}/shop/TOO_MANY_REQUESTS/`);
    edit('category: limit', 'category: limitt');
    const overlay = page.locator('vite-error-overlay');
    await overlay.getByText('catalog/shop/service.yaml:').first().waitFor();
    await overlay.getByText('did you mean limit?').waitFor();
    expect(await page.locator('main h1').innerText()).toContain('Far too many requests');
    await expect.poll(talk).toMatch(/error\[[\w-]+\][^]*limitt[^]*did you mean `limit`\?[^]*last good state stays up/);
    // A page that is opened only now.
    const later = await open(`${origin}/shop/OUT_OF_STOCK/`);
    expect(later.status).toBe(200);
    await later.page.locator('vite-error-overlay').waitFor({ state: 'attached' });
    edit('category: limitt', 'category: limit');
    await later.page.locator('vite-error-overlay').waitFor({ state: 'detached' });
    await overlay.waitFor({ state: 'detached' });
  });

  test('follows a folder that was away, as while Git has another branch there', async () => {
    const folder = join(scratch, 'catalog');
    renameSync(folder, join(scratch, 'away'));
    await expect.poll(talk).toMatch(/error\[catalog-not-found\][^]*last good state stays up\n$/);
    renameSync(join(scratch, 'away'), folder);
    await expect.poll(talk).toMatch(/errdex: 2 codes, no findings in \d files?\n$/);
    edit('title: Far too many requests', 'title: Too many requests again');
    await expect.poll(async () => (await fetch(`${origin}/shop/TOO_MANY_REQUESTS/`)).text()).toContain('Too many requests again');
  });

  test('ends when it is told to, and leaves nothing behind', async () => {
    const code = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(readdirSync(temporary).filter((name) => name.startsWith('errdex'))).toEqual([]);
    expect(talk()).not.toMatch(/internal error|\[ERROR\]|\[WARN\]/);
  });
});
