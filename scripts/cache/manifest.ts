import { print } from '../model/print.ts';
import type { State } from './tree.ts';

/** A file of the last output: what it was made from. */
export interface Made {
  /** Below the output, with `/`. */
  readonly path: string;
  /** Its row in the {@link Manifest}. */
  readonly row: number;
  /** The print of what it was made from. */
  readonly key: string;
  /** Pieces of it that may be taken over where the whole may not: what each was made from, and where it stands. */
  readonly pieces: readonly PieceRow[] | undefined;
  /** The print of what it was made from together with others, if it was: all of them may be taken over without looking at what each was made from. */
  readonly group: string | undefined;
}

/** A piece of a file: the print of what it was made from, and its place in bytes. */
export type PieceRow = readonly [key: string, offset: number, length: number];

/** What a build tells the next of a file of its output: how it lay on the disk when the build was done, beside what it was made from. */
export interface Row extends Omit<Made, 'row'> {
  readonly state: State;
}

/** Rows of files of one group, or of none, that stand in one folder. */
export interface Run {
  /** Below the output: `` or with `/` at the end. */
  readonly folder: string;
  readonly group: string | undefined;
  readonly from: number;
  /** The first row behind them. */
  readonly to: number;
}

/** Files that were made together. */
export interface MadeGroup {
  readonly runs: readonly Run[];
  /** How many they are. */
  readonly size: number;
  /** Where the lines that tell of them stand in the text of the manifest, in bytes. */
  readonly lines: readonly (readonly [from: number, to: number])[];
}

/**
 * What a build leaves for the next: the files of its output that the next may take over. Each has a row in some columns rather than an
 * object: nearly all of a hundred thousand are taken over in groups, and nobody ever asks for one of those by its path.
 */
export interface Manifest {
  /** Names within the folders. */
  readonly names: readonly string[];
  readonly keys: readonly string[];
  /** As {@link State} has them, one behind the other. */
  readonly states: readonly number[];
  /** Of those files that have any. */
  readonly pieces: ReadonlyMap<number, readonly PieceRow[]>;
  /** Those that were made together, by the print of what they were made from; under `undefined` all others. */
  readonly groups: ReadonlyMap<string | undefined, MadeGroup>;
  /** The same by where they stand. */
  readonly folders: ReadonlyMap<string, readonly Run[]>;
  /** The first line of its text, which tells this text from any other. */
  readonly head: string;
}

/** Where there is nothing to take over. */
export const noManifest: Manifest = {
  names: [],
  keys: [],
  states: [],
  pieces: new Map(),
  groups: new Map(),
  folders: new Map(),
  head: '',
};

const format = 'errdex-cache 5';

/** Files of one group, or of none (``), folder by folder: so many in each. */
type Line = readonly [
  group: string,
  folders: readonly string[],
  sizes: readonly number[],
  names: readonly string[],
  keys: readonly string[],
  states: readonly number[],
  pieces: readonly (readonly [at: number, rows: readonly PieceRow[]])[],
];

/** So many files in a line: that of 100,000 files would be in memory twice more, as rows and as text. */
const inLine = 1024;

/** The folder of a path, as a {@link Run} tells it. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function lineOf(group: string, files: readonly Row[]): string {
  const folders = new Map<string, Row[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const inside = folders.get(folder) ?? [];
    folders.set(folder, inside);
    inside.push(file);
  }
  const all = [...folders.values()].flat();
  const line: Line = [
    group,
    [...folders.keys()],
    Array.from(folders.values(), ({ length }) => length),
    all.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
    all.map(({ key }) => key),
    all.flatMap(({ state }) => state),
    all.flatMap(({ pieces }, at) => (pieces ? [[at, pieces] as const] : [])),
  ];
  return `${JSON.stringify(line)}\n`;
}

/**
 * The text of a manifest, in parts: a line that tells of the format and the print of the rest, then the rest.
 * @param files no two of the same path, nor any that `same` tells of
 * @param identity of the tool that made the files
 * @param same lines of the last one that still hold
 */
export function manifestText(files: Iterable<Row>, identity: string, same: readonly Uint8Array[] = []): (string | Uint8Array)[] {
  const lines: (string | Uint8Array)[] = [...same];
  const open = new Map<string, Row[]>();
  for (const file of files) {
    const { group = '' } = file;
    const rows = open.get(group) ?? [];
    open.set(group, rows);
    rows.push(file);
    if (rows.length < inLine) continue;
    lines.push(lineOf(group, rows));
    open.delete(group);
  }
  for (const [group, rows] of open) lines.push(lineOf(group, rows));
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
  const [names, keys, states]: [string[], string[], number[]] = [[], [], []];
  const pieces = new Map<number, readonly PieceRow[]>();
  const groups = new Map<string | undefined, { runs: Run[]; size: number; lines: [number, number][] }>();
  const folders = new Map<string, Run[]>();
  let end = text.indexOf('\n');
  for (let at = end + 1; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    const line = JSON.parse(text.toString('utf8', at, end)) as Line;
    const group = line[0] === '' ? undefined : line[0];
    const own = groups.get(group) ?? { runs: [], size: 0, lines: [] };
    groups.set(group, own);
    own.lines.push([at, end + 1]);
    own.size += line[3].length;
    for (const [row, its] of line[6]) pieces.set(names.length + row, its);
    let from = names.length;
    for (const [which, folder] of line[1].entries()) {
      const run: Run = { folder, group, from, to: from + (line[2][which] ?? 0) };
      const inside = folders.get(folder);
      if (inside) inside.push(run);
      else folders.set(folder, [run]);
      own.runs.push(run);
      from = run.to;
    }
    for (const name of line[3]) names.push(name);
    for (const key of line[4]) keys.push(key);
    for (const number of line[5]) states.push(number);
  }
  return { names, keys, states, pieces, groups, folders, head };
}

function madeIn({ names, keys, pieces }: Manifest, { folder, group }: Run, row: number): Made {
  return { path: `${folder}${names[row] ?? ''}`, row, key: keys[row] ?? '', pieces: pieces.get(row), group };
}

/** The files of some runs. */
export function* filesOf(manifest: Manifest, runs: Iterable<Run>): Generator<Made> {
  for (const run of runs) for (let row = run.from; row < run.to; row += 1) yield madeIn(manifest, run, row);
}

/** Finds files by their paths. Of a folder, names are put in order when somebody first asks for one: few of many thousands ever are. */
export function finderIn(manifest: Manifest): (path: string) => Made | undefined {
  const known = new Map<string, Map<string, readonly [run: Run, row: number]>>();
  const namesIn = (folder: string, runs: readonly Run[]): Map<string, readonly [Run, number]> => {
    const found = new Map<string, readonly [Run, number]>();
    for (const run of runs) for (let row = run.from; row < run.to; row += 1) found.set(manifest.names[row] ?? '', [run, row]);
    known.set(folder, found);
    return found;
  };
  return (path) => {
    const folder = folderOf(path);
    const runs = manifest.folders.get(folder);
    const [run, row] = (runs && (known.get(folder) ?? namesIn(folder, runs)).get(path.slice(folder.length))) ?? [];
    return run && row !== undefined ? madeIn(manifest, run, row) : undefined;
  };
}
