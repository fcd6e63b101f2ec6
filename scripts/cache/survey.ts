import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { cacheOf } from './folder.ts';
import { finderIn, noManifest, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { bytesAt, folderId, liesAs } from './tree.ts';

/** What the cache of an output folder holds. Looking changes nothing there, so it is done while nobody knows yet whether the catalog is right. */
export interface Survey {
  /** The folder of the cache, absolute. */
  readonly folder: string;
  /** Of the tool that looks. */
  readonly identity: string;
  /** How the files of the last output lie, and what they were made from. */
  readonly manifest: Manifest;
  /** The output before the last, if it can be brought up to date. */
  readonly spare?: Spare;
}

/** A folder with most files of the last output. Paths are below it, with `/`. */
export interface Spare {
  readonly path: string;
  /** As {@link folderId} tells it: whether it is still the folder that was looked at. */
  readonly id: string;
  /** By the rows of the manifest, 1 for a file that lies as the last build has left it: the very one that stands in the last output, or stood there. */
  readonly shared: Uint8Array;
  /** All other files. */
  readonly others: readonly string[];
  /** Folders with nothing in them. */
  readonly empty: readonly string[];
}

/** So many files, and whoever else waits has a turn: the process that compiles, signals, timers. */
const atOnce = 256;

/**
 * Looks at the cache of an output folder; 100,000 files take half a second.
 * @param out as it is given; nothing need stand there
 * @param identity of the tool and its dependencies
 * @returns where something cannot be read, as if there was nothing to start with
 */
export async function surveyOf(out: string, identity: string): Promise<Survey> {
  let found: Survey = { folder: '', identity, manifest: noManifest };
  try {
    const folder = cacheOf(out);
    await setImmediate();
    const manifest = readManifest(bytesAt(join(folder, 'manifest')), identity);
    found = { folder, identity, manifest };
    const spare = manifest.names.length > 0 ? await spareAt(join(folder, 'spare'), manifest) : undefined;
    return spare ? { ...found, spare } : found;
  } catch {
    // Whoever fills the folder says what is wrong with it.
    return found;
  }
}

async function spareAt(path: string, manifest: Manifest): Promise<Spare | undefined> {
  const id = folderId(path);
  if (id === undefined) return undefined;
  const { names, states, folders } = manifest;
  const shared = new Uint8Array(names.length);
  const others: string[] = [];
  const empty: string[] = [];
  const find = finderIn(manifest);
  let seen = 0;
  // By hand: the recursive reading of Node takes three times as long. From above, so that no link is followed: only what is a folder is looked into.
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const full = `${path}/${folder}`;
    let right = 0;
    for (const { from, to } of folders.get(folder) ?? []) {
      for (let row = from; row < to; row += 1) {
        if (liesAs(`${full}${names[row] ?? ''}`, states, row)) {
          shared[row] = 1;
          right += 1;
        }
        seen += 1;
        if (seen % atOnce === 0) await setImmediate();
      }
    }
    // As many names as files that are right are those files.
    if (right > 0 && readdirSync(full).length === right) continue;
    const entries = readdirSync(full, { withFileTypes: true });
    if (entries.length === 0) empty.push(folder);
    const files: string[] = [];
    for (const entry of entries) {
      if (entry.isDirectory()) open.push(`${folder}${entry.name}/`);
      else files.push(`${folder}${entry.name}`);
    }
    if (files.length === right) continue;
    for (const file of files) {
      if (shared[find(file)?.row ?? -1] !== 1) others.push(file);
      seen += 1;
      if (seen % atOnce === 0) await setImmediate();
    }
  }
  return { path, id, shared, others, empty };
}
