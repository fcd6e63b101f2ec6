import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './folder.ts';
import { openFresh } from './fresh.ts';
import { filesOf, finderIn, headOf, manifestText, noManifest } from './manifest.ts';
import type { Made, Row } from './manifest.ts';
import type { Keeper, Making } from './keeper.ts';
import type { Notes } from './notes.ts';
import { openParts, partsIn } from './parts.ts';
import type { Prints } from './prints.ts';
import type { Part } from '../search/part.ts';
import type { Survey } from './survey.ts';
import { spareOf } from './spare.ts';
import { bytesAt, liesAs, link, stateAt, stateIn, writeParts } from './tree.ts';
import type { State } from './tree.ts';

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
  const keyOf = (name: string, madeFrom: readonly unknown[]): string => prints.of([`part ${name}`, ...madeFrom]);
  return {
    of: (name, madeFrom, make) => last.parts.of(keyOf(name, madeFrom), make),
    late(name, madeFrom, make) {
      const key = keyOf(name, madeFrom);
      last.parts.ask([key]);
      return () => last.parts.of(key, make);
    },
  };
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
export function openLast({ target, fresh: path, survey }: LastOptions): Last {
  const cache = cacheFolder(target);
  const file = join(cache, 'manifest');
  const spare = join(cache, 'spare');
  const parts = openParts(partsIn(cache));
  const manifest = survey.folder === cache ? survey.manifest : noManifest;
  const isThere = manifest.names.length > 0;
  const find = finderIn(manifest);
  const fresh = openFresh({ path, from: spare, spare: survey.spare, manifest, find });
  /** What the new output is made from, without what was kept in whole groups. */
  const claimed = new Map<string, Claim>();
  /** Groups of which every file stayed where it was: of those the next manifest says what the last one says. */
  const same = new Set<string>();
  /** Groups that have lost a file to somebody who makes it otherwise. */
  const broken = new Set<string>();
  /** How files with pieces lie in the last output since the link to them was taken away from the fresh folder: that is a change too. */
  const unlinked = new Map<string, State | undefined>();
  const start = spareOf(spare, { [Symbol.iterator]: () => claims(true) });

  /** @param areAll whether files that were kept in whole groups are told of as well */
  function* claims(areAll: boolean): Generator<readonly [path: string, claim: Claim]> {
    yield* claimed;
    if (areAll) for (const group of same) for (const one of filesIn(group)) yield [one.path, one];
  }

  function filesIn(group: string): Generator<Made> {
    return filesOf(manifest, manifest.groups.get(group)?.runs ?? []);
  }

  function isClaimed(one: string, group = find(one)?.group): boolean {
    return claimed.has(one) || (group !== undefined && same.has(group));
  }

  /** Nothing may be written into a file that the last output has too, and what is not kept may not be in the way. */
  function drop(one: string, known = find(one)): void {
    const isUntouched = known?.pieces !== undefined && pieces(one, known) !== undefined;
    if (known && fresh.keep(known)) {
      fresh.remove(one);
      if (isUntouched) unlinked.set(one, stateAt(join(target, one)));
    }
    fresh.clear(one);
  }

  function pieces(one: string, known = find(one)): ReturnType<Last['pieces']> {
    if (!known?.pieces) return undefined;
    const from = join(target, one);
    const state = unlinked.get(one);
    const isUntouched = state ? liesAs(from, state, 0) : liesAs(from, manifest.states, known.row);
    return isUntouched ? { file: from, rows: known.pieces } : undefined;
  }

  /** Gives what is known of a file that could be taken over. */
  function take(known: Made): Claim | undefined {
    const { path: one, row, key, pieces: rows, group } = known;
    if (fresh.keep(known)) return { key, pieces: rows, group, row };
    const from = join(target, one);
    if (!liesAs(from, manifest.states, row)) return undefined;
    try {
      link(from, join(path, one));
      return { key, pieces: rows, group };
    } catch {
      // Another disk, a file system without links, a folder where a file stands: the file is made anew.
      return undefined;
    }
  }

  /** Nobody has taken it over, after all. */
  function leave(one: string): void {
    claimed.delete(one);
    fresh.remove(one);
  }

  function keep(one: string, key: string | undefined, { beside, group }: Parameters<Last['keep']>[2] = {}): boolean {
    const known = find(one);
    const hasOther = beside !== undefined && key !== undefined && find(beside)?.key === key;
    if (key === undefined || known?.key !== key || isClaimed(one, known.group) || (hasOther && !keep(beside, key, { group }))) {
      if (!isClaimed(one, known?.group)) drop(one, known);
      return false;
    }
    const taken = take(known);
    if (!taken) {
      if (hasOther && claimed.has(beside)) leave(beside);
      drop(one, known);
      return false;
    }
    claimed.set(one, taken.group === group ? taken : { ...taken, group });
    return true;
  }

  function keepGroup(group: string): number {
    const own = manifest.groups.get(group);
    if (!own || broken.has(group)) return 0;
    if (fresh.keepAll(own)) {
      same.add(group);
      return own.size;
    }
    const all = [...filesIn(group)];
    // First of all whether it can be: what was taken and is left again has changed by that, and must be made.
    const canBeTaken = (one: Made): boolean =>
      !isClaimed(one.path, group) && (fresh.has(one) || liesAs(join(target, one.path), manifest.states, one.row));
    if (!all.every(canBeTaken)) return 0;
    for (const [at, one] of all.entries()) {
      const taken = take(one);
      if (taken) {
        claimed.set(one.path, taken);
        continue;
      }
      for (const other of all.slice(0, at)) leave(other.path);
      return 0;
    }
    return own.size;
  }

  function made(one: string, key: string | undefined, making?: Making): void {
    const group = find(one)?.group;
    if (group !== undefined) {
      broken.add(group);
      // The others are no group any more.
      if (same.delete(group)) for (const other of filesIn(group)) claimed.set(other.path, { ...other, group: undefined });
    }
    claimed.set(one, { key, ...making });
  }

  return {
    folder: cache,
    isThere,
    parts,
    keep,
    keepGroup,
    made,
    note(notes) {
      for (const [one, key, making] of notes.made) made(one, key, making);
      parts.ask(notes.parts);
    },
    pieces: (one) => pieces(one),
    async ahead(signal) {
      if (!isThere) await start.begin(path, signal);
    },
    forget: () => start.forget(),
    finish: () => fresh.finish(),
    remember(old) {
      try {
        mkdirSync(cache, { recursive: true });
        writeFileSync(join(cache, '.gitignore'), '*\n');
        parts.finish();
        // The output of somebody who keeps no cache has no file in common with this one.
        const isLinked = old === undefined || !isThere;
        if (isLinked) start.finish(target);
        else {
          rmSync(spare, { recursive: true, force: true });
          renameSync(old, spare);
        }
        const before = bytesAt(file);
        // Another build has been there since, or something has damaged it; or links have changed how every file lies.
        const isSame = !isLinked && headOf(before, survey.identity) === manifest.head;
        const lines = isSame ? Array.from(same, (group) => manifest.groups.get(group)?.lines ?? []).flat() : [];
        const others = lyingIn(target, () => claims(!isSame), isLinked ? undefined : manifest.states);
        writeParts(
          `${file}.new`,
          manifestText(
            others,
            survey.identity,
            lines.map(([from, to]) => before.subarray(from, to)),
          ),
        );
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
  /** Where the last manifest tells of it, if it stayed where it was: it lies as it did. */
  readonly row?: number;
}

/**
 * How the files of an output lie. One that is not there makes all that were made from the same thing unknown, and its group no group.
 * @param claims is asked twice for the same
 * @param states how files lie that were not touched, by their rows; looking at each of a hundred thousand files costs half a second
 */
function* lyingIn(
  target: string,
  claims: () => Iterable<readonly [path: string, claim: Claim]>,
  states: readonly number[] | undefined,
): Generator<Row> {
  const found: number[] = [];
  const missing = new Set<string>();
  for (const [path, { key, group, row }] of claims()) {
    const isKnown = states && row !== undefined;
    const state = key === undefined ? undefined : isKnown ? stateIn(states, row) : stateAt(join(target, path));
    found.push(...(state ?? [0, 0, 0, 0]));
    if (!state) for (const lost of [key, group]) if (lost !== undefined) missing.add(lost);
  }
  let at = -1;
  for (const [path, { key, pieces, group }] of claims()) {
    at += 1;
    if (key === undefined || missing.has(key)) continue;
    yield { path, key, state: stateIn(found, at), pieces, group: group !== undefined && missing.has(group) ? undefined : group };
  }
}
