/** Walks code; says of each character how deep in brackets it is, and whether it stands in a string. */
function* walk(code: string, from = 0): Generator<{ at: number; depth: number; quote: string }> {
  let depth = 0;
  let quote = '';
  for (let at = from; at < code.length; at += 1) {
    const char = code.charAt(at);
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (/['"`]/.test(char)) quote = char;
    else if (/[([{]/.test(char)) depth += 1;
    else if (/[)\]}]/.test(char)) depth -= 1;
    yield { at, depth, quote };
  }
}

/** Where the bracket closes that opens at `open`; -1 where it does not. */
export function closing(code: string, open: number): number {
  for (const { at, depth, quote } of walk(code, open)) if (depth === 0 && quote === '') return at;
  return -1;
}

/** Parts of a list in code, without the blanks around them: separators in brackets and strings separate nothing. */
export function split(code: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { at, depth, quote } of walk(code)) {
    if (depth !== 0 || quote !== '' || at < start || !code.startsWith(separator, at)) continue;
    parts.push(code.slice(start, at).trim());
    start = at + separator.length;
  }
  return [...parts, code.slice(start).trim()];
}
