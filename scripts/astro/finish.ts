import { cardDrawer } from '../card/card.ts';
import type { CardText, DrawCard } from '../card/card.ts';
import { GuideError } from '../check/guide-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { WritableFile } from '../emit/types.ts';
import { writeInto } from '../emit/writer.ts';
import { loadAtlas } from '../load/atlas.ts';
import { writeProse } from './prose.ts';
import type { Reuse } from '../cache/last.ts';
import type { StalePages } from './reuse.ts';
import type { SharedCatalog } from './shared.ts';

/** What rendered pages have left behind, and where they stand. */
export interface Rendered {
  readonly shared: SharedCatalog;
  /** Folder of the pages, absolute. */
  readonly folder: string;
  readonly reuse: Reuse | undefined;
  readonly stale: StalePages | undefined;
  readonly warn: (message: string) => void;
}

/** One after the other: ten thousand are 200 MB. A picture depends on what its page depends on. */
function* pictures(cards: ReadonlyMap<string, CardText>, draw: DrawCard, stale: StalePages | undefined): Generator<WritableFile> {
  for (const [path, text] of cards) yield { path, content: draw(text), key: stale?.keyOf(path) };
}

/**
 * Writes what stands beside the pages once they are rendered: their pictures for social networks, and the index of their prose.
 * @throws GuideError when a page found mistakes in a guide
 */
export async function finishPages(catalog: CompiledCatalog, { shared, folder, reuse, stale, warn }: Rendered): Promise<void> {
  const problems = shared.problems();
  const cards = shared.remove();
  if (problems.length > 0) throw new GuideError(problems);
  if (cards.size > 0) {
    const draw = cardDrawer(await loadAtlas(), catalog.site?.accent?.light);
    await writeInto(folder, pictures(cards, draw, stale), reuse);
  }
  try {
    await writeProse(catalog, folder, reuse);
  } catch (error) {
    // The pages are whole without it, and codes are found; Pagefind has no program for some machines.
    warn(`no search in prose: ${error instanceof Error ? error.message : String(error)}`);
  }
}
