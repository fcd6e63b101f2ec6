import type { Keeper, Making } from './keeper.ts';
import { openParts, partsIn } from './parts.ts';

/** Some of what a process has made beside the one that fills the folder, as plain data: see `note` of `Last`. */
export interface Notes {
  /** Files, with what each is made from, and what else there is to know of it. */
  readonly made: readonly (readonly [path: string, key: string | undefined, making: Making | undefined])[];
  /** Keys of the parts that it has asked for. */
  readonly parts: readonly string[];
}

/** Files that could not be taken over from the last output, by path, each with what it has of pieces there. */
export type Wanted = ReadonlyMap<string, ReturnType<Keeper['pieces']>>;

/** So many files are told of at a time: nobody holds what there is to know of a hundred thousand. */
const atOnce = 1024;

/**
 * Stands for the last output, and takes notes.
 * @param folder of the cache, absolute
 * @param tell is given them, some at a time
 * @param wanted the files that are to be made; absent: all of them, from nothing
 */
export function takeNotes(
  folder: string,
  tell: (notes: Notes) => void,
  wanted?: Wanted,
): { readonly last: Keeper; /** Tells the rest. */ finish(this: void): void } {
  const made = new Map<string, Notes['made'][number]>();
  const parts = openParts(partsIn(folder));
  const flush = (asked: readonly string[]): void => {
    tell({ made: [...made.values()], parts: asked });
    made.clear();
  };
  return {
    last: {
      parts,
      keep: (path) => wanted !== undefined && !wanted.has(path),
      // It has no last output.
      keepGroup: () => 0,
      made(path, key, making) {
        if (made.size >= atOnce) flush([]);
        made.set(path, [path, key, making]);
      },
      pieces: (path) => wanted?.get(path),
    },
    finish: () => flush(parts.asked()),
  };
}
