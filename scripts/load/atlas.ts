import { readFile } from 'node:fs/promises';
import { openAtlas } from '../card/atlas.ts';
import type { Atlas, AtlasTable } from '../card/atlas.ts';

/** Where the pages stand in the package. The tool is at the same depth in `scripts/` and in `lib/`. */
const folder = new URL('../../site/card/', import.meta.url);

/** Reads the glyphs of the cards, a part of the package. */
export async function loadAtlas(): Promise<Atlas> {
  const [picture, table] = await Promise.all([readFile(new URL('atlas.png', folder)), readFile(new URL('atlas.json', folder), 'utf8')]);
  return openAtlas(picture, JSON.parse(table) as AtlasTable);
}
