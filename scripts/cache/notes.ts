import type { Keeper } from './last.ts';
import type { PieceRow } from './manifest.ts';
import { partsIn, openParts } from './parts.ts';

/** What a process has made beside the one that fills the folder, as plain data: see `note` of {@link Last}. */
export interface Notes {
  /** Files, with what each is made from, and its pieces. */
  readonly made: readonly (readonly [path: string, key: string | undefined, pieces: readonly PieceRow[] | undefined])[];
  /** Keys of the parts that it has asked for. */
  readonly parts: readonly string[];
}

/**
 * Stands for a last output of which there is nothing, and takes notes.
 * @param folder of the cache, absolute
 */
export function takeNotes(folder: string): { readonly last: Keeper; notes(): Notes } {
  const made = new Map<string, Notes['made'][number]>();
  const parts = openParts(partsIn(folder));
  return {
    last: {
      parts,
      keep: () => false,
      made: (path, key, pieces) => void made.set(path, [path, key, pieces]),
      pieces: () => undefined,
    },
    notes: () => ({ made: [...made.values()], parts: parts.asked() }),
  };
}
