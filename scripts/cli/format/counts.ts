import type { Finding } from '../../check/locate.ts';

/** Findings by severity. */
export function countBySeverity(findings: readonly Finding[]): { errors: number; warnings: number; infos: number } {
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** `1 error`, `2 errors`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** `3 errors, 1 warning in 12 files`; `no findings in 12 files`. */
export function summary(findings: readonly Finding[], files: number): string {
  const { errors, warnings, infos } = countBySeverity(findings);
  const parts = [
    errors > 0 && plural(errors, 'error'),
    warnings > 0 && plural(warnings, 'warning'),
    infos > 0 && plural(infos, 'note'),
  ].filter((part) => part !== false);
  return `${parts.length > 0 ? parts.join(', ') : 'no findings'} in ${plural(files, 'file')}`;
}
