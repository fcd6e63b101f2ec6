import type { Path } from './json.ts';

/** How much a finding weighs. `off` silences a rule. */
export const severities = ['error', 'warning', 'info', 'off'] as const;
export type Severity = (typeof severities)[number];

/** A place in a source file. Lines and columns count from 1; `end` is exclusive. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Where a finding points, before anybody prints it: a unit (a service's folder name, or `''` for the catalog
 * itself) and a path in that unit's value. Line and column are computed when it is printed.
 */
export interface Location {
  readonly unit: string;
  readonly path: Path;
  /** Point at the key itself rather than at its value. */
  readonly key?: boolean;
  /** The exact place, when it is already known (a syntax error has no path). */
  readonly span?: Span;
}

/** One finding: what is wrong and where, why it matters, and what to do. */
export interface Diagnostic {
  /** Stable id of the rule, such as `duplicate-code`. */
  readonly rule: string;
  readonly severity: Exclude<Severity, 'off'>;
  /** What is wrong, with the names concerned. One sentence, no full stop. */
  readonly message: string;
  readonly at: Location;
  /** Why it is a problem for the reader of the error. */
  readonly why?: string;
  /** What to write instead. */
  readonly fix?: string;
  /** The nearest known name, for "did you mean". */
  readonly suggest?: string;
  readonly related?: readonly { readonly message: string; readonly at: Location }[];
}

/** What every stage gives: a value where there is one to work with, and all findings. */
export interface Stage<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}
