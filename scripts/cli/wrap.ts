import { visible, width } from './format/columns.ts';

/** Breaks prose into lines; `first` and `rest` stand before the lines. Words longer than a line stay whole. */
export function wrap(text: string, columns: number, first = '', rest = ' '.repeat(width(first))): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of visible(text.replaceAll(/\s+/g, ' ')).split(' ')) {
    if (word === '') continue;
    if (!empty && width(line) + 1 + width(word) > columns) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
