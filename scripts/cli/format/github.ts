import type { Finding } from '../../check/locate.ts';
import type { ReportFormat } from './types.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub's workflow commands, which show findings beside the lines of a pull request. */
export const github: ReportFormat = {
  name: 'github',
  title: 'annotations of GitHub Actions',
  print: (findings) => findings.map(annotation).join(''),
};

function annotation({ rule, severity, message, span, why, fix, suggest }: Finding): string {
  const { file, line, endLine, column, endColumn } = span;
  // Columns hold only where the annotation stays on one line.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = Object.entries({ file, line, endLine, ...columns, title: `errdex ${rule}` }).map(
    ([name, value]) => `${name}=${property(String(value))}`,
  );
  const text = [message, why, fix, suggest === undefined ? undefined : `Did you mean \`${suggest}\`?`]
    .filter((part) => part !== undefined)
    .join('\n');
  return `::${commands[severity]} ${properties.join(',')}::${data(text)}\n`;
}

/** What would end the command or begin another is percent-encoded, as the runner decodes it. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
