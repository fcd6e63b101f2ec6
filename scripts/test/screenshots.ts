/**
 * Makes pictures of the main pages of a built site, to be looked at: phone and laptop, light and dark, every language. Run by hand
 * after `npm run build` (`npm run screenshots`); arguments are the folder of pictures, the folder of the site, and the kinds of pages that are wanted.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../site/test/serve.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { findBrowser, startBrowser } from './browser.ts';
import { pageKinds } from './page-kinds.ts';

const [folder = 'dist/screenshots', root = 'dist', ...wanted] = process.argv.slice(2);
const screens = [
  { name: 'phone', viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 },
  { name: 'laptop', viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
];
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('The pictures need Chromium. Install it, or set CHROMIUM_PATH to one.');
const catalog = JSON.parse(readFileSync(join(root, 'catalog.json'), 'utf8')) as CompiledCatalog;
const kinds = pageKinds(catalog).filter(({ name }) => wanted.length === 0 || wanted.includes(name));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await serve(root);
const browser = await startBrowser(executablePath);
for (const [at, locale] of catalog.locales.entries())
  for (const { name: screen, ...options } of screens)
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ ...options, colorScheme });
      const page = await context.newPage();
      for (const { name, path } of kinds) {
        await page.goto(server.origin + (at === 0 ? '' : `/${locale}`) + path, { waitUntil: 'networkidle' });
        await page.screenshot({ path: join(folder, `${name}.${locale}.${screen}.${colorScheme}.png`), fullPage: true });
        // A fragment alone opens no page anew.
        await page.goto('about:blank');
      }
      await context.close();
    }
await browser.close();
server.close();
process.stdout.write(`Pictures of ${String(kinds.length)} kinds of pages are in ${folder}\n`);
