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

const format = 'errdex-cache 3';

type Row = readonly [path: string, key: string, state: string, pieces?: readonly PieceRow[]];

/** So many files in a line: that of 100,000 files would be in memory twice more, as rows and as text. */
const inLine = 1024;

/**
 * The text of a manifest, in parts: a line that tells of the format and the print of the rest, then the rest.
 * @param identity of the tool that made the files
 */
export function manifestText(manifest: Manifest, identity: string): string[] {
  const lines: string[] = [];
  let rows: Row[] = [];
  const end = (): void => {
    if (rows.length > 0) lines.push(`${JSON.stringify(rows)}\n`);
    rows = [];
  };
  for (const [path, { key, state, pieces }] of manifest) {
    rows.push(pieces ? [path, key, state, pieces] : [path, key, state]);
    if (rows.length === inLine) end();
  }
  end();
  return [`${format} ${identity} ${print(...lines)}\n`, ...lines];
}

/**
 * Reads a manifest. A text that is not to the byte what {@link manifestText} gives, of whatever version of whatever tool, is as good as
 * none: a cache that is damaged costs time only.
 */
export function readManifest(text: Buffer, identity: string): Manifest {
  const manifest = new Map<string, Made>();
  let end = text.indexOf('\n');
  const body = text.subarray(end + 1);
  if (end < 0 || text.toString('utf8', 0, end) !== `${format} ${identity} ${print(body)}`) return manifest;
  for (let at = end + 1; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    for (const [path, key, state, pieces] of JSON.parse(text.toString('utf8', at, end)) as Row[])
      manifest.set(path, pieces ? { key, state, pieces } : { key, state });
  }
  return manifest;
}
