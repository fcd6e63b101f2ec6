import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Reuse } from '../cache/last.ts';
import { copyFiles } from '../cache/program.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { openScribe } from '../emit/scribe.ts';
import { finishPages } from './finish.ts';
import { assetsFolder, programFolder } from './kept-bundle.ts';
import type { Bundle } from './kept-bundle.ts';
import { fileOf, startProgram } from './program.ts';
import type { PagePath, Place } from './program.ts';
import { startProse } from './prose.ts';
import { stalePages } from './reuse.ts';
import type { CardSink, SharedCatalog, Waiting } from './shared.ts';
import { placeOf, sharedOf } from './virtual.ts';

/** So many pages, and whoever else waits has a turn. */
const atOnce = 64;

/** Where the pages go, and what they are made with. */
export interface FromBundleOptions extends Place {
  /** Folder to write to, absolute. */
  readonly outDir: string;
  /** Carries the catalog to the pages. */
  readonly shared: SharedCatalog;
  /** Tells which pages are rendered already. */
  readonly isDone: (page: PagePath) => boolean;
  /** What is on the pictures of those. */
  readonly waiting: Waiting;
  readonly reuse: Reuse | undefined;
  /** Told now and then how many of all pages are there. */
  readonly onPages: ((done: number, all: number) => void) | undefined;
  /** Ends it all before the next page. */
  readonly signal: AbortSignal | undefined;
  readonly warn: (message: string) => void;
}

/**
 * Writes the pages of a catalog with the program that the bundler has made of them: once it is there, Astro's build and its bundler have
 * nothing to do with the pages.
 * @throws GuideError when a page finds mistakes in a guide; the reason of the signal; else whatever a page throws: with a compiled catalog that is
 * a bug of ours
 */
export async function pagesFromBundle(catalog: CompiledCatalog, bundle: Bundle, options: FromBundleOptions): Promise<void> {
  const { outDir, base, site, shared, reuse, waiting, isDone, onPages, signal, warn } = options;
  const { note, folder, assets } = bundle;
  const stale = reuse && stalePages(reuse, placeOf(site, { root: base.replace(/\/$/, '') }), note.bundled);
  const scribe = openScribe(outDir, catalog.site?.accent?.light);
  const draws: CardSink = {
    set(path, text) {
      if (stale?.keepsCard(path) !== true) scribe.draw(path, text);
    },
  };
  copyFiles(assets.map((path) => [join(folder, path), join(outDir, path.slice(assetsFolder.length + 1))]));
  const problems = shared.problems();
  shared.set({ ...sharedOf(catalog, draws), ...(stale && { groupOf: stale.group }) });
  shared.add(problems);
  try {
    // Pagefind reads its records while the program is loaded.
    const prose = startProse(catalog, outDir, reuse, warn);
    const program = await startProgram(join(folder, programFolder, note.entry), note.styles, options);
    let rendered = 0;
    const paths = await program.paths();
    // One after the other, as Astro's build does it.
    for (const [at, page] of paths.entries()) {
      signal?.throwIfAborted();
      if (stale?.isStale(page) === false || isDone(page)) continue;
      const content = await program.render(page);
      if (content) await scribe.write(fileOf(page), content);
      rendered += 1;
      // Whoever else waits has a turn: other processes, signals, timers.
      if (rendered % atOnce === 0) {
        onPages?.(at + 1, paths.length);
        await setImmediate();
      }
    }
    onPages?.(paths.length, paths.length);
    for (const [path, text] of waiting) draws.set(path, text);
    finishPages(shared);
    await (await prose).finish();
    await scribe.finish();
  } finally {
    await scribe.end();
  }
}
