import { styleText } from 'node:util';
import type { Finding } from '../../check/locate.ts';
import { visible } from './columns.ts';
import { summary } from './counts.ts';
import { frame } from './frame.ts';
import type { ReportFormat } from './types.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const labels = { error: 'error', warning: 'warning', info: 'note' } as const;
const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

/** For people: what, where, the line itself, why, and what to do. */
export const text: ReportFormat = {
  name: 'text',
  title: 'for reading, with the source lines concerned',
  print(findings, { files, colour }) {
    // Whether to colour was settled by the caller: `validateStream` would ask the terminal again.
    const paint: Paint = (style, plain) => (colour ? styleText(style, plain, { validateStream: false }) : plain);
    const told = new Set<string>();
    const parts = findings.map((finding) => {
      const { why, ...rest } = finding;
      // The reason is the same for every finding of a rule: once is enough.
      const isFirst = why !== undefined && !told.has(finding.rule + why);
      if (isFirst) told.add(finding.rule + why);
      return one(isFirst ? finding : rest, paint).join('\n');
    });
    const last = summary(findings, files).replace(/^./, (letter) => letter.toUpperCase());
    return `${[...parts, paint('bold', last)].join('\n\n')}\n`;
  },
};

function one(finding: Finding, paint: Paint): string[] {
  const { rule, severity, message, span, text: line, why, fix, suggest, related } = finding;
  const colour = colours[severity];
  const digits = Math.max(...[span, ...related.map((other) => other.span)].map((at) => String(at.line).length));
  const indent = ' '.repeat(digits);
  const lines = [`${paint([colour, 'bold'], `${labels[severity]}[${rule}]`)}${paint('bold', `: ${visible(message)}`)}`];
  const arrow = (mark: string, file: string, at: typeof span, shown: boolean) =>
    `${indent}${paint('blue', mark)} ${visible(file)}${shown ? `:${at.line}:${at.column}` : ''}`;
  lines.push(arrow('-->', span.file, span, line !== undefined));
  if (line !== undefined) lines.push(...frame(line, span, '^', '', digits, (underline) => paint([colour, 'bold'], underline)));
  for (const other of related) {
    lines.push(arrow(':::', other.span.file, other.span, other.text !== undefined));
    if (other.text === undefined) lines.push(`${indent} = ${visible(other.message)}`);
    else lines.push(...frame(other.text, other.span, '-', visible(other.message), digits, (underline) => paint('blue', underline)));
  }
  if (why !== undefined) lines.push(`${indent} ${paint('blue', '=')} why: ${visible(why)}`);
  if (fix !== undefined) lines.push(`${indent} ${paint('blue', '=')} help: ${visible(fix)}`);
  if (suggest !== undefined) lines.push(`${indent} ${paint('blue', '=')} did you mean \`${visible(suggest)}\`?`);
  return lines;
}
