import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Tells whether anybody has touched a file: its inode, size, `mtime` and `ctime`, these to a quarter of a microsecond. `ctime` cannot be set
 * by hand (POSIX, 4.12 File Times Update). Each build asks it of each file of the output: big integers would take twice as long.
 */
export type State = readonly [inode: number, size: number, changed: number, touched: number];

/** So many are a state. */
const numbers = 4;

/** How a file lies; nothing where there is no file. */
export function stateAt(path: string): State | undefined {
  const found = lstatOf(path);
  return found && [found.ino, found.size, found.mtimeMs, found.ctimeMs];
}

/**
 * Whether a file lies as it did.
 * @param states one behind the other
 * @param which of them
 */
export function liesAs(path: string, states: readonly number[], which: number): boolean {
  const found = lstatOf(path);
  const at = which * numbers;
  // By hand: of a hundred thousand files, a list each would be a tenth of the time.
  return (
    found !== undefined &&
    found.ino === states[at] &&
    found.size === states[at + 1] &&
    found.mtimeMs === states[at + 2] &&
    found.ctimeMs === states[at + 3]
  );
}

/** The state of a file among those of others. */
export function stateIn(states: readonly number[], which: number): State {
  const [inode = 0, size = 0, changed = 0, touched = 0] = states.slice(which * numbers, (which + 1) * numbers);
  return [inode, size, changed, touched];
}

/** What the system tells of a file; nothing where there is no file. */
function lstatOf(path: string): Stats | undefined {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether two folders are the same one, under whatever name. */
export function folderId(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false, bigint: true });
  return found?.isDirectory() === true ? `${String(found.dev)} ${String(found.ino)} ${String(found.birthtimeNs)}` : undefined;
}

/** The bytes of a file; none where there is no file. */
export function bytesAt(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Writes a file from its parts, one after the other. */
export function writeParts(file: string, parts: Iterable<string | Uint8Array>): void {
  const opened = openSync(file, 'w');
  try {
    for (const part of parts) writeFileSync(opened, part);
  } finally {
    closeSync(opened);
  }
}

/**
 * Makes a folder of links, file by file.
 * @param to where it is to stand; nothing may stand there
 * @returns links a file by its path below two folders. A link is ten microseconds, the folder around it seventy: the folders are the time, and
 * are made once. Changes the state of the files.
 * @throws Error what the system says: a file system without links, a file that is not there
 */
export function linkerInto(to: string): (from: string, path: string) => void {
  const folders = new Set<string>();
  const makeFolder = (path: string): void => {
    if (folders.has(path)) return;
    if (path !== '.') makeFolder(dirname(path));
    mkdirSync(join(to, path));
    folders.add(path);
  };
  return (from, path) => {
    makeFolder(dirname(path));
    linkSync(`${from}/${path}`, `${to}/${path}`);
  };
}

/** Links a file, and makes the folders around the link. */
export function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    mkdirSync(dirname(to), { recursive: true });
    linkSync(from, to);
  }
}

/** Removes those of some folders that hold nothing, and those around them that then hold nothing, up to the root. */
export function removeEmpty(folders: Set<string>, root: string): void {
  for (const folder of folders) {
    for (let at = folder; at !== root && existsSync(at) && readdirSync(at).length === 0; at = dirname(at)) rmdirSync(at);
  }
  folders.clear();
}
