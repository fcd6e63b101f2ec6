import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../check/locate.ts';

/** What a call may be told. Everything has a default. */
export interface Options {
  /** Today, as an ISO 8601 date, for rules about planned removals. Default: the clock of the machine. */
  readonly today?: string;
  /** Where the site will stand: origin and base path. Default: `url` of the catalog. */
  readonly url?: string;
  /** Names of files in findings are relative to this folder. Default: the working directory. */
  readonly cwd?: string;
}

/** The catalog has errors, or the output cannot be written. `findings` says what and where, the message the first of it. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  /** All findings of the run, warnings too, in the order of files and lines. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const errors = findings.filter(isError);
    const [first] = errors;
    const place = first ? `${first.span.file}:${first.span.line}:${first.span.column}: ${first.message}` : '';
    super(errors.length > 1 ? `${place} (and ${errors.length - 1} more)` : place);
    this.findings = findings;
  }
}

/** True for a finding that stops a build. */
export function isError({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === 'error';
}
