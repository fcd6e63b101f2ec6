/** Characters of a shard: some 3 kB over the wire. A single term may be longer. */
const size = 5000;

/** A sorted dictionary, cut. */
export interface Shards {
  /** From which term on each shard holds the terms: no more of the term than tells it from the one before. */
  starts: string[];
  contents: string[];
}

/** The shortest beginning of a term that is greater than the term before it. */
function boundary(before: string, term: string): string {
  let end = 1;
  while (end < term.length && !(term.slice(0, end) > before)) end += 1;
  return term.slice(0, end);
}

/**
 * Cuts a dictionary into shards of equal size, so that what a search loads does not grow with the catalog.
 * @param lines by term
 */
export function cut(lines: ReadonlyMap<string, string>): Shards {
  const starts: string[] = [];
  const shards: string[][] = [];
  let length = size;
  let before = '';
  for (const term of [...lines.keys()].sort()) {
    const line = lines.get(term) ?? '';
    if (length + line.length > size && length > 0) {
      starts.push(starts.length === 0 ? '' : boundary(before, term));
      shards.push([]);
      length = 0;
    }
    shards.at(-1)?.push(line);
    length += line.length + 1;
    before = term;
  }
  return { starts, contents: shards.map((shard) => shard.join('\n')) };
}
