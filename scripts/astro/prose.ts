import { close, createIndex } from 'pagefind';
import { print } from '../cache/prints.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { writeInto } from '../emit/writer.ts';
import { proseRecords } from '../search/prose.ts';
import { partOf } from '../cache/last.ts';
import type { Reuse } from '../cache/last.ts';

/** A file of the index. */
export interface ProseFile {
  path: string;
  content: Uint8Array;
}

/** Files of Pagefind that the search box uses; the rest are its own interfaces. */
const used = /^(pagefind\.js|pagefind-entry\.json|wasm\.[\w-]+\.pagefind|.*\.pf_(meta|index|fragment))$/;

/** Bytes of a shard of words, an eighth of what is usual: words of a query seldom stand in the same shard, so small ones are loaded sooner. */
const shard = '2500';

/** The folder of the index, below the folder of the site. */
const folder = 'search/prose';

/**
 * Writes the index of prose into the folder of a site, or takes over that of the last output where its records are the same.
 * @param warn told where there can be none: the pages are whole without it, and codes are found; Pagefind has no program for some machines
 */
export async function writeProse(
  catalog: CompiledCatalog,
  site: string,
  reuse: Reuse | undefined,
  warn: (message: string) => void,
): Promise<void> {
  try {
    const records = proseRecords(catalog, reuse && partOf(reuse));
    const madeFrom = [folder, print(JSON.stringify(records))];
    if (reuse !== undefined && reuse.last.keepGroup(reuse.prints.of(madeFrom)) > 0) return;
    const files = (await proseIndex(catalog, records)).map((file) => ({ ...file, madeFrom }));
    await writeInto(site, [{ madeFrom, files }], reuse);
  } catch (error) {
    warn(`no search in prose: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * The index of prose below `search/prose/`, made by Pagefind from small records.
 * @throws Error when Pagefind's program is not there or refuses a record
 */
export async function proseIndex(catalog: CompiledCatalog, records = proseRecords(catalog)): Promise<ProseFile[]> {
  const language = (catalog.locales[0] ?? 'en').toLowerCase();
  const before = process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'];
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = shard;
  try {
    const { index, errors } = await createIndex({ includeCharacters: '_-.' });
    if (!index) throw new Error(errors.join('; '));
    for (const record of records) {
      const added = await index.addCustomRecord({ ...record, language });
      if (added.errors.length > 0) throw new Error(added.errors.join('; '));
    }
    const { files, errors: failures } = await index.getFiles();
    if (failures.length > 0) throw new Error(failures.join('; '));
    return files.filter(({ path }) => used.test(path)).map(({ path, content }) => ({ path: `${folder}/${path}`, content }));
  } finally {
    if (before === undefined) delete process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'];
    else process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = before;
    await close();
  }
}
