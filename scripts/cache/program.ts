import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { print } from '../model/print.ts';

/** A program that a bundler has made, as files by their path below a folder; texts or bytes. */
export type ProgramFiles = ReadonlyMap<string, Uint8Array>;

/** A kept program. */
export interface KeptProgram {
  /** Where its files stand, absolute. Another build may take them away at any moment. */
  readonly folder: string;
  /** What was noted of it, as text. */
  readonly note: string;
  readonly paths: readonly string[];
}

const format = 'errdex-program 1';
const listName = 'list';

/** A folder for programs in the cache of an output folder, each below its key. */
const shelf = (cache: string): string => join(cache, 'programs');

/**
 * Finds a program that an earlier build has kept. It is going to be run, so every byte of it is looked at.
 * @param key what it was made from
 * @returns undefined where there is none, or one that is not as it was
 */
export function keptProgram(cache: string, key: string): KeptProgram | undefined {
  try {
    const folder = join(shelf(cache), key);
    const text = readFileSync(join(folder, listName), 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (end < 0 || text.slice(0, end) !== `${format} ${key} ${print(body)}`) return undefined;
    const { note, files } = JSON.parse(body) as { note: string; files: [path: string, content: string][] };
    if (files.some(([path, content]) => print(readFileSync(join(folder, path))) !== content)) return undefined;
    return { folder, note, paths: files.map(([path]) => path) };
  } catch {
    return undefined;
  }
}

/** Keeps a program for the next build, in the place of all others. Where it cannot be kept, the next build makes it again. */
export function keepProgram(cache: string, key: string, files: ProgramFiles, note: string): void {
  const folder = join(shelf(cache), key);
  const fresh = `${folder}.${String(process.pid)}`;
  try {
    rmSync(shelf(cache), { recursive: true, force: true });
    writeFiles(fresh, files);
    const body = JSON.stringify({ note, files: Array.from(files, ([path, content]) => [path, print(content)]) });
    writeFileSync(join(fresh, listName), `${format} ${key} ${print(body)}\n${body}`);
    renameSync(fresh, folder);
  } catch {
    // No room, no right to write, or a file where a folder must be.
  }
}

/** The files below a folder, by path. */
export function filesBelow(folder: string, prefix = ''): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [prefix + path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}

/** Those of some files, by their path below a folder, that are there. */
export function filesAt(folder: string, paths: Iterable<string>, prefix: string): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const path of paths) {
    try {
      found.set(prefix + path, readFileSync(join(folder, path)));
    } catch {
      // The bundler has names for what it then leaves out.
    }
  }
  return found;
}

/** Writes files below a folder, and makes the folders around them. */
export function writeFiles(folder: string, files: ProgramFiles): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Copies files, each to a path of its own, and makes the folders around it. */
export function copyFiles(pairs: Iterable<readonly [from: string, to: string]>): void {
  for (const [from, to] of pairs) {
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
}
