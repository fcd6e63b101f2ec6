/**
 * Makes pictures of the main pages of a built site, to be looked at: phone and laptop, light and dark, every language. Run by hand
 * after `npm run build`. `npm run screenshots` makes all; `npm run screenshots -- README.png /service/CODE/` one, of what a laptop shows at once.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { serve } from '../../site/test/serve.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { findBrowser, startBrowser } from './browser.ts';
import { pageKinds } from './page-kinds.ts';

/** The built site, and where pictures go: in a folder of their own, since a build replaces that of the site as a whole. */
const root = 'dist';
const folder = 'screenshots';
const screens = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };
const [file, path] = process.argv.slice(2);

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('The pictures need Chromium. Install it, or set CHROMIUM_PATH to one.');
const server = await serve(root);
const browser = await startBrowser(executablePath);

/** Pictures of pages, each by the file that it goes to. */
async function take(pages: ReadonlyMap<string, string>, options: BrowserContextOptions, fullPage: boolean): Promise<void> {
  const context = await browser.newContext(options);
  for (const [to, address] of pages) {
    const page = await context.newPage();
    await page.goto(server.origin + address, { waitUntil: 'networkidle' });
    await page.screenshot({ path: to, fullPage });
    await page.close();
    process.stdout.write(`${to}\n`);
  }
  await context.close();
}

if (file !== undefined && path !== undefined) {
  await take(new Map([[file, path]]), { viewport: { width: 1400, height: 1000 } }, false);
} else {
  const catalog = JSON.parse(readFileSync(join(root, 'catalog.json'), 'utf8')) as CompiledCatalog;
  mkdirSync(folder, { recursive: true });
  for (const [at, locale] of catalog.locales.entries())
    for (const [screen, viewport] of Object.entries(screens))
      for (const colorScheme of ['light', 'dark'] as const) {
        const pages = pageKinds(catalog).map(
          ({ name, path: address }) =>
            [join(folder, `${name}.${locale}.${screen}.${colorScheme}.png`), (at === 0 ? '' : `/${locale}`) + address] as const,
        );
        await take(new Map(pages), { viewport, colorScheme }, true);
      }
}
await browser.close();
server.close();
