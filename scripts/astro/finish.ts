import type { CardText } from '../card/card.ts';
import type { Reuse } from '../cache/last.ts';
import { GuideError } from '../check/guide-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { openScribe } from '../emit/scribe.ts';
import type { Scribe } from '../emit/scribe.ts';
import { writeProse } from './prose.ts';
import type { StalePages } from './reuse.ts';
import type { CardSink, SharedCatalog } from './shared.ts';

/** What rendered pages have left behind, and where they stand. */
export interface Rendered {
  readonly shared: SharedCatalog;
  /** Folder of the pages, absolute. */
  readonly folder: string;
  readonly reuse: Reuse | undefined;
  /** Who writes pages and pictures, and may not be done. */
  readonly scribe?: Scribe | undefined;
  /** Pictures that nobody has drawn yet, by path. */
  readonly waiting?: ReadonlyMap<string, CardText>;
  readonly warn: (message: string) => void;
}

/** Has the pictures of pages drawn, unless those of the last output are still right: they depend on what their pages depend on. */
export function drawnBy(scribe: Scribe, reuse: Reuse | undefined, stale: StalePages | undefined): CardSink {
  return {
    set(path, text) {
      const key = stale?.keyOf(path);
      if (reuse?.last.keep(path, key) === true) return;
      reuse?.last.made(path, key);
      scribe.draw(path, text);
    },
  };
}

/** Draws pictures into a folder. */
async function drawAll(cards: ReadonlyMap<string, CardText>, folder: string, accent: string | undefined): Promise<void> {
  const scribe = openScribe(folder, accent);
  try {
    for (const [path, text] of cards) scribe.draw(path, text);
    await scribe.finish();
  } finally {
    await scribe.end();
  }
}

/**
 * Writes what stands beside the pages once they are rendered: the pictures for social networks that wait, and the index of their prose.
 * @throws GuideError when a page found mistakes in a guide; else what the system says of a file that cannot be written
 */
export async function finishPages(catalog: CompiledCatalog, { shared, folder, reuse, scribe, waiting, warn }: Rendered): Promise<void> {
  const problems = shared.problems();
  shared.remove();
  if (problems.length > 0) throw new GuideError(problems);
  if (waiting && waiting.size > 0) await drawAll(waiting, folder, catalog.site?.accent?.light);
  try {
    await writeProse(catalog, folder, reuse);
  } catch (error) {
    // The pages are whole without it, and codes are found; Pagefind has no program for some machines.
    warn(`no search in prose: ${error instanceof Error ? error.message : String(error)}`);
  }
  await scribe?.finish();
}
