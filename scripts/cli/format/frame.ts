import type { Span } from '../../model/diagnostic.ts';
import { visible, width } from './columns.ts';

const longest = 120;

/**
 * The line of a span with the span underlined. A span of several lines is underlined to the end of its first;
 * of a very long line only the neighbourhood is shown. `digits` is the room for line numbers.
 */
export function frame(
  text: string,
  span: Span,
  mark: string,
  label: string,
  digits: number,
  paint: (underline: string) => string,
): string[] {
  const start = Math.min(span.column - 1, text.length);
  const end = span.endLine > span.line ? text.trimEnd().length : Math.min(span.endColumn - 1, text.length);
  const from = text.length <= longest ? 0 : Math.max(0, Math.min(start - 40, text.length - longest));
  const to = Math.min(text.length, from + longest);
  const before = visible(text.slice(from, start));
  const marked = visible(text.slice(start, Math.min(end, to)));
  const after = visible(text.slice(Math.max(start, Math.min(end, to)), to));
  const lead = from > 0 ? '...' : '';
  const space = ' '.repeat(digits);
  const underline = paint(mark.repeat(Math.max(1, width(marked))) + (label && ` ${label}`));
  return [
    `${space} |`,
    `${String(span.line).padStart(digits)} | ${lead}${before}${marked}${after}${to < text.length ? '...' : ''}`,
    `${space} | ${' '.repeat(width(lead + before))}${underline}`,
  ];
}
