import type { Path } from '../model/json.ts';
import type { LoadRule } from './rules.ts';

/** What the thread is asked: to run a module of the catalog. */
export interface ModuleRequest {
  /** The catalog folder, absolute. */
  readonly root: string;
  /** The module: its name in spans, its absolute path, its text. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
  /** Path of its default export in the service: `['codes']` for a file of codes. */
  readonly base: Path;
}

/** Something thrown, as texts: an exception of the author cannot be sent from thread to thread as it is. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  /** Mapped to the sources. */
  readonly stack: string;
  /** Where the import stands that led to it. */
  readonly importStack: string;
}

/** What a module gave. */
export interface ModuleReply {
  /** Sources of the author that took part, by absolute path. */
  readonly modules: readonly (readonly [path: string, source: { readonly file: string; readonly text: string }])[];
  readonly thrown?: Thrown;
  /** The default export as plain JSON; undefined where there is none. */
  readonly exported?: { readonly plain: unknown };
  /** What could not be made plain. */
  readonly complaints: readonly { readonly rule: LoadRule; readonly message: string; readonly path: Path }[];
}

/** What the thread says: that a module begins to run, and what it gave. */
export type ModuleMessage = 'begins' | ModuleReply;

/** The texts of something thrown, whatever it is. */
export function asThrown(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'Error', message: textOf(error), stack: '', importStack: '' };
  const site = 'runnerError' in error && error.runnerError instanceof Error ? textOf(error.runnerError.stack) : '';
  return { name: textOf(error.name), message: textOf(error.message), stack: textOf(error.stack), importStack: site };
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    // An object without a prototype has no text.
    return typeof value;
  }
}
