import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { barriers, overflow, visited } from '../../site/test/visit.ts';
import type { Visited } from '../../site/test/visit.ts';
import type { CompiledCatalog, CompiledSnippet } from '../compile/types.ts';
import { compileAgain } from '../emit/fixtures/catalogs.ts';
import { candidatesOf } from '../snippet/candidates.ts';
import { proofHash, withSnippets } from '../snippet/proofs.ts';

let catalog: CompiledCatalog;
let site: Built;
let opened: Visited;

/** The fixture with a record of all snippets that have a language; one of its pages then loses a language. */
async function prepared(): Promise<CompiledCatalog> {
  const { url: _, ...made } = await compileAgain('fixture');
  const clients: Record<string, { ranWith: Record<string, string>; snippets: Record<string, string> }> = {};
  for (const candidate of candidatesOf(made)) {
    const run = (clients[candidate.client.id] ??= { ranWith: { [candidate.client.languageTitle]: '1.2.3' }, snippets: {} });
    run.snippets[candidate.name] = proofHash(candidate, run.ranWith);
  }
  const shown = withSnippets(made, JSON.stringify({ version: 1, clients }));
  expect(shown.diagnostics).toEqual([]);
  const poor = shown.value.services.find(({ service }) => service === 'shop')?.codes.find(({ id }) => id === 'EXPIRED');
  if (poor) poor.snippets = poor.snippets?.filter(({ language }) => language !== 'python') ?? [];
  return shown.value;
}

beforeAll(async () => {
  catalog = await prepared();
  site = await built(catalog, { site: 'https://errors.example' });
  opened = await visited(site.root, inject('chromium'), { permissions: ['clipboard-read', 'clipboard-write'] });
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

const snippetsOf = (id: string): CompiledSnippet[] =>
  catalog.services.find(({ service }) => service === 'shop')?.codes.find((code) => code.id === id)?.snippets ?? [];
const one = (id: string, client: string): CompiledSnippet => {
  const found = snippetsOf(id).find((snippet) => snippet.client === client);
  if (!found) throw new Error(`${id} has no snippet of ${client}`);
  return found;
};
const visible = (page: Page): Promise<string[]> => page.locator('.snippet:visible').allTextContents();
const choose = (page: Page, label: string): Promise<void> =>
  page.locator('[data-handling] > label:visible', { hasText: new RegExp(`^${label}$`) }).click();
const go = (page: Page, id: string): Promise<unknown> => page.goto(`${opened.origin}/shop/${id}/`);

describe('the snippets of a code', () => {
  it('stand a tab a language, within it one a transport, each once', async () => {
    const labels = await opened.visit('/shop/OOPS/', (page) => page.locator('[data-handling="language"] > label').allTextContents());
    expect(labels).toEqual(['TypeScript', 'Python', 'curl', 'Go', 'Java', 'Rust', 'Ruby', 'PHP']);
    const seen = await opened.visit('/shop/OOPS/', async (page) => {
      const all: string[] = [];
      for (const label of labels) {
        await choose(page, label);
        const ways = await page.locator('[data-handling="transport"] > label:visible').allTextContents();
        if (ways.length === 0) all.push(...(await visible(page)));
        for (const way of ways) {
          await choose(page, way);
          all.push(...(await visible(page)));
        }
      }
      return all;
    });
    expect(seen.toSorted()).toEqual(
      snippetsOf('OOPS')
        .map(({ code }) => code)
        .toSorted(),
    );
  });

  it('show on the next page what was chosen on this one, and the first where a page lacks it', async () => {
    const seen = await opened.visit('/shop/RATE_LIMIT/', async (page) => {
      const first = await visible(page);
      await choose(page, 'Python');
      await choose(page, 'Socket.IO');
      const pages: string[][] = [first, await visible(page)];
      for (const id of ['BAD_FIELDS', 'EXPIRED', 'OOPS']) {
        await go(page, id);
        pages.push(await visible(page));
      }
      return pages;
    });
    expect(seen).toEqual([
      [one('RATE_LIMIT', 'typescript-fetch').code],
      [one('RATE_LIMIT', 'python-socketio').code],
      [one('BAD_FIELDS', 'python-httpx').code],
      [one('EXPIRED', 'typescript-fetch').code],
      [one('OOPS', 'python-socketio').code],
    ]);
  });

  it('are chosen by arrow keys', async () => {
    const seen = await opened.visit('/shop/BAD_FIELDS/', async (page) => {
      await page.locator('[data-handling] > input').first().focus();
      await page.keyboard.press('ArrowRight');
      const python = await visible(page);
      await go(page, 'NOT_FOUND');
      return [python, await page.locator('[data-handling="language"] > input:checked').inputValue()];
    });
    expect(seen).toEqual([[one('BAD_FIELDS', 'python-httpx').code], 'python']);
  });

  it('are copied as they ran, and wash the lines with the facts of the error', async () => {
    const { code, facts } = one('BAD_FIELDS', 'python-httpx');
    const seen = await opened.visit('/shop/BAD_FIELDS/', async (page) => {
      await choose(page, 'Python');
      await page.locator('.ran:visible .copy').click();
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      return { copied, washed: await page.locator('.snippet:visible mark').allTextContents() };
    });
    const lines = code.split('\n');
    expect(seen).toEqual({ copied: code, washed: facts.map((at) => `${lines[at - 1] ?? ''}\n`) });
  });

  it('can all be read without scripts', async () => {
    const seen = await opened.visit(
      '/shop/BAD_FIELDS/',
      async (page) => {
        const first = await visible(page);
        await choose(page, 'Java');
        return [first, await visible(page), await page.locator('.copy:visible').count()];
      },
      { javaScriptEnabled: false },
    );
    expect(seen).toEqual([[one('BAD_FIELDS', 'typescript-fetch').code], [one('BAD_FIELDS', 'java-http').code], 0]);
  });

  it.each(['light', 'dark'] as const)('are accessible on a phone (%s)', async (colorScheme) => {
    const seen = await opened.visit(
      '/shop/OOPS/',
      async (page) => {
        await choose(page, 'Go');
        return { found: await barriers(page), wider: await overflow(page) };
      },
      { colorScheme, viewport: { width: 360, height: 740 } },
    );
    expect(seen).toEqual({ found: [], wider: 0 });
  });
});
