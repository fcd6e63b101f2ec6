import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { linkerInto } from './tree.ts';

/** A folder of links to the files of an output that the next build may take over, so that it has as little to do as those after it. */
export interface NewSpare {
  /** Links the files that are there, in a folder; gives others a turn meanwhile, and ends with the signal. */
  begin(from: string, signal: AbortSignal): Promise<void>;
  /** Links the others. Where that cannot be, there is no such folder, and the next build links what it finds. */
  finish(from: string): void;
  /** Removes what has been begun and not finished. */
  forget(): void;
}

/** So many links, and whoever else waits has a turn: notes of what another process has written, signals. */
const atOnce = 256;

/**
 * Prepares the start of the next build.
 * @param path where the folder is to stand; what stands there goes with the first link
 * @param claimed the files of the output, as far as they are known; those without a key are made anew by every build. Of another process, a
 * file is known when it is written.
 */
export function spareOf(path: string, claimed: Iterable<readonly [path: string, claim: { readonly key: string | undefined }]>): NewSpare {
  const linked = new Set<string>();
  let link: ReturnType<typeof linkerInto> | undefined;
  let isBroken = false;

  function forget(): void {
    try {
      if (link) rmSync(path, { recursive: true, force: true });
    } catch {
      // The next build removes it, or takes of it what is right.
    }
    link = undefined;
  }
  /** Links one after the other what is not linked yet, with a rest now and then. */
  function* linking(from: string): Generator<void> {
    if (isBroken) return;
    try {
      if (!link) {
        rmSync(path, { recursive: true, force: true });
        mkdirSync(dirname(path), { recursive: true });
      }
      link ??= linkerInto(path);
      for (const [file, { key }] of claimed) {
        if (key === undefined || linked.has(file)) continue;
        link(from, file);
        linked.add(file);
        if (linked.size % atOnce === 0) yield;
      }
    } catch {
      isBroken = true;
      forget();
    }
  }
  return {
    async begin(from, signal) {
      for (const _ of linking(from)) {
        await setImmediate();
        if (signal.aborted) return;
      }
    },
    finish(from) {
      for (const _ of linking(from));
      link = undefined;
    },
    forget,
  };
}
