import type { FileBytes } from '../cache/bytes.ts';
import { partOf } from '../cache/last.ts';
import type { Reuse } from '../cache/last.ts';
import type { Wanted } from '../cache/notes.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Stage } from '../model/diagnostic.ts';
import { emittedApart } from './emit-apart.ts';
import { outputs, shares } from './index.ts';
import type { Share } from './index.ts';
import { singly } from './types.ts';
import type { WritableFile } from './types.ts';
import type { FreshFolder } from './writer.ts';

/** What the artifacts of a build are made from, and where they go. */
export interface ArtifactsTask {
  readonly catalog: CompiledCatalog;
  readonly folder: FreshFolder;
  /** Files of the catalog that pages use. */
  readonly assets: readonly WritableFile[];
  /** Whether pages are made beside them. */
  readonly withPages: boolean;
  /** The last output, where there is a cache. */
  readonly reuse: Reuse | undefined;
  /** Of the tool: what prints share. */
  readonly identity: string;
  /** Open files with the bytes of the services, where there are any: then another process can help. */
  readonly files: readonly FileBytes[];
  /** Ends that process before its time, and is told when it fails: then nothing else is wanted either. */
  readonly stop: AbortController;
}

/** The artifacts of a build, on their way. */
export interface Artifacts {
  /** Writes those that are this process's own business. Gives false where that cannot be. */
  write(): Promise<boolean>;
  /** Waits for the others; gives the number of all. */
  finish(): Promise<Stage<number>>;
}

/**
 * Begins with the artifacts. Of a large catalog with pages, another process makes those that take long: all of them where there is no last output;
 * else documents of whole services, of which one changed code leaves few as they were.
 */
export function startArtifacts({ catalog, folder, assets, withPages, reuse, identity, files, stop }: ArtifactsTask): Artifacts {
  const pages = withPages ? 'whole' : 'none';
  const isFirst = reuse?.last.isThere !== true;
  /** What the other process makes. */
  const others: readonly Share[] = !withPages || files.length === 0 ? [] : isFirst ? shares : ['service'];
  const started = others.length > 0 ? begin() : undefined;
  // Whoever finishes is told why.
  started?.then(
    ({ value }) => value === undefined && stop.abort(),
    () => stop.abort(),
  );
  let own: Stage<number> | undefined;

  async function begin(): Promise<Stage<number>> {
    const task = { catalog, folder: folder.path, cache: reuse && { identity, folder: reuse.last.folder } };
    const wanted = !isFirst && reuse ? wantedOf(singly(outputs(catalog, pages, [], partOf(reuse), others)), reuse) : undefined;
    return await emittedApart({ ...task, shares: others, ...(wanted && { wanted }) }, files, {
      signal: stop.signal,
      // Who renders all pages has the longer way: so both end at about the same time.
      yields: isFirst,
      onNotes: (notes) => reuse?.last.note(notes),
    });
  }

  return {
    async write() {
      const mine = shares.filter((share) => !others.includes(share));
      own = await folder.write(outputs(catalog, pages, assets, reuse && partOf(reuse), mine));
      return own.value !== undefined;
    },
    async finish() {
      // Whoever has rendered all pages has nothing to do until the other process is done.
      if (started) await reuse?.last.ahead(stop.signal);
      const theirs = await started;
      if (theirs && theirs.value === undefined) return theirs;
      if (!own) throw new Error('nobody has asked for the artifacts');
      if (theirs?.value === undefined || own.value === undefined) return own;
      return { diagnostics: [...own.diagnostics, ...theirs.diagnostics], value: own.value + theirs.value };
    },
  };
}

/** Takes files over from the last output, and gives those that must be made. */
function wantedOf(files: Iterable<WritableFile>, { last, prints }: Reuse): Wanted {
  const wanted = new Map<string, ReturnType<typeof last.pieces>>();
  for (const { path, madeFrom } of files) if (!last.keep(path, madeFrom && prints.of(madeFrom))) wanted.set(path, last.pieces(path));
  return wanted;
}
