import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of a folder, sorted, relative to it. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

/** How much a folder holds. */
export function sizeOf(folder: string): { files: number; bytes: number } {
  const files = filesOf(folder);
  return { files: files.length, bytes: files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0) };
}

/** What nobody can beat in Node: the same bytes, written one file after another by a plain loop. Gives its time; reading is not counted. */
export function bareLimit(from: string, to: string): { seconds: number; cpu: number } {
  const files = filesOf(from);
  const folders = new Set<string>();
  let milliseconds = 0;
  let cpu = 0;
  // In portions, so that the memory of the measuring process stays small.
  for (let at = 0; at < files.length; at += 200) {
    const portion = files.slice(at, at + 200).map((path) => ({ path: join(to, path), content: readFileSync(join(from, path)) }));
    const [begin, before] = [performance.now(), process.cpuUsage()];
    for (const { path, content } of portion) {
      const parent = dirname(path);
      if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
      folders.add(parent);
      writeFileSync(path, content);
    }
    milliseconds += performance.now() - begin;
    const { user, system } = process.cpuUsage(before);
    cpu += user + system;
  }
  return { seconds: milliseconds / 1000, cpu: cpu / 1e6 };
}

/**
 * Gives back the room that the files of a folder take, and lets them stand, empty. Were they deleted, the next thing to be measured would pay for
 * it: before ext4 makes a new file, it looks at all inodes that were deleted within some minutes (`recently_deleted` in its `ialloc.c`), which took
 * a whole build from 69 s to 85, and up to twice its time.
 */
export function emptyFiles(folder: string): void {
  for (const path of filesOf(folder)) truncateSync(join(folder, path));
}
