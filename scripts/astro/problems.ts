import type { Run } from '../build.ts';

/** The errors of a run, one a line: `file:line:column: rule: message`. For whoever sees only an exception. */
export function errorsOf(run: Run): string {
  const units = new Map(
    [run.loaded?.settings, ...(run.loaded?.services ?? [])].flatMap((unit) => (unit ? [[unit.unit, unit] as const] : [])),
  );
  const lines = run.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message, at }) => {
      const span = at.span ?? units.get(at.unit)?.locate(at.path, at.key);
      const place = span ? `${span.file}:${String(span.line)}:${String(span.column)}` : at.unit;
      return `${place}: ${rule}: ${message}`;
    });
  return lines.join('\n');
}
