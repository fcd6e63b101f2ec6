import type { Keeper } from './keeper.ts';
import type { PieceRow } from './manifest.ts';
import { openParts, partsIn } from './parts.ts';

/** What a process has made beside the one that fills the folder, as plain data: see `note` of `Last`. */
export interface Notes {
  /** Files, with what each is made from, and its pieces. */
  readonly made: readonly (readonly [path: string, key: string | undefined, pieces: readonly PieceRow[] | undefined])[];
  /** Keys of the parts that it has asked for. */
  readonly parts: readonly string[];
}

/** Files that could not be taken over from the last output, by path, each with what it has of pieces there. */
export type Wanted = ReadonlyMap<string, ReturnType<Keeper['pieces']>>;

/**
 * Stands for the last output, and takes notes.
 * @param folder of the cache, absolute
 * @param wanted the files that are to be made; absent: all of them, from nothing
 */
export function takeNotes(folder: string, wanted?: Wanted): { readonly last: Keeper; notes(): Notes } {
  const made = new Map<string, Notes['made'][number]>();
  const parts = openParts(partsIn(folder));
  return {
    last: {
      parts,
      keep: (path) => wanted !== undefined && !wanted.has(path),
      made: (path, key, pieces) => void made.set(path, [path, key, pieces]),
      pieces: (path) => wanted?.get(path),
    },
    notes: () => ({ made: [...made.values()], parts: parts.asked() }),
  };
}
