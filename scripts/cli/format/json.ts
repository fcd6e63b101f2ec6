import type { Span } from '../../model/diagnostic.ts';
import type { Finding } from '../../check/locate.ts';
import { countBySeverity } from './counts.ts';
import type { ReportFormat } from './types.ts';

/** For programs. `version` counts up when a field changes its meaning or goes; fields may be added. */
export const json: ReportFormat = {
  name: 'json',
  title: 'for programs: `version`, `tool`, `summary` and `findings`',
  print(findings, { version, files }) {
    const report = {
      version: 1,
      tool: { name: 'errdex', version },
      summary: { ...countBySeverity(findings), files },
      findings: findings.map(row),
    };
    return `${JSON.stringify(report, null, 2)}\n`;
  },
};

function row({ rule, severity, message, span, unit, pointer, why, fix, suggest, related }: Finding) {
  return {
    rule,
    severity,
    message,
    ...place(span),
    unit,
    pointer,
    why,
    fix,
    suggest,
    related: related.map((one) => ({ message: one.message, ...place(one.span) })),
  };
}

function place({ file, line, column, endLine, endColumn }: Span) {
  return { file, line, column, endLine, endColumn };
}
