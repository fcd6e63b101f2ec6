import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { searchIndex } from '../search/build.ts';
import { searchProse } from '../search/prose-query.ts';
import type { ProseEngine } from '../search/prose-query.ts';
import { search } from '../search/query.ts';
import { openShelf } from '../search/shelf.ts';
import { generateSearchCatalog } from '../test/generate-search.ts';
import { proseIndex } from './prose.ts';

/** What a first search may load over the wire, and what of it is the script of the box (measured in `search.test.ts`). */
const budget = 150_000;
const scriptSize = 6000;

const folder = mkdtempSync(join(tmpdir(), 'errdex-prose-'));
afterAll(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

/** Pagefind itself, run from the files that it made, and what it has loaded. */
async function engineOf(catalog: CompiledCatalog, name: string): Promise<{ engine: () => Promise<ProseEngine>; bytes: () => number }> {
  const files = new Map((await proseIndex(catalog)).map(({ path, content }) => [`/${path}`, Buffer.from(content)]));
  const script = files.get('/search/prose/pagefind.js') ?? Buffer.alloc(0);
  writeFileSync(join(folder, `${name}.mjs`), script);
  let bytes = 0;
  vi.stubGlobal('fetch', (address: string) => {
    const content = files.get(new URL(address).pathname);
    if (!content) return Promise.reject(new Error(`${address} is not there`));
    bytes += gzipSync(content).length;
    return Promise.resolve(new Response(new Uint8Array(content)));
  });
  const { createInstance } = (await import(join(folder, `${name}.mjs`))) as { createInstance: (options: object) => ProseEngine };
  return {
    engine: () => {
      bytes += gzipSync(script).length;
      return Promise.resolve(createInstance({ basePath: 'http://site/search/prose/', noWorker: true }));
    },
    bytes: () => bytes,
  };
}

const codesOf = (catalog: CompiledCatalog): CompiledCode[] => catalog.services.flatMap(({ codes }) => codes);
/** The words of a code's last cause that somebody may remember. */
function remembered({ causes }: CompiledCode): string[] {
  const text = Object.values(causes.at(-1)?.cause ?? {})[0];
  return [
    ...new Set(
      text
        ?.replaceAll('`', '')
        .toLowerCase()
        .match(/\p{L}{4,}/gu),
    ),
  ];
}
/** All codes that have the words. */
function having(codes: readonly CompiledCode[], words: readonly string[]): CompiledCode[] {
  return codes.filter((code) => words.every((word) => JSON.stringify(code).toLowerCase().includes(word)));
}

describe('prose', () => {
  it('leads to every code of the shipped catalog whose causes it is', async () => {
    const { catalog } = await compileCatalog(new URL('../../catalog', import.meta.url).pathname, {
      today: '2026-11-20',
      toolVersion: '0.0.0',
    });
    if (!catalog) throw new Error('the catalog does not compile');
    const started = await (await engineOf(catalog, 'shipped')).engine();
    const engine = () => Promise.resolve(started);
    const codes = codesOf(catalog);
    const wrong: string[] = [];
    let asked = 0;
    for (const [at, code] of codes.entries()) {
      const words = remembered(code).slice(0, 4);
      if (words.length < 3) continue;
      asked += 1;
      const found = await searchProse(engine, words.join(' '), []);
      // Where more codes have these words than are shown, each is as good as another.
      if (!found.includes(at) && (found.length === 0 || having(codes, words).length <= found.length))
        wrong.push(`${words.join(' ')}: ${code.path}`);
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(codes.length / 2);
  });

  it('costs a first search little at ten thousand codes, the index of codes included', async () => {
    const catalog = generateSearchCatalog(10_000);
    const index = new Map([...searchIndex(catalog)].map(({ path, content }) => [path, content]));
    const { engine, bytes } = await engineOf(catalog, 'large');
    const codes = codesOf(catalog);
    const counts = new Map<string, number>();
    for (const word of codes.flatMap(remembered)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const sizes: number[] = [];
    const wrong: string[] = [];
    for (const [at, code] of codes.entries()) {
      if (at % 500 !== 0) continue;
      const telling = remembered(code)
        .sort((one, two) => (counts.get(one) ?? 0) - (counts.get(two) ?? 0))
        .slice(0, 3);
      const frequent = remembered(code).slice(0, 4);
      for (const words of [telling, frequent]) {
        let own = 0;
        const before = bytes();
        const shelf = await openShelf((path) => {
          const text = index.get(path.replace(/\?.*/, '')) ?? '';
          own += gzipSync(text).length;
          return Promise.resolve(text);
        });
        await search(shelf, words.join(' '));
        const found = await searchProse(engine, words.join(' '), shelf.root.common);
        await Promise.all(found.slice(0, 5).map((one) => shelf.row(one)));
        if (words === telling && !found.includes(at) && having(codes, words).length <= found.length) wrong.push(words.join(' '));
        sizes.push(own + bytes() - before);
      }
    }
    console.log(`first search at 10,000 codes that needs prose: at most ${String(Math.max(...sizes))} bytes`);
    expect(wrong).toEqual([]);
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(budget - scriptSize);
  });
});
