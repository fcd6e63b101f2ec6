import type { CardText } from '../card/card.ts';
import { GuideError } from '../check/guide-error.ts';
import { openScribe } from '../emit/scribe.ts';
import type { SharedCatalog } from './shared.ts';

/** Draws pictures of pages into a folder. */
export async function drawAll(cards: ReadonlyMap<string, CardText>, folder: string, accent: string | undefined): Promise<void> {
  if (cards.size === 0) return;
  const scribe = openScribe(folder, accent);
  try {
    for (const [path, text] of cards) scribe.draw(path, text);
    await scribe.finish();
  } finally {
    await scribe.end();
  }
}

/**
 * Lets go of a catalog whose pages are rendered.
 * @throws GuideError when a page has found mistakes in a guide
 */
export function finishPages(shared: SharedCatalog): void {
  const problems = shared.problems();
  shared.remove();
  if (problems.length > 0) throw new GuideError(problems);
}
