import type { Cost } from './measure.ts';

/** A line of the table: a cost, what was written or read, and the bare limit of it. */
export interface Row extends Cost {
  readonly codes: number;
  readonly files: number;
  readonly bytes: number;
  /** Seconds that a plain loop takes to write the same bytes, on the wall and of CPU. */
  readonly bare: { readonly seconds: number; readonly cpu: number };
}

const number = (value: number, digits: number): string => value.toFixed(digits).replace(/\B(?=(\d{3})+(?=\.|$))/g, ',');

/** The measurements as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const head = [
    'codes',
    'what',
    'seconds',
    'CPU s',
    'bare s',
    'ratio',
    'CPU ratio',
    'ms a code',
    'CPU ms a code',
    'peak MB',
    'files',
    'MB',
  ];
  const lines = rows.map((row) => [
    number(row.codes, 0),
    row.name,
    number(row.seconds, 2),
    number(row.cpu, 2),
    number(row.bare.seconds, 2),
    number(row.seconds / row.bare.seconds, 1),
    number(row.cpu / row.bare.cpu, 1),
    number((row.seconds * 1000) / row.codes, 2),
    number((row.cpu * 1000) / row.codes, 2),
    row.peak === 0 ? '' : number(row.peak / 1e6, 0),
    number(row.files, 0),
    number(row.bytes / 1e6, 1),
  ]);
  const align = head.map((_, at) => (at === 1 ? '---' : '---:'));
  return [head, align, ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/**
 * A text with the tables of its measurements put in place: below each `<!-- rows: 10000 -->` stand the rows of that size, up to the next
 * empty line.
 */
export function withTables(text: string, rows: readonly Row[]): string {
  return text.replace(
    /(<!-- rows: (\d+) -->\n\n)(?:\|.*\n)*/g,
    (_, mark: string, size: string) => mark + table(rows.filter(({ codes }) => codes === Number(size))),
  );
}
