import { inFile } from '../cache/bytes.ts';
import type { FileBytes } from '../cache/bytes.ts';
import { giveBack } from '../cache/give-back.ts';
import { partOf } from '../cache/last.ts';
import { takeNotes } from '../cache/notes.ts';
import type { Notes, Wanted } from '../cache/notes.ts';
import { contentsOf, opened } from '../cache/packed.ts';
import { printsOf } from '../cache/prints.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Stage } from '../model/diagnostic.ts';
import { ownModule } from '../model/own-module.ts';
import { apart, firstFile } from '../share/apart.ts';
import { outputs } from './index.ts';
import type { Share } from './index.ts';
import { writeInto } from './writer.ts';

/** What is to be written: plain data. */
export interface EmitTask {
  /** Its services are in files, and may be missing. */
  readonly catalog: CompiledCatalog;
  /** Absolute; there. */
  readonly folder: string;
  /** What the next build wants to know of the files; absent: nothing. */
  readonly cache:
    | {
        /** Of the tool: what prints share. */
        readonly identity: string;
        /** The folder of the cache, absolute. */
        readonly folder: string;
      }
    | undefined;
  /** Which of the files. */
  readonly shares: readonly Share[];
  /** Those of their files that could not be taken over from the last output; absent: all. */
  readonly wanted?: Wanted;
}

/** Beside a process that renders few pages: what the next collection of garbage waits for, and room for new objects. A tenth of a rebuild. */
const roomy = ['--heap-growing-percent=100', '--min-semi-space-size=16', '--max-semi-space-size=16'];

/**
 * Writes artifacts of a catalog in a process of its own: a second processor writes them while the first one renders pages.
 * @param files with the bytes of the services
 * @param options `onNotes` is given what the next build wants to know of the files, some at a time; `signal` ends all before its time; `yields`
 * lets others go first where they wait for a processor
 * @returns the number of files, taken over or made
 * @throws what the system says of a file that cannot be written
 */
export async function emittedApart(
  task: EmitTask,
  files: readonly FileBytes[],
  {
    onNotes,
    signal,
    yields = false,
  }: { readonly onNotes?: (notes: Notes) => void; readonly signal: AbortSignal; readonly yields?: boolean },
): Promise<Stage<number>> {
  const { catalog } = task;
  return await apart<Stage<number>, Notes>(
    ownModule('emit/emit-process'),
    { ...task, catalog: { ...catalog, services: [] }, begins: files.map(({ begin }) => begin) },
    { files: files.map(({ file }) => file), signal, yields, ...(task.wanted && { node: roomy }), ...(onNotes && { onNote: onNotes }) },
  );
}

/**
 * The same in that process, which has the files open from {@link firstFile} on.
 * @param task `begins`: where the bytes of a service begin in each of the files
 */
export async function emitted(
  { catalog: rest, begins, folder, cache, shares, wanted }: EmitTask & { readonly begins: readonly number[] },
  note: (notes: Notes) => void,
): Promise<Stage<number>> {
  const known = begins.map((begin, at) => opened(inFile(firstFile + at, begin)));
  const catalog = { ...rest, services: known.map(({ compiled }) => compiled) };
  const noting = cache && takeNotes(cache.folder, note, wanted);
  const from = cache && noting && { last: noting.last, prints: printsOf(catalog, cache.identity, contentsOf(known)) };
  let count = 0;
  for (const share of shares) {
    // Indexes of all codes take most. Meanwhile the process that renders takes more and more.
    if (count > 0) giveBack();
    const written = await writeInto(folder, outputs(catalog, 'whole', [], from && partOf(from), [share]), from);
    if (written.value === undefined) return written;
    count += written.value;
  }
  noting?.finish();
  return { value: count, diagnostics: [] };
}
