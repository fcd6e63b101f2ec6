import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { facetValues, noStatus } from '../../scripts/search/facet.ts';
import { inOrder } from '../../scripts/search/facet-index.ts';

/** Which codes a matrix counts: all, or those with the retry flag set or not. */
export const matrixViews = ['all', 'yes', 'no'] as const;
export type MatrixView = (typeof matrixViews)[number];

/** How many codes of a service have a value. */
export interface MatrixCell {
  counts: Record<MatrixView, number>;
  /** From 0 for none to 5 for the most of all services: how much the cell stands out. */
  shades: Record<MatrixView, number>;
}

/** A status class or a category, with a cell for each service, in their order. */
export interface MatrixColumn {
  facet: 'status' | 'category';
  value: string;
  cells: MatrixCell[];
}

const isClass = (status: string): boolean => status === noStatus || status.endsWith('xx');

/** The values of a code that are columns. */
function columnsOf(code: CompiledCode): { facet: MatrixColumn['facet']; value: string }[] {
  const { status, category } = facetValues(code);
  const of = (facet: MatrixColumn['facet'], values: readonly string[]) => values.map((value) => ({ facet, value }));
  return [...of('status', status.filter(isClass)), ...of('category', category)];
}

/** A number as one of five shades: the logarithm, so that one large service does not make all others pale. */
function shade(count: number, most: number): number {
  return count === 0 ? 0 : most <= 1 ? 3 : 1 + Math.round((4 * Math.log(count)) / Math.log(most));
}

/** Services by class of status and by category, of all errors, the retryable ones and the others. Values that nobody has are left out. A code of two classes counts in both. */
export function matrix(services: readonly CompiledService[]): MatrixColumn[] {
  const counts = new Map<string, { facet: MatrixColumn['facet']; value: string; counts: MatrixCell['counts'][] }>();
  for (const [at, { codes }] of services.entries())
    for (const code of codes)
      for (const { facet, value } of columnsOf(code)) {
        const key = `${facet} ${value}`;
        const column = counts.get(key) ?? { facet, value, counts: services.map(() => ({ all: 0, yes: 0, no: 0 })) };
        counts.set(key, column);
        const cell = column.counts[at];
        if (!cell) continue;
        cell.all += 1;
        cell[code.retryable ? 'yes' : 'no'] += 1;
      }
  const most = Math.max(...[...counts.values()].flatMap((column) => column.counts.map(({ all }) => all)));
  const shadesOf = (cell: MatrixCell['counts']): MatrixCell['shades'] => ({
    all: shade(cell.all, most),
    yes: shade(cell.yes, most),
    no: shade(cell.no, most),
  });
  return (['status', 'category'] as const).flatMap((facet) => {
    const columns = [...counts.values()].filter((column) => column.facet === facet);
    const values = inOrder(facet, new Set(columns.map(({ value }) => value)));
    return values.flatMap((value) => {
      const column = columns.find((one) => one.value === value);
      return column ? [{ facet, value, cells: column.counts.map((cell) => ({ counts: cell, shades: shadesOf(cell) })) }] : [];
    });
  });
}
