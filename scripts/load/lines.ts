import type { Span } from '../model/diagnostic.ts';

/** A text that knows its lines. */
export interface Lines {
  /** Span between two offsets (UTF-16 code units, the end exclusive); offsets beyond the text mean its end. */
  span(start: number, end: number): Span;
  /** Offset of a line and column, both counted from 1. */
  offset(line: number, column: number): number;
}

/** Prepares a source text for turning offsets into lines and columns. `file` is the name that the spans carry. */
export function linesOf(file: string, text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const position = (offset: number): [number, number] => {
    const inside = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return [low + 1, inside - (starts[low] ?? 0) + 1];
  };
  return {
    span: (start, end) => {
      const [line, column] = position(start);
      const [endLine, endColumn] = position(Math.max(start, end));
      return { file, line, column, endLine, endColumn };
    },
    offset: (line, column) => (starts[line - 1] ?? text.length) + column - 1,
  };
}

/** The very beginning of a file, for findings about the file as a whole. */
export function startOf(file: string): Span {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
