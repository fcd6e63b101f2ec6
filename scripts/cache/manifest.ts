import { print } from '../model/print.ts';

/** A file of the output: what it was made from, and how it lay on the disk when the build was done. */
export interface Made {
  /** The print of what it was made from. */
  readonly key: string;
  /** Signature of the file: changes with every change of its content, its name or its links. */
  readonly state: string;
  /** Pieces of it that may be taken over where the whole may not: what each was made from, and where it stands. */
  readonly pieces?: readonly PieceRow[] | undefined;
  /** The print of what it was made from together with others, if it was: all of them may be taken over without looking at what each was made from. */
  readonly group?: string | undefined;
}

/** A piece of a file: the print of what it was made from, and its place in bytes. */
export type PieceRow = readonly [key: string, offset: number, length: number];

/** Files that were made together. */
export interface MadeGroup {
  readonly paths: readonly string[];
  /** Where the lines that tell of them stand in the text of the manifest, in bytes. */
  readonly lines: readonly (readonly [from: number, to: number])[];
}

/** What a build leaves for the next: the files of its output that the next may take over. */
export interface Manifest {
  /** By path. */
  readonly files: ReadonlyMap<string, Made>;
  /** Those that were made together, by the print of what they were made from. */
  readonly groups: ReadonlyMap<string, MadeGroup>;
  /** The first line of its text, which tells this text from any other. */
  readonly head: string;
}

/** Where there is nothing to take over. */
export const noManifest: Manifest = { files: new Map(), groups: new Map(), head: '' };

const format = 'errdex-cache 4';

type Row = readonly [path: string, key: string, state: string, pieces?: readonly PieceRow[]];

/** Files of one group, or of none. */
type Line = readonly [group: string, rows: readonly Row[]];

/** So many files in a line: that of 100,000 files would be in memory twice more, as rows and as text. */
const inLine = 1024;

/**
 * The text of a manifest, in parts: a line that tells of the format and the print of the rest, then the rest.
 * @param identity of the tool that made the files
 * @param same lines of the last one that still hold
 */
export function manifestText(files: Manifest['files'], identity: string, same: readonly Uint8Array[] = []): (string | Uint8Array)[] {
  const lines: (string | Uint8Array)[] = [...same];
  const open = new Map<string, Row[]>();
  const end = (...line: Line): void => void lines.push(`${JSON.stringify(line)}\n`);
  for (const [path, { key, state, pieces, group = '' }] of files) {
    const rows = open.get(group) ?? [];
    open.set(group, rows);
    rows.push(pieces ? [path, key, state, pieces] : [path, key, state]);
    if (rows.length < inLine) continue;
    end(group, rows);
    open.delete(group);
  }
  for (const line of open) end(...line);
  return [`${format} ${identity} ${print(...lines)}\n`, ...lines];
}

/** The first line of a manifest, if it is to the byte what {@link manifestText} has given, of this version of this tool. */
export function headOf(text: Buffer, identity: string): string | undefined {
  const end = text.indexOf('\n');
  const head = `${format} ${identity} ${print(text.subarray(end + 1))}`;
  return end >= 0 && text.toString('utf8', 0, end) === head ? head : undefined;
}

/** Reads a manifest. One that is damaged, or of another version of the tool, is as good as none: it costs time only. */
export function readManifest(text: Buffer, identity: string): Manifest {
  const head = headOf(text, identity);
  if (head === undefined) return noManifest;
  let end = text.indexOf('\n');
  const files = new Map<string, Made>();
  const groups = new Map<string, { paths: string[]; lines: [number, number][] }>();
  for (let at = end + 1; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    const [name, rows] = JSON.parse(text.toString('utf8', at, end)) as Line;
    const group = name === '' ? undefined : name;
    const { paths, lines } = groups.get(name) ?? { paths: [], lines: [] };
    if (group !== undefined) groups.set(group, { paths, lines });
    lines.push([at, end + 1]);
    for (const [path, key, state, pieces] of rows) {
      files.set(path, { key, state, pieces, group });
      paths.push(path);
    }
  }
  return { files, groups, head };
}
