import type { Span } from '../../model/diagnostic.ts';
import type { Finding } from '../../check/locate.ts';
import type { ReportFormat, RuleDocs } from './types.ts';

/** SARIF 2.1.0 (OASIS), for code scanning. */
export const sarif: ReportFormat = {
  name: 'sarif',
  title: 'SARIF 2.1.0, for code scanning',
  print(findings, { version, rules }) {
    const known = new Map(rules.map((rule) => [rule.id, rule]));
    const used = [...new Set(findings.map((one) => one.rule))].toSorted();
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'errdex', semanticVersion: version, rules: used.map((id) => descriptor(id, known.get(id))) } },
          // Section 3.14.17: columns count UTF-16 code units, as editors do.
          columnKind: 'utf16CodeUnits',
          results: findings.map((finding) => result(finding, used.indexOf(finding.rule))),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

/** Section 3.49, reportingDescriptor. */
function descriptor(id: string, rule: RuleDocs | undefined) {
  const help = [rule?.why, rule?.fix].filter((part) => part !== undefined).join(' ');
  return { id, shortDescription: { text: rule?.title ?? id }, ...(help !== '' && { help: { text: help } }) };
}

/** Section 3.27, result. */
function result({ rule, severity, message, span, fix, suggest, related }: Finding, ruleIndex: number) {
  const text = [message, fix, suggest === undefined ? undefined : `Did you mean \`${suggest}\`?`]
    .filter((part) => part !== undefined)
    .join('. ')
    .replaceAll('..', '.');
  return {
    ruleId: rule,
    ruleIndex,
    level: severity === 'info' ? 'note' : severity,
    message: { text },
    locations: [{ physicalLocation: place(span) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({ id, message: { text: one.message }, physicalLocation: place(one.span) })),
    }),
  };
}

/** Section 3.29, physicalLocation. URIs are relative references (RFC 3986), so each step is escaped. */
function place({ file, line, column, endLine, endColumn }: Span) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri }, region: { startLine: line, startColumn: column, endLine, endColumn } };
}
