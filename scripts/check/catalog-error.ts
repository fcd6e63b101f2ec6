import type { LoadedCatalog } from '../load/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { locateFindings } from './locate.ts';
import type { Finding } from './locate.ts';

/** How far a run came, as far as its findings go. */
interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded?: LoadedCatalog;
}

/**
 * The catalog has errors, or the output cannot be written: for callers that see only exceptions.
 * The message has one line an error: `file:line:column: rule: message`.
 */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  /** All findings of the run, warnings too, in the order of files and lines. */
  readonly findings: readonly Finding[];

  /**
   * @param folder of the catalog, as given
   * @param cwd names of files are relative to it
   */
  constructor(run: Found, folder: string, cwd: string) {
    const findings = locateFindings(run.diagnostics, run.loaded, folder, cwd);
    const lines = findings
      .filter(isError)
      .map(({ span, rule, message }) => `${span.file}:${String(span.line)}:${String(span.column)}: ${rule}: ${message}`);
    super(lines.join('\n'));
    this.findings = findings;
  }
}

/** True for a finding that stops a build. */
export function isError({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === 'error';
}
