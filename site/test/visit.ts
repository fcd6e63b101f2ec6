import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startBrowser } from '../../scripts/test/browser.ts';
import { serve } from './serve.ts';
import type { Line } from './serve.ts';

export interface VisitOptions extends BrowserContextOptions {
  /** What the console may say, where that is the subject of the test. */
  expected?: RegExp;
}

/** A built site behind a server, and a browser to look at it with. */
export interface Visited {
  origin: string;
  /**
   * Opens a page in a fresh context, does something with it and gives that. `asked` grows with every address that is asked for.
   * Throws where the console said something, a script failed, or anything was asked of another origin or sent.
   */
  visit<T>(path: string, look: (page: Page, asked: readonly string[]) => Promise<T>, options?: VisitOptions): Promise<T>;
  close(): Promise<void>;
}

/**
 * Serves a folder and starts a browser.
 * @param chromium path of the browser: `inject('chromium')`
 * @param usual options of every visit, over which those of one visit go
 * @param line how pages arrive; without, at once
 */
export async function visited(root: string, chromium: string, usual: VisitOptions = {}, line?: Line): Promise<Visited> {
  const server = await serve(root, line);
  const browser = await startBrowser(chromium);
  return {
    origin: server.origin,
    visit: async (path, look, options) => {
      const { expected, ...context } = { viewport: { width: 1280, height: 800 }, ...usual, ...options };
      const opened = await browser.newContext(context);
      const page = await opened.newPage();
      page.setDefaultTimeout(12_000);
      const asked: string[] = [];
      const trouble: string[] = [];
      page.on('console', (message) => {
        if (expected?.test(message.text()) !== true) trouble.push(message.text());
      });
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('request', (request) => {
        asked.push(request.url());
        if (!request.url().startsWith(server.origin)) trouble.push(`asks ${request.url()}`);
        if (request.postData() !== null) trouble.push(`sends to ${request.url()}`);
      });
      try {
        await page.goto(server.origin + path, { waitUntil: 'load' });
        const seen = await look(page, asked);
        if (trouble.length > 0) throw new Error(`${path}: ${trouble.join('; ')}`);
        return seen;
      } finally {
        await opened.close();
      }
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** What axe finds. Its other mode opens a page for each run, for frames of other origins: there are none. */
async function violated(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The barriers that axe finds on a page as it is: `rule: elements`. */
export function barriers(page: Page): Promise<string[]> {
  return violated(new AxeBuilder({ page }));
}

/** The same, by the rules alone whose answer depends on colours: for a page that was looked at in others. */
export function colourBarriers(page: Page): Promise<string[]> {
  return violated(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));
}

/** By how many pixels a page is wider than its window; 0 where nothing has to be scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
}
