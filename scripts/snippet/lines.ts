/** A line of code; `fact` where it carries something of this very error. */
export type Line = string | { readonly fact: string };

/** Marks a line as one that carries the error's facts. */
export const fact = (text: string): Line => ({ fact: text });

/** Lines, or whatever else, that stand only under a condition. */
export const when = <T>(condition: unknown, ...lines: T[]): T[] => (condition ? lines : []);

/** Lines, each indented by so many blanks; empty lines stay empty. */
export function indent(lines: readonly Line[], by: string): Line[] {
  const one = (text: string): string => (text === '' ? '' : by + text);
  return lines.map((line) => (typeof line === 'string' ? one(line) : { fact: one(line.fact) }));
}

/** Code and the numbers of its marked lines, from 1. */
export function joined(lines: readonly Line[]): { code: string; facts: number[] } {
  const facts = lines.flatMap((line, at) => (typeof line === 'string' ? [] : [at + 1]));
  return { code: `${lines.map((line) => (typeof line === 'string' ? line : line.fact)).join('\n')}\n`, facts };
}
