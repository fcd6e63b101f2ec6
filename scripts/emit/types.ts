import type { CompiledCatalog, CompiledCode, CompiledMessage, CompiledService } from '../compile/types.ts';
import type { JsonSchema } from '../model/json.ts';
import type { Part } from '../search/part.ts';

/** A piece of a large file: its text, or what it is made from and how. A rebuild copies a piece that is made from the same things. */
export type Piece = string | { readonly madeFrom: readonly unknown[]; readonly texts: () => Iterable<string> };

/** One file of the output. `path` is relative to the output folder, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly content: string;
  /** The same in pieces, where the whole is large: the writer never holds it. Reading `content` puts them together. */
  readonly pieces?: () => Iterable<Piece>;
  /**
   * What the content depends on: codes, services, the whole catalog, other JSON (`scripts/cache/prints.ts`). While all of that stays the same, a
   * rebuild does not read `content`. Absent: the file is made anew by every build, which is always right.
   */
  readonly madeFrom?: readonly unknown[];
}

/** A file that is made when it is asked for, and need not be while what it is made from stays the same. */
export function fileFrom(path: string, madeFrom: readonly unknown[], make: () => string): OutputFile {
  return {
    path,
    madeFrom,
    get content() {
      return make();
    },
  };
}

/** The texts of pieces, one after the other. */
export function* textsOf(pieces: Iterable<Piece>): Generator<string> {
  for (const piece of pieces) {
    if (typeof piece === 'string') yield piece;
    else yield* piece.texts();
  }
}

/** The same for a large file, of which nobody has to hold the whole. */
export function piecesFrom(path: string, madeFrom: readonly unknown[], pieces: () => Iterable<Piece>): OutputFile {
  return {
    path,
    madeFrom,
    pieces,
    get content() {
      return [...textsOf(pieces())].join('');
    },
  };
}

/** A file whose content is known: a rebuild writes it only where it is another one. */
export function fileOf(path: string, content: string): OutputFile {
  return { path, content, madeFrom: [content] };
}

/** What the writer takes: texts, and what other programs made. */
export interface WritableFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly pieces?: () => Iterable<Piece>;
  readonly madeFrom?: readonly unknown[];
  /** The print of what it is made from, where that is known already. */
  readonly key?: string | undefined;
}

/** Files that are made together: where nothing of what they are made from has changed, a rebuild takes all of them over and asks for none. */
export interface FileGroup<File = WritableFile> {
  /** Whatever any of them depends on, and what tells this group from others that depend on the same. */
  readonly madeFrom: readonly unknown[];
  readonly files: Iterable<File>;
}

/** All files, one by one. */
export function* singly<File extends WritableFile>(files: Iterable<File | FileGroup<File>>): Generator<File> {
  for (const one of files) {
    if ('files' in one) yield* one.files;
    else yield one;
  }
}

/** What emitters share during one run. */
export interface EmitContext {
  /** Keeps what is worked out of parts of the catalog for the next build. */
  readonly part: Part;
  /**
   * Schema (JSON Schema 2020-12) of a whole message: an object of its slots, header values as texts. For clients: unknown
   * fields are allowed.
   *
   * @param nested what stands for the errors of a nested envelope: a reference
   */
  schema(service: CompiledService, message: CompiledMessage, nested: (envelope: string) => JsonSchema): JsonSchema;
}

/** What there is to know of an output format. */
interface Described {
  /** Short name, as in `--only`. */
  readonly name: string;
  readonly title: string;
  /** What it writes, where, and by which standard. For `--help` and the documentation. */
  readonly docs: string;
  /** Only beside pages: `any`, or `whole` where the whole site is errdex. Absent: artifacts for their own sake. */
  readonly pages?: 'any' | 'whole';
}

/** An output format. Registered in `index.ts`. */
export interface Format extends Described {
  /** `service`: a file tells of all codes of a service or of all services. They are few and large, and another process may make them. */
  readonly per?: 'service';
  emit(catalog: CompiledCatalog, context: EmitContext): Iterable<OutputFile>;
}

/** An output format with files for each code, which are made beside those of other such formats, so that each code is read once. */
export interface CodeFormat extends Described {
  readonly per: 'code';
  /** The files of a code: made from it alone, with what is known of its service and what all files share. */
  ofCode(catalog: CompiledCatalog, service: CompiledService, code: CompiledCode, context: EmitContext): Iterable<OutputFile>;
  /** Files of a whole service, which another process may make. */
  ofService?(catalog: CompiledCatalog, service: CompiledService, context: EmitContext): Iterable<OutputFile>;
}

export type AnyFormat = Format | CodeFormat;
