import { codeHit } from '../../scripts/search/query.ts';
import type { Hit } from '../../scripts/search/query.ts';
import { searchProse } from '../../scripts/search/prose-query.ts';
import type { ProseEngine } from '../../scripts/search/prose-query.ts';
import type { Shelf } from '../../scripts/search/shelf.ts';

/** Pagefind's module, as far as it is used. */
interface Pagefind {
  createInstance(options: { basePath: string; noWorker: boolean }): ProseEngine;
}

const engines = new Map<string, Promise<ProseEngine>>();

/** Pagefind is loaded when the index of codes does not know better, and not before. */
async function start(base: string): Promise<ProseEngine> {
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind.js`)) as Pagefind;
  return pagefind.createInstance({ basePath: base, noWorker: true });
}

/** Codes whose prose has the words of a query; none where the site has no index of prose. */
export async function openProse(index: string, shelf: Shelf, query: string): Promise<Hit[]> {
  const base = new URL(`${index}prose/`, location.href).href;
  try {
    const engine = (): Promise<ProseEngine> => {
      const started = engines.get(base) ?? start(base);
      engines.set(base, started);
      return started;
    };
    const codes = await searchProse(engine, query, shelf.root.common);
    const hits = await Promise.all(codes.slice(0, 5).map((code) => codeHit(shelf, code, 'prose', false)));
    return hits.filter((hit) => hit !== undefined);
  } catch {
    return [];
  }
}
