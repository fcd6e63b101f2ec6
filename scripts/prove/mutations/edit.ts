/** Every way to replace one occurrence of a pattern in a line. */
export function* each(line: string, pattern: RegExp, by: string | ((found: RegExpExecArray) => string)): Generator<string> {
  for (const found of line.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))) {
    const put = typeof by === 'string' ? by : by(found);
    yield line.slice(0, found.index) + put + line.slice(found.index + found[0].length);
  }
}

/** A text as a pattern. */
export const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** A text with another last character: not the same, and not a longer one that contains it. */
export const bent = (text: string): string => text.slice(0, -1) + (text.endsWith('q') ? 'k' : 'q');

/** Where the bracket closes that opens at `start`; -1 where it does not in this line. Brackets in texts count, and rarely matter. */
export function closing(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    if (line[at] === '(') depth += 1;
    if (line[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
