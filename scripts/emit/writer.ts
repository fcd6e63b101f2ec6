import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { leftovers, temporaryName } from './leftovers.ts';
import type { OutputFile, WritableFile } from './types.ts';

/** File that marks a folder as written by errdex, so that it may be replaced. Not meant for readers of the site. */
export const marker = '.errdex';

/** A folder that nobody sees before it is complete. */
export interface FreshFolder {
  /** Absolute path. */
  readonly path: string;
  /** Writes files into it; gives their number. Refuses names that lead out of the folder, and names that are taken. */
  write(files: Iterable<WritableFile>): Promise<Stage<number>>;
}

/** What can go wrong while writing. */
export const writeRules = [
  {
    id: 'output-foreign',
    title: 'Only output of errdex is replaced',
    why: 'Replacing the folder would delete files that errdex has not written.',
    fix: 'Name another folder with `--out`, or empty this one.',
  },
  {
    id: 'output-path',
    title: 'Output files stay in the output folder',
    why: 'Output stays in the output folder, one file a path.',
    fix: 'Rename what the path is made of.',
  },
  {
    id: 'output-failed',
    title: 'Output can be written',
    why: 'The last good output is left as it was.',
    fix: 'Make room and give this user the right to write there.',
  },
] as const;

function problem(rule: (typeof writeRules)[number]['id'], message: string, path: string): Diagnostic {
  const known = writeRules.find((one) => one.id === rule);
  const span = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { rule, severity: 'error', message, at: { unit: '', path: [], span }, ...(known && { why: known.why, fix: known.fix }) };
}

/**
 * Fills a fresh folder beside `outDir` and swaps it in whole, by rename, if `fill` gives a value and no error.
 * Else, and whatever kills the process, the old output stays as it was.
 *
 * @param manifest what the marker says beside the name of the generator
 */
export async function withFreshFolder<T>(
  outDir: string,
  manifest: Record<string, string>,
  fill: (folder: FreshFolder) => Promise<Stage<T>>,
): Promise<Stage<T>> {
  const target = await realpath(resolve(outDir)).catch(() => resolve(outDir));
  let fresh: string | undefined;
  try {
    await mkdir(dirname(target), { recursive: true });
    await tidy(target);
    if (!(await isOurs(target)))
      return { diagnostics: [problem('output-foreign', `\`${outDir}\` exists and was not written by errdex`, target)] };
    fresh = join(dirname(target), temporaryName(basename(target), 'new', process.pid));
    await mkdir(fresh, { recursive: true });
    const path = fresh;
    const filled = await fill({ path, write: (files) => writeInto(path, files) });
    if (filled.value === undefined || filled.diagnostics.some((one) => one.severity === 'error'))
      return { diagnostics: filled.diagnostics };
    await writeFile(join(fresh, marker), `${JSON.stringify({ generator: 'errdex', ...manifest })}\n`);
    await swap(fresh, target);
    return filled;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { diagnostics: [problem('output-failed', `\`${outDir}\` cannot be written: ${error.message}`, target)] };
  } finally {
    // Who was stopped half-way may still have files on the way.
    if (fresh !== undefined) await rm(fresh, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Writes files as the whole new content of a folder. Gives their number. */
export async function writeAll(outDir: string, files: Iterable<OutputFile>, manifest: Record<string, string> = {}): Promise<Stage<number>> {
  return await withFreshFolder(outDir, manifest, (folder) => folder.write(files));
}

/** Writes files into a folder that is there. Gives their number. Refuses names that lead out of it, and names that are taken. */
export async function writeInto(folder: string, files: Iterable<WritableFile>): Promise<Stage<number>> {
  const folders = new Set<string>();
  let count = 0;
  for (const file of files) {
    const { path } = file;
    if (!isSafe(path)) return { diagnostics: [problem('output-path', `\`${path}\` leads out of the output folder`, path)] };
    const full = join(folder, path);
    try {
      const parent = dirname(full);
      // Without `await`: files are small and many, and the way through the event loop costs several times the writing.
      if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
      folders.add(parent);
      // `wx`: a second file of the same name would silently replace the first.
      if (file.pieces) writePieces(full, file.pieces());
      else writeFileSync(full, file.content, { flag: 'wx' });
    } catch (error) {
      const taken = isSystemError(error) && ['EEXIST', 'ENOTDIR', 'EISDIR'].includes(error.code);
      if (!taken) throw error;
      return { diagnostics: [problem('output-path', `two files want the path \`${path}\``, path)] };
    }
    count += 1;
    // Now and then whoever else waits has a turn: signals, timers.
    if (count % 256 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { value: count, diagnostics: [] };
}

/**
 * A folder for what nobody keeps; gone when `use` is done.
 *
 * @param beside a folder of the package: the temporary one stands in the `.cache` of the `node_modules` around it, where that can be
 * written. Astro takes a path that has nothing in common with its root for one below the root.
 */
export async function withTemporaryFolder<T>(beside: string, use: (path: string) => Promise<T>): Promise<T> {
  const path = await realpath(await temporaryFolder(beside));
  try {
    return await use(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function temporaryFolder(beside: string): Promise<string> {
  const steps = resolve(beside).split(sep);
  const at = steps.lastIndexOf('node_modules');
  const cache = at < 0 ? join(dirname(resolve(beside)), 'node_modules', '.cache') : join(steps.slice(0, at + 1).join(sep), '.cache');
  try {
    await mkdir(cache, { recursive: true });
    return await mkdtemp(join(cache, 'errdex-'));
  } catch {
    // An installation that is not ours to write to.
    return await mkdtemp(join(tmpdir(), 'errdex-'));
  }
}

/** Writes a new file piece by piece, in portions that are worth a call of the system. */
function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'wx');
  try {
    let portion = '';
    for (const piece of pieces) {
      portion += piece;
      if (portion.length < 1 << 18) continue;
      writeFileSync(file, portion);
      portion = '';
    }
    writeFileSync(file, portion);
  } finally {
    closeSync(file);
  }
}

/** A relative path of plain steps. */
function isSafe(path: string): boolean {
  return (
    path !== '' &&
    !/[\\\0]/.test(path) &&
    !/^[A-Za-z]:/.test(path) &&
    path.split('/').every((step) => step !== '' && step !== '.' && step !== '..')
  );
}

/** True where nothing would be lost: no folder, an empty one, or one of ours. */
async function isOurs(target: string): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  if (!found) return true;
  if (!found.isDirectory()) return false;
  const entries = await readdir(target);
  if (entries.length === 0) return true;
  const text = await readFile(join(target, marker), 'utf8').catch(() => '');
  return text.includes('"generator":"errdex"');
}

/** The old folder steps aside, the new one takes its place. Killed in between, `tidy` of the next run puts the old one back. */
async function swap(fresh: string, target: string): Promise<void> {
  const aside = join(dirname(target), temporaryName(basename(target), 'old', process.pid));
  const hadOld = await rename(target, aside).then(
    () => true,
    (error: unknown) => {
      if (isSystemError(error) && error.code === 'ENOENT') return false;
      throw error;
    },
  );
  try {
    await rename(fresh, target);
  } catch (error) {
    if (hadOld) await rename(aside, target);
    throw error;
  }
  if (hadOld) await rm(aside, { recursive: true, force: true });
}

/** Removes what runs that were killed have left beside the target, and puts back an old folder that had stepped aside. */
async function tidy(target: string): Promise<void> {
  const parent = dirname(target);
  for (const left of leftovers(await readdir(parent), basename(target))) {
    // In a container every run may have the same id: one of our own is left over too.
    if (left.process !== process.pid && isAlive(left.process)) continue;
    const path = join(parent, left.name);
    const missing = (await stat(target).catch(() => undefined)) === undefined;
    if (left.kind === 'old' && missing) await rename(path, target);
    else await rm(path, { recursive: true, force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return isSystemError(error) && error.code === 'EPERM';
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
