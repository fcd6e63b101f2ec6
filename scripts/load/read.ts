import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Span, Stage } from '../model/diagnostic.ts';
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

/**
 * Reads a text file below `root` (absolute, links resolved) as UTF-8, without its byte order mark.
 * Anything that is not a readable plain file inside the root is a finding of `unit`.
 *
 * @param onBytes is given the bytes of what can be read
 */
export function readSource(
  root: string,
  file: string,
  unit: string,
  onBytes?: (file: string, bytes: Uint8Array) => void,
): Stage<SourceText> {
  const { value: bytes, diagnostics } = readBytes(root, file, unit);
  if (!bytes) return { diagnostics };
  const fail = (rule: 'file-encoding' | 'file-empty', message: string, at: Span = startOf(file)) => ({
    diagnostics: [finding(rule, message, unit, at)],
  });
  if (!isUtf8(bytes)) return fail('file-encoding', `\`${file}\` is not valid UTF-8`, firstInvalid(file, bytes));
  // Half the time of a `TextDecoder` that looks for errors itself.
  const text = bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (!/\S/.test(text)) return fail('file-empty', `\`${file}\` is empty`);
  onBytes?.(file, bytes);
  return { value: { file, path: resolve(root, file), text }, diagnostics: [] };
}

/** The same, without looking whether it is text. Without promises: three a file would take longer than the file itself. */
export function readBytes(root: string, file: string, unit: string): Stage<Buffer> {
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
    return { value: readFileSync(real), diagnostics: [] };
  } catch (error) {
    return fail('file-unreadable', `\`${file}\` cannot be read (${reason(error)})`);
  }
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
