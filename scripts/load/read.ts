import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Diagnostic, Span, Stage } from '../model/diagnostic.ts';
import { startOf } from './lines.ts';
import { finding } from './rules.ts';

const mebibyte = 2 ** 20;
/** Ten thousand codes with long texts take a half of it. */
const maxBytes = 32 * mebibyte;

/** A text file of the catalog. */
export interface SourceText {
  /** Name in spans: relative to the catalog folder, with `/`. */
  readonly file: string;
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
}

/** How to read; all of it may be left out. */
interface ReadContext {
  /** Is given the bytes of what can be read. */
  readonly onBytes?: ((file: string, bytes: Uint8Array) => void) | undefined;
  /** What was read before. Absent: each file is read. */
  readonly texts?: TextMemory | undefined;
}

/** The text of a file that was read, and how the file lay. */
interface KnownText {
  readonly state: string;
  readonly source: SourceText;
  /** Of its text, once somebody has made it. */
  print?: string;
}

/**
 * Texts of a catalog by the names of their files, for a process that reads it again and again: a file that lies as it lay is not read again.
 * Nothing is remembered of what was no text.
 */
export type TextMemory = Map<string, KnownText>;

/**
 * Reads a text file below `root` (absolute, links resolved) as UTF-8, without its byte order mark.
 * Anything that is not a readable plain file inside the root is a finding of `unit`.
 */
export function readSource(root: string, file: string, unit: string, { onBytes, texts }: ReadContext = {}): Stage<SourceText> {
  const { value: place, diagnostics } = placeOf(root, file, unit);
  const before = place && texts?.get(file);
  if (before && before.state === place.state) return { value: before.source, diagnostics: [] };
  const read = place ? readSourceAt(place, file, unit, onBytes) : { diagnostics };
  if (place?.state !== undefined && read.value) texts?.set(file, { state: place.state, source: read.value });
  return read;
}

function readSourceAt(place: FilePlace, file: string, unit: string, onBytes: ReadContext['onBytes']): Stage<SourceText> {
  const { value: bytes, diagnostics } = readBytesAt(place, file, unit);
  if (!bytes) return { diagnostics };
  const fail = (rule: 'file-encoding' | 'file-empty', message: string, at: Span = startOf(file)) => ({
    diagnostics: [finding(rule, message, unit, at)],
  });
  if (!isUtf8(bytes)) return fail('file-encoding', `\`${file}\` is not valid UTF-8`, firstInvalid(file, bytes));
  // Half the time of a `TextDecoder` that looks for errors itself.
  const text = bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (!/\S/.test(text)) return fail('file-empty', `\`${file}\` is empty`);
  onBytes?.(file, bytes);
  return { value: { file, path: place.path, text }, diagnostics: [] };
}

/** The same, without looking whether it is text. Without promises: three a file would take longer than the file itself. */
export function readBytes(root: string, file: string, unit: string): Stage<Buffer> {
  const { value: place, diagnostics } = placeOf(root, file, unit);
  return place ? readBytesAt(place, file, unit) : { diagnostics };
}

/** Where a file lies, and how. */
interface FilePlace {
  /** Absolute path. */
  readonly path: string;
  /** With all links resolved. */
  readonly real: string;
  /** Another one where another content may be: undefined where a disk that knows whole seconds only would not tell. */
  readonly state: string | undefined;
}

function placeOf(root: string, file: string, unit: string): Stage<FilePlace> {
  const path = resolve(root, file);
  const fail = (rule: 'file-unreadable' | 'file-outside' | 'file-size', message: string) => ({
    diagnostics: [finding(rule, message, unit, startOf(file))],
  });
  try {
    const real = realpathSync.native(path);
    if (!isInside(root, real)) return fail('file-outside', `\`${file}\` leads out of the catalog, to ${real}`);
    const found = statSync(real);
    // A pipe or a device would block for ever.
    if (!found.isFile()) return fail('file-unreadable', `\`${file}\` is not a plain file`);
    if (found.size > maxBytes)
      return fail('file-size', `\`${file}\` has ${Math.ceil(found.size / mebibyte)} MiB, which is more than ${maxBytes / mebibyte}`);
    const { dev, ino, size, mtimeMs, ctimeMs } = found;
    const tells = ctimeMs % 1000 !== 0;
    return { value: { path, real, state: tells ? [real, dev, ino, size, mtimeMs, ctimeMs].join(' ') : undefined }, diagnostics: [] };
  } catch (error) {
    return unreadable(file, unit, error);
  }
}

function readBytesAt({ real }: FilePlace, file: string, unit: string): Stage<Buffer> {
  try {
    return { value: readFileSync(real), diagnostics: [] };
  } catch (error) {
    return unreadable(file, unit, error);
  }
}

function unreadable(file: string, unit: string, error: unknown): { diagnostics: Diagnostic[] } {
  return { diagnostics: [finding('file-unreadable', `\`${file}\` cannot be read (${reason(error)})`, unit, startOf(file))] };
}

/** True when `path` is `root` or below it; both absolute with links resolved. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The system's word for why a file could not be read: `EACCES`, `ENOENT`, `ELOOP`. */
export function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

function firstInvalid(file: string, bytes: Buffer): Span {
  const again = Buffer.from(bytes.toString('utf8'), 'utf8');
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at += 1;
  const before = bytes.subarray(0, at).toString('utf8').split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { file, line: before.length, column, endLine: before.length, endColumn: column + 1 };
}
