import type { PieceRow } from './manifest.ts';
import type { Parts } from './parts.ts';

/** What is noted of a file beside what it is made from. */
export interface Making {
  readonly pieces?: readonly PieceRow[] | undefined;
  /** The print of what it is made from together with others: see `keepGroup`. */
  readonly group?: string | undefined;
}

/** The last output for whoever writes files. */
export interface Keeper {
  /** What was worked out of parts of the catalog. */
  readonly parts: Parts;
  /**
   * Takes a file of the last output over, by a hard link, if it was made from the same things and nobody has touched it since.
   * Gives false where the caller must make it; nothing stands at its path then.
   * @param options `beside`: another file that was made from the same things where there is one, such as the picture of a page: both are taken
   * over, or none. `group`: what they belong to from now on
   */
  keep(path: string, key: string | undefined, options?: { readonly beside?: string; readonly group?: string | undefined }): boolean;
  /**
   * Takes over all files of the last output that belong to a group, as `keep` does each of them: of thousands of files that one service gave,
   * one question instead of thousands.
   * @returns how many; 0 where there are none or one cannot be taken over, and none is
   */
  keepGroup(group: string): number;
  /** Notes what a file is made from that stands, or will stand, at a path. */
  made(path: string, key: string | undefined, making?: Making): void;
  /** The file of the last output at a path, absolute, and its pieces, if nobody has touched it. */
  pieces(path: string): { readonly file: string; readonly rows: readonly PieceRow[] } | undefined;
}
