import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { cacheOf } from './folder.ts';
import { noManifest, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { bytesAt, folderId, stateAt } from './tree.ts';

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
  /** Files that lie as the last build has left them: the very ones that stand in the last output, or stood there. */
  readonly shared: ReadonlySet<string>;
  /** All other files. */
  readonly others: readonly string[];
  /** Folders with nothing in them. */
  readonly empty: readonly string[];
}

/** So many files, and whoever else waits has a turn: the process that compiles, signals, timers. */
const atOnce = 256;

/**
 * Looks at the cache of an output folder; 100,000 files take a second.
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
    const spare = manifest.files.size > 0 ? await spareAt(join(folder, 'spare'), manifest) : undefined;
    return spare ? { ...found, spare } : found;
  } catch {
    // Whoever fills the folder says what is wrong with it.
    return found;
  }
}

async function spareAt(path: string, { files }: Manifest): Promise<Spare | undefined> {
  const id = folderId(path);
  if (id === undefined) return undefined;
  const shared = new Set<string>();
  const others: string[] = [];
  const empty: string[] = [];
  let seen = 0;
  // By hand: the recursive reading of Node takes three times as long.
  const folders = [''];
  for (let parent = folders.pop(); parent !== undefined; parent = folders.pop()) {
    const entries = readdirSync(`${path}/${parent}`, { withFileTypes: true });
    if (entries.length === 0) empty.push(parent);
    for (const entry of entries) {
      const below = parent + entry.name;
      if (entry.isDirectory()) {
        folders.push(`${below}/`);
        continue;
      }
      const known = files.get(below);
      if (known && known.state === stateAt(`${path}/${below}`)) shared.add(below);
      else others.push(below);
      seen += 1;
      if (seen % atOnce === 0) await setImmediate();
    }
  }
  return { path, id, shared, others, empty };
}
