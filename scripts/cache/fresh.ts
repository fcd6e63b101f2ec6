import { lstatSync, mkdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Made, Manifest, MadeGroup, Run } from './manifest.ts';
import type { Spare } from './survey.ts';
import { folderId, removeEmpty } from './tree.ts';

/** The folder that is being filled, as far as files of the last output lie there already. What nobody keeps of those goes. */
export interface Fresh {
  /** Whether a file of the last output lies there, and nobody has kept it yet. */
  has(file: Made): boolean;
  /** From now on a file that lies there is somebody's. Gives false where it does not. */
  keep(file: Made): boolean;
  /** The same for all files of a group, or for none. */
  keepAll(group: MadeGroup): boolean;
  /** Removes what stands at a path. */
  remove(path: string): void;
  /** Removes what nobody has kept and is in the way of a path: a file where a folder of it is to stand, a folder in its own place. */
  clear(path: string): void;
  /** Removes all that nobody has kept. */
  finish(): void;
}

/** What a folder is started with. */
export interface FreshOptions {
  /** Where it is to stand, absolute. */
  readonly path: string;
  /** Where what it may be started with stands, absolute; gone afterwards. */
  readonly from: string;
  /** What was seen there. */
  readonly spare: Spare | undefined;
  readonly manifest: Manifest;
  /** Finds files by their paths. */
  readonly find: (path: string) => Made | undefined;
}

/** Makes the folder: the output before the last, brought up to date, or an empty one. */
export function openFresh({ path: fresh, from, spare, manifest, find }: FreshOptions): Fresh {
  /** By rows of the manifest. */
  let shared = new Uint8Array();
  /** Folders from which something was taken away. */
  const emptied = new Set<string>();

  try {
    if (spare?.path === from) startWith(spare);
    else rmSync(from, { recursive: true, force: true });
  } catch {
    // Whatever is wrong with the cache, the build starts with nothing.
    shared = new Uint8Array();
    rmSync(fresh, { recursive: true, force: true });
  }
  mkdirSync(fresh, { recursive: true });

  /** What the output before the last has in common with the last stays; a new folder of links would cost as much as a tenth of a build. */
  function startWith({ path, id, shared: known, others, empty }: Spare): void {
    renameSync(path, fresh);
    if (folderId(fresh) !== id) throw new Error('another build has put its own there');
    for (const other of others) remove(other);
    for (const folder of empty) emptied.add(join(fresh, folder));
    shared = Uint8Array.from(known);
  }

  function remove(path: string): void {
    const full = join(fresh, path);
    unlinkSync(full);
    emptied.add(dirname(full));
  }

  function keep({ row }: Made): boolean {
    const isThere = shared[row] === 1;
    if (isThere) shared[row] = 0;
    return isThere;
  }

  function areThere({ from: first, to }: Run): boolean {
    for (let row = first; row < to; row += 1) if (shared[row] !== 1) return false;
    return true;
  }

  function removeIn({ folder, from: first, to }: Run): void {
    for (let row = first; row < to; row += 1) {
      if (shared[row] !== 1) continue;
      shared[row] = 0;
      remove(`${folder}${manifest.names[row] ?? ''}`);
    }
  }

  return {
    has: ({ row }) => shared[row] === 1,
    keep,
    keepAll({ runs }) {
      if (!runs.every(areThere)) return false;
      for (const run of runs) shared.fill(0, run.from, run.to);
      return true;
    },
    remove,
    clear(path) {
      if (shared.length === 0) return;
      const above = path.split('/').slice(0, -1);
      for (const at of above.keys()) {
        const file = find(above.slice(0, at + 1).join('/'));
        if (file && keep(file)) remove(file.path);
      }
      if (!lstatSync(join(fresh, path), { throwIfNoEntry: false })?.isDirectory()) return;
      for (const [folder, runs] of manifest.folders) if (folder.startsWith(`${path}/`)) runs.forEach(removeIn);
      removeEmpty(emptied, fresh);
    },
    finish() {
      if (shared.includes(1)) for (const { runs } of manifest.groups.values()) runs.forEach(removeIn);
      removeEmpty(emptied, fresh);
    },
  };
}
