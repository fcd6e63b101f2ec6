import type { PieceRow } from './manifest.ts';
import type { Parts } from './parts.ts';

/** The last output for whoever writes files. */
export interface Keeper {
  /** What was worked out of parts of the catalog. */
  readonly parts: Parts;
  /**
   * Takes a file of the last output over, by a hard link, if it was made from the same things and nobody has touched it since.
   * Gives false where the caller must make it; nothing stands at its path then.
   * @param beside another file that was made from the same things where there is one, such as the picture of a page: both are taken over, or none
   */
  keep(path: string, key: string | undefined, beside?: string): boolean;
  /** Notes what a file is made from that stands, or will stand, at a path, and its pieces. */
  made(path: string, key: string | undefined, pieces?: readonly PieceRow[]): void;
  /** The file of the last output at a path, absolute, and its pieces, if nobody has touched it. */
  pieces(path: string): { readonly file: string; readonly rows: readonly PieceRow[] } | undefined;
}
