import { firstFile, apart, serve } from '../share/apart.ts';
import { inFile } from '../cache/bytes.ts';
import type { FileBytes } from '../cache/bytes.ts';
import { partOf } from '../cache/last.ts';
import { takeNotes } from '../cache/notes.ts';
import type { Notes } from '../cache/notes.ts';
import { contentsOf, opened } from '../cache/packed.ts';
import { printsOf } from '../cache/prints.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Stage } from '../model/diagnostic.ts';
import { ownModule } from '../model/own-module.ts';
import { outputs } from './index.ts';
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
}

/** What came of it. */
export interface Emitted {
  /** The number of files. */
  readonly written: Stage<number>;
  readonly notes?: Notes;
}

/**
 * Writes the artifacts of a catalog beside its pages, in a process of its own: a second processor writes them while the first one renders. There
 * is no last output from which anything could be taken over.
 * @param files with the bytes of the services
 * @param signal ends it before its time
 * @throws what the system says of a file that cannot be written
 */
export async function emittedApart(task: EmitTask, files: readonly FileBytes[], signal: AbortSignal): Promise<Emitted> {
  const { catalog } = task;
  return await apart<Emitted>(
    ownModule('emit/emit-process'),
    { ...task, catalog: { ...catalog, services: [] }, services: files.length },
    { files: files.map(({ file }) => file), signal },
  );
}

async function emitted({ catalog: rest, services, folder, cache }: EmitTask & { readonly services: number }): Promise<Emitted> {
  const known = Array.from({ length: services }, (_, at) => opened(inFile(firstFile + at)));
  const catalog = { ...rest, services: known.map(({ compiled }) => compiled) };
  const noting = cache && takeNotes(cache.folder);
  const from = cache && noting && { last: noting.last, prints: printsOf(catalog, cache.identity, contentsOf(known)) };
  const written = await writeInto(folder, outputs(catalog, 'whole', [], from && partOf(from)), from);
  return { written, ...(noting && { notes: noting.notes() }) };
}

serve(import.meta.url, emitted);
