import { close, createIndex } from 'pagefind';
import type { PagefindIndex } from 'pagefind';
import { print } from '../model/print.ts';
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

/** An index of prose, on its way: Pagefind works beside whoever does something else meanwhile. */
export interface Prose {
  /** Waits for it, and writes it into the folder of the site. */
  finish(): Promise<void>;
}

/**
 * Begins with the index of prose of a site, or takes over that of the last output where its records are the same.
 * @param warn told where there can be none: the pages are whole without it, and codes are found; Pagefind has no program for some machines
 */
export async function startProse(
  catalog: CompiledCatalog,
  site: string,
  reuse: Reuse | undefined,
  warn: (message: string) => void,
): Promise<Prose> {
  const without = (error: unknown): void => warn(`no search in prose: ${error instanceof Error ? error.message : String(error)}`);
  const nothing: Prose = { finish: () => Promise.resolve() };
  try {
    const records = proseRecords(catalog, reuse && partOf(reuse));
    const madeFrom = [folder, print(JSON.stringify(records))];
    if (reuse !== undefined && reuse.last.keepGroup(reuse.prints.of(madeFrom)) > 0) return nothing;
    const { files } = await startIndex(catalog, records);
    return {
      async finish() {
        try {
          await writeInto(site, [{ madeFrom, files: (await files).map((file) => ({ ...file, madeFrom })) }], reuse);
        } catch (error) {
          without(error);
        }
      },
    };
  } catch (error) {
    without(error);
    return nothing;
  }
}

/**
 * The index of prose below `search/prose/`, made by Pagefind from small records.
 * @throws Error when Pagefind's program is not there or refuses a record
 */
export async function proseIndex(catalog: CompiledCatalog, records = proseRecords(catalog)): Promise<ProseFile[]> {
  const { files } = await startIndex(catalog, records);
  return await files;
}

/** Gives Pagefind all records. */
async function startIndex(
  { locales }: CompiledCatalog,
  records: ReturnType<typeof proseRecords>,
): Promise<{ readonly files: Promise<ProseFile[]> }> {
  const language = (locales[0] ?? 'en').toLowerCase();
  try {
    const { index, errors } = await withSmallShards(() => createIndex({ includeCharacters: '_-.' }));
    if (!index) throw new Error(errors.join('; '));
    // It takes them one after the other in any case; to wait for each answer would take a turn of the event loop, of which there are few meanwhile.
    const added = await Promise.all(records.map((record) => index.addCustomRecord({ ...record, language })));
    const refused = added.flatMap((one) => one.errors);
    if (refused.length > 0) throw new Error(refused.join('; '));
    const files = filesOf(index);
    // Whoever waits for it is told.
    files.catch(() => undefined);
    return { files };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Has Pagefind make the files of an index, and ends its program. */
async function filesOf(index: PagefindIndex): Promise<ProseFile[]> {
  try {
    const { files, errors } = await index.getFiles();
    if (errors.length > 0) throw new Error(errors.join('; '));
    return files.filter(({ path }) => used.test(path)).map(({ path, content }) => ({ path: `${folder}/${path}`, content }));
  } finally {
    await close();
  }
}

/** Pagefind's program reads it when it starts. */
async function withSmallShards<T>(start: () => Promise<T>): Promise<T> {
  const before = process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'];
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = shard;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'];
    else process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = before;
  }
}
