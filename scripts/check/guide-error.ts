import type { Diagnostic } from '../model/diagnostic.ts';

/** What a guide did when it ran: its own code failed, or what it imports is not there. */
export interface GuideProblem {
  /** Relative to the catalog folder, with `/`. */
  readonly file: string;
  readonly message: string;
}

/** Guides whose code fails while the site is built: mistakes of their authors, found no sooner than when they run. */
export class GuideError extends Error {
  override readonly name = 'GuideError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(problems: readonly GuideProblem[]) {
    super(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
    this.diagnostics = problems.map(({ file, message }) => ({
      rule: 'guide-failed',
      severity: 'error',
      message: `the code of the guide fails: ${message}`,
      at: { unit: '', path: [], span: { file, line: 1, column: 1, endLine: 1, endColumn: 1 } },
      why: 'The page of the guide cannot be made.',
      fix: 'Correct the import or the expression between braces; a brace that is meant as text is written `\\{`.',
    }));
  }
}
