import { print } from './prints.ts';

/** A file of the output: what it was made from, and how it lay on the disk when the build was done. */
export interface Made {
  /** The print of what it was made from. */
  readonly key: string;
  /** Signature of the file: changes with every change of its content, its name or its links. */
  readonly state: string;
  /** Pieces of it that may be taken over where the whole may not: what each was made from, and where it stands. */
  readonly pieces?: readonly PieceRow[];
}

/** A piece of a file: the print of what it was made from, and its place in bytes. */
export type PieceRow = readonly [key: string, offset: number, length: number];

/** What a build leaves for the next: the files of its output that the next may take over, by path. */
export type Manifest = ReadonlyMap<string, Made>;

const format = 'errdex-cache 2';

/**
 * The text of a manifest: a line that tells of the format and the print of the rest, then the rest.
 * @param identity of the tool that made the files
 */
export function manifestText(manifest: Manifest, identity: string): string {
  const body = JSON.stringify(
    Array.from(manifest, ([path, { key, state, pieces }]) => (pieces ? [path, key, state, pieces] : [path, key, state])),
  );
  return `${format} ${identity} ${print(body)}\n${body}`;
}

/**
 * Reads a manifest. A text that is not to the byte what {@link manifestText} gives, of whatever version of whatever tool, is as good as
 * none: a cache that is damaged costs time only.
 */
export function readManifest(text: string, identity: string): Manifest {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `${format} ${identity} ${print(body)}`) return new Map();
  const rows = JSON.parse(body) as [path: string, key: string, state: string, pieces?: PieceRow[]][];
  return new Map(rows.map(([path, key, state, pieces]) => [path, pieces ? { key, state, pieces } : { key, state }]));
}
