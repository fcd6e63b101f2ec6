/** What Pagefind's `search` gives, as far as it is used. */
export interface ProseEngine {
  search(query: string): Promise<{ results: { data(): Promise<ProseFound> }[] }>;
}

/** A record that was found: its content, and which of its words are those of the query. */
interface ProseFound {
  locations: number[];
  content: string;
  meta: Record<string, string>;
}

/** Records that are loaded at once, and at most: each costs one or two kB. */
const atOnce = 3;
const most = 9;

/** A code in a record. */
interface Candidate {
  code: number;
  /** Words of the query that it has in some form. Two forms of one word count for two, but no more than all count. */
  some: number;
  /** Words of the query that it has as they were written. */
  exact: number;
}

function candidatesOf({ locations, content, meta }: ProseFound, wanted: readonly string[]): Candidate[] {
  const words = content.split(/\s+/);
  let start = 0;
  return (meta['ends'] ?? '').split(' ').map((pair) => {
    const [code = 0, end = 0] = pair.split(':').map(Number);
    const found = new Set(locations.filter((at) => at >= start && at < end).map((at) => words[at]));
    start = end;
    return { code, some: Math.min(found.size, wanted.length), exact: wanted.filter((word) => found.has(word)).length };
  });
}

/**
 * Codes whose prose has the words of a query, the best first. Rejects as the engine does.
 * @param engine starts Pagefind; not called where nothing is left to ask
 * @param common words that the index leaves out
 */
export async function searchProse(engine: () => Promise<ProseEngine>, query: string, common: readonly string[]): Promise<number[]> {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && !common.includes(word));
  if (words.length === 0) return [];
  const { results } = await (await engine()).search(words.join(' '));
  const codes: Candidate[] = [];
  for (let from = 0; from < Math.min(most, results.length); from += atOnce) {
    const records = await Promise.all(results.slice(from, from + atOnce).map((result) => result.data()));
    codes.push(...records.flatMap((record) => candidatesOf(record, words)));
    // In a large catalog a record has the prose of several codes, and the words may stand in two of them.
    if (codes.some(({ exact }) => exact === words.length)) break;
  }
  const best = Math.max(...codes.map(({ some }) => some));
  return codes
    .filter(({ some }) => some === best)
    .sort((one, two) => two.exact - one.exact)
    .map(({ code }) => code);
}
