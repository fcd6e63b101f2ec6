import type { Finding } from '../../check/locate.ts';

/** A rule, as formats describe it. */
export interface RuleDocs {
  readonly id: string;
  readonly title?: string;
  readonly why?: string;
  readonly fix?: string;
}

/** What a report says beside its findings. */
export interface ReportContext {
  readonly version: string;
  /** Number of files that were read. */
  readonly files: number;
  /** All known rules. */
  readonly rules: readonly RuleDocs[];
  readonly colour: boolean;
}

/** A way to write findings. Registered in `index.ts`. */
export interface ReportFormat {
  readonly name: string;
  /** For `--help`. */
  readonly title: string;
  /** The whole report, ending in a new line; empty when there is nothing to say. */
  print(findings: readonly Finding[], context: ReportContext): string;
}
