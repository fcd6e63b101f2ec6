import { lstatSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './folder.ts';
import { headOf, manifestText, noManifest } from './manifest.ts';
import type { Made } from './manifest.ts';
import type { Keeper, Making } from './keeper.ts';
import type { Notes } from './notes.ts';
import { openParts, partsIn } from './parts.ts';
import type { Prints } from './prints.ts';
import type { Part } from '../search/part.ts';
import type { Spare, Survey } from './survey.ts';
import { spareOf } from './spare.ts';
import { bytesAt, folderId, link, removeEmpty, stateAt, writeParts } from './tree.ts';

/** The last output, of which a build takes over what it would make again. */
export interface Last extends Keeper {
  /** The folder of the cache, absolute. */
  readonly folder: string;
  /** Whether there is anything that could be taken over. */
  readonly isThere: boolean;
  /** Takes over what another process has noted, which had no last output. */
  note(notes: Notes): void;
  /**
   * Begins with what the next build starts with, where there is no last output: links to those files that are written, while others still
   * come. To be called by whoever has nothing else to do.
   */
  ahead(signal: AbortSignal): Promise<void>;
  /** Removes what nobody has kept. */
  finish(): void;
  /** After the swap: notes how the files lie in the target, and puts the old output aside as a start for the next build. */
  remember(old: string | undefined): void;
  /** Nothing came of the build: lets go of what `ahead` has made. */
  forget(): void;
}

/** The last output, and what tells whether its files are still right. */
export interface Reuse<From = Last> {
  readonly last: From;
  readonly prints: Prints;
}

/** What keeps parts of an index beside the last output. */
export function partOf({ last, prints }: Reuse<Pick<Keeper, 'parts'>>): Part {
  return (name, madeFrom, make) => last.parts.of(prints.of([`part ${name}`, ...madeFrom]), make);
}

/** What a cache is for. */
export interface LastOptions {
  /** The output folder, absolute, without links. */
  readonly target: string;
  /** The folder that is being filled; made here. */
  readonly fresh: string;
  /** What its cache holds. */
  readonly survey: Survey;
}

/** Makes the folder to fill: the output before the last, brought up to date, or an empty one. */
export function openLast({ target, fresh, survey }: LastOptions): Last {
  const cache = cacheFolder(target);
  const file = join(cache, 'manifest');
  const spare = join(cache, 'spare');
  const parts = openParts(partsIn(cache));
  const { files: manifest, groups, head } = survey.folder === cache ? survey.manifest : noManifest;
  /** Files of the fresh folder that are those of the last output, not yet kept. */
  const shared = new Set<string>();
  /** Folders from which something was taken away. */
  const emptied = new Set<string>();
  const claimed = new Map<string, Claim>();
  /** How files with pieces lie in the last output since the link to them was taken away from the fresh folder: that is a change too. */
  const unlinked = new Map<string, string | undefined>();
  /** Files that stayed where they were: they lie as they did. */
  const stayed = new Set<string>();
  /** Groups of which every file did: of those the next manifest says what the last one says. */
  const same = new Set<string>();
  const start = spareOf(spare, claimed);

  try {
    if (survey.spare?.path === spare) startWith(survey.spare);
    else rmSync(spare, { recursive: true, force: true });
  } catch {
    // Whatever is wrong with the cache, the build starts with nothing.
    shared.clear();
    rmSync(fresh, { recursive: true, force: true });
  }
  mkdirSync(fresh, { recursive: true });

  /** What the output before the last has in common with the last stays; a new folder of links would cost as much as a tenth of a build. */
  function startWith({ path, id, shared: known, others, empty }: Spare): void {
    renameSync(path, fresh);
    if (folderId(fresh) !== id) throw new Error('another build has put its own there');
    for (const other of others) remove(join(fresh, other));
    for (const folder of empty) emptied.add(join(fresh, folder));
    for (const one of known) shared.add(one);
  }

  function remove(full: string): void {
    unlinkSync(full);
    emptied.add(dirname(full));
  }

  /** Nothing may be written into a file that the last output has too, and what is not kept may not be in the way. */
  function drop(path: string): void {
    if (shared.has(path)) {
      const isUntouched = pieces(path) !== undefined;
      shared.delete(path);
      remove(join(fresh, path));
      if (isUntouched) unlinked.set(path, stateAt(join(target, path)));
    }
    if (shared.size === 0) return;
    const above = path.split('/').slice(0, -1);
    for (const at of above.keys()) {
      const file = above.slice(0, at + 1).join('/');
      if (shared.delete(file)) remove(join(fresh, file));
    }
    if (!lstatSync(join(fresh, path), { throwIfNoEntry: false })?.isDirectory()) return;
    for (const other of shared) if (other.startsWith(`${path}/`) && shared.delete(other)) remove(join(fresh, other));
    removeEmpty(emptied, fresh);
  }

  function pieces(path: string): ReturnType<Last['pieces']> {
    const known = manifest.get(path);
    const file = join(target, path);
    return known?.pieces && stateAt(file) === (unlinked.get(path) ?? known.state) ? { file, rows: known.pieces } : undefined;
  }

  function take(path: string, { state }: Made): boolean {
    if (shared.delete(path)) {
      stayed.add(path);
      return true;
    }
    const from = join(target, path);
    if (stateAt(from) !== state) return false;
    try {
      link(from, join(fresh, path));
      return true;
    } catch {
      // Another disk, a file system without links, a folder where a file stands: the file is made anew.
      return false;
    }
  }

  /** Nobody has taken it over, after all. */
  function leave(path: string): void {
    claimed.delete(path);
    stayed.delete(path);
    remove(join(fresh, path));
  }

  function keep(path: string, key: string | undefined, { beside, group }: Parameters<Last['keep']>[2] = {}): boolean {
    const known = manifest.get(path);
    const hasOther = beside !== undefined && key !== undefined && manifest.get(beside)?.key === key;
    if (key === undefined || known?.key !== key || claimed.has(path) || (hasOther && !keep(beside, key, { group }))) {
      if (!claimed.has(path)) drop(path);
      return false;
    }
    if (!take(path, known)) {
      if (hasOther && claimed.has(beside)) leave(beside);
      drop(path);
      return false;
    }
    claimed.set(path, known.group === group ? known : { key, pieces: known.pieces, group });
    return true;
  }

  function keepGroup(group: string): number {
    const { paths } = groups.get(group) ?? { paths: [] };
    const all = paths.flatMap((path) => manifest.get(path) ?? []);
    // First of all whether it can be: what was taken and is left again has changed by that, and must be made.
    const isThere = (path: string, at: number): boolean =>
      !claimed.has(path) && (shared.has(path) || stateAt(join(target, path)) === all[at]?.state);
    if (paths.length === 0 || !paths.every(isThere)) return 0;
    for (const [at, path] of paths.entries()) {
      const known = all[at];
      if (known && take(path, known)) {
        claimed.set(path, known);
        continue;
      }
      for (const other of paths.slice(0, at)) leave(other);
      return 0;
    }
    if (paths.every((path) => stayed.has(path))) same.add(group);
    return paths.length;
  }

  function made(path: string, key: string | undefined, making?: Making): void {
    claimed.set(path, { key, ...making });
  }

  return {
    folder: cache,
    isThere: manifest.size > 0,
    parts,
    keep,
    keepGroup,
    made,
    note(notes) {
      for (const [path, key, making] of notes.made) made(path, key, making);
      parts.ask(notes.parts);
    },
    pieces,
    async ahead(signal) {
      if (manifest.size === 0) await start.begin(fresh, signal);
    },
    forget: () => start.forget(),
    finish() {
      for (const path of shared) remove(join(fresh, path));
      shared.clear();
      removeEmpty(emptied, fresh);
    },
    remember(old) {
      try {
        mkdirSync(cache, { recursive: true });
        writeFileSync(join(cache, '.gitignore'), '*\n');
        parts.finish();
        // The output of somebody who keeps no cache has no file in common with this one.
        if (old === undefined || manifest.size === 0) start.finish(target);
        else {
          rmSync(spare, { recursive: true, force: true });
          renameSync(old, spare);
        }
        const before = bytesAt(file);
        // Another build has been there since, or something has damaged it.
        if (headOf(before, survey.identity) !== head) same.clear();
        const lines = [...same].flatMap((group) => groups.get(group)?.lines ?? []).map(([from, to]) => before.subarray(from, to));
        const stateOf = (path: string): string | undefined => (stayed.has(path) ? manifest.get(path)?.state : undefined);
        const others = Array.from(claimed).filter(([, { group }]) => group === undefined || !same.has(group));
        writeParts(`${file}.new`, manifestText(lyingIn(target, others, stateOf), survey.identity, lines));
        renameSync(`${file}.new`, file);
      } catch {
        // The output is there; the next build has nothing to start with.
        rmSync(cache, { recursive: true, force: true });
      }
    },
  };
}

/** What a file of the new output is made from. */
interface Claim extends Making {
  /** Absent: it is made anew by every build. */
  readonly key: string | undefined;
}

/**
 * How the files of an output lie. One that is not there makes all that were made from the same thing unknown, and its group no group.
 * @param known how a file lies that was not touched; looking at each of a hundred thousand files costs a second
 */
function lyingIn(
  target: string,
  claimed: Iterable<readonly [path: string, claim: Claim]>,
  known: (path: string) => string | undefined,
): Map<string, Made> {
  const found = new Map<string, Made>();
  const missing = new Set<string>();
  for (const [path, { key, pieces, group }] of claimed) {
    const state = key === undefined ? undefined : (known(path) ?? stateAt(join(target, path)));
    if (key !== undefined && state !== undefined) found.set(path, { key, state, pieces, group });
    else for (const lost of [key, group]) if (lost !== undefined) missing.add(lost);
  }
  if (missing.size === 0) return found;
  for (const [path, { group, ...one }] of found) {
    if (missing.has(one.key)) found.delete(path);
    else if (group !== undefined && missing.has(group)) found.set(path, one);
  }
  return found;
}
