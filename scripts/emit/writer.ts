import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { openLast } from '../cache/last.ts';
import type { Keeper } from '../cache/keeper.ts';
import type { Last, Reuse } from '../cache/last.ts';
import type { PieceRow } from '../cache/manifest.ts';
import type { Prints } from '../cache/prints.ts';
import type { Survey } from '../cache/survey.ts';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { swap, tidy } from './exchange.ts';
import { temporaryName } from './leftovers.ts';
import type { FileGroup, OutputFile, WritableFile } from './types.ts';
import { writePieces } from './write-pieces.ts';

/** File that marks a folder as written by errdex, so that it may be replaced. Not meant for readers of the site. */
export const marker = '.errdex';

/** A folder that nobody sees before it is complete. */
export interface FreshFolder {
  /** Absolute path. */
  readonly path: string;
  /** The last output, where there is a cache. */
  readonly last?: Last;
  /** Writes files into it; gives their number. Refuses names that lead out of the folder, and names that are taken. */
  write(files: Iterable<WritableFile | FileGroup>): Promise<Stage<number>>;
}

/** What takes unchanged files over from the last output. */
export interface CacheOptions {
  /** Tells of files what they are made from. */
  readonly prints: Prints;
  /** What the cache of the output folder holds. */
  readonly survey: Survey;
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
 * Fills a fresh folder beside `outDir` and swaps it in whole if `fill` gives a value and no error.
 * Else, and whatever kills the process, the old output stays as it was.
 *
 * @param manifest what the marker says beside the name of the generator
 * @param cache absent: everything is made anew, and nothing is kept for the next time
 */
export async function withFreshFolder<T>(
  outDir: string,
  manifest: Record<string, string>,
  fill: (folder: FreshFolder) => Promise<Stage<T>>,
  cache?: CacheOptions,
): Promise<Stage<T>> {
  const target = await realpath(resolve(outDir)).catch(() => resolve(outDir));
  let fresh: string | undefined;
  let last: Last | undefined;
  try {
    await mkdir(dirname(target), { recursive: true });
    await tidy(target);
    if (!(await isOurs(target)))
      return { diagnostics: [problem('output-foreign', `\`${outDir}\` exists and was not written by errdex`, target)] };
    fresh = join(dirname(target), temporaryName(basename(target), 'new', process.pid));
    const path = fresh;
    last = cache && openLast({ target, fresh, survey: cache.survey });
    const reuse = last && cache && { last, prints: cache.prints };
    await mkdir(fresh, { recursive: true });
    const filled = await fill({
      path,
      ...(last && { last }),
      write: (files) => writeInto(path, files, reuse),
    });
    if (filled.value === undefined || filled.diagnostics.some((one) => one.severity === 'error'))
      return { diagnostics: filled.diagnostics };
    last?.finish();
    await writeFile(join(fresh, marker), `${JSON.stringify({ generator: 'errdex', ...manifest })}\n`);
    const old = await swap(fresh, target);
    last?.remember(old);
    if (old !== undefined) await remove(old);
    return filled;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { diagnostics: [problem('output-failed', `\`${outDir}\` cannot be written: ${error.message}`, target)] };
  } finally {
    last?.forget();
    if (fresh !== undefined) await remove(fresh);
  }
}

/** Who was stopped half-way may still have files on the way. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Writes files as the whole new content of a folder. Gives their number. */
export async function writeAll(outDir: string, files: Iterable<OutputFile>, manifest: Record<string, string> = {}): Promise<Stage<number>> {
  return await withFreshFolder(outDir, manifest, (folder) => folder.write(files));
}

/**
 * Writes files into a folder that is there. Gives their number. Refuses names that lead out of it, and names that are taken.
 * @param from where there is a last output: files that would be the same are taken over, and not even made
 */
export async function writeInto(folder: string, files: Iterable<WritableFile | FileGroup>, from?: Reuse<Keeper>): Promise<Stage<number>> {
  const folders = new Set<string>();
  let count = 0;
  /** Those that have not been taken over with their group, each with it. */
  function* left(): Generator<readonly [file: WritableFile, group: string | undefined]> {
    for (const one of files) {
      const group = 'files' in one ? from?.prints.of(one.madeFrom) : undefined;
      const kept = group === undefined ? 0 : (from?.last.keepGroup(group) ?? 0);
      count += kept;
      if (kept === 0) for (const file of 'files' in one ? one.files : [one]) yield [file, group];
    }
  }
  for (const [file, group] of left()) {
    const { path } = file;
    if (!isSafe(path)) return { diagnostics: [problem('output-path', `\`${path}\` leads out of the output folder`, path)] };
    const key = file.key ?? (from && file.madeFrom && from.prints.of(file.madeFrom));
    try {
      if (from?.last.keep(path, key, { group }) !== true) {
        from?.last.made(path, key, { group });
        const pieces = writeOne(folders, join(folder, path), file, from);
        if (pieces.length > 0) from?.last.made(path, key, { pieces, group });
      }
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

/** Writes one file, and makes the folders around it that are not known to be there. */
function writeOne(folders: Set<string>, full: string, file: WritableFile, from: Reuse<Keeper> | undefined): PieceRow[] {
  const parent = dirname(full);
  // Without `await`: files are small and many, and the way through the event loop costs several times the writing.
  if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
  folders.add(parent);
  // `wx`: a second file of the same name would silently replace the first.
  if (file.pieces) return writePieces(full, file.path, file.pieces(), from);
  writeFileSync(full, file.content, { flag: 'wx' });
  return [];
}

/** Uses a folder as {@link temporaryFolder} makes it; gone when `use` is done. */
export async function withTemporaryFolder<T>(beside: string, use: (path: string) => Promise<T>): Promise<T> {
  const { path, remove } = await temporaryFolder(beside);
  try {
    return await use(path);
  } finally {
    await remove();
  }
}

/**
 * Makes a folder for what nobody keeps; the caller removes it.
 *
 * @param beside a folder of the package: the temporary one stands in the `.cache` of the `node_modules` around it, where that can be
 * written. Astro takes a path that has nothing in common with its root for one below the root.
 */
export async function temporaryFolder(beside: string): Promise<{ readonly path: string; remove: () => Promise<void> }> {
  const path = await realpath(await makeTemporary(beside));
  return { path, remove: async () => await rm(path, { recursive: true, force: true }) };
}

async function makeTemporary(beside: string): Promise<string> {
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

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
