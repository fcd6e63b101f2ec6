/** What Pagefind's `search` gives, as far as it is used. */
export interface ProseEngine {
  search(
    query: string,
  ): Promise<{ results: { data(): Promise<{ locations: number[]; content: string; meta: Record<string, string> }> }[] }>;
}

/**
 * Codes whose prose has the words of a query, the best first. Rejects as the engine does.
 * @param most records to load
 */
export async function searchProse(engine: ProseEngine, query: string, most = 5): Promise<number[]> {
  const { results } = await engine.search(query);
  const records = await Promise.all(results.slice(0, most).map((result) => result.data()));
  return records.flatMap(({ locations, content, meta }) => {
    const words = content.split(/\s+/);
    let start = 0;
    const codes = (meta['ends'] ?? '').split(' ').map((pair) => {
      const [code = 0, end = 0] = pair.split(':').map(Number);
      const found = new Set(locations.filter((at) => at >= start && at < end).map((at) => words[at]));
      start = end;
      return { code, found: found.size };
    });
    const best = Math.max(...codes.map(({ found }) => found));
    return codes.filter(({ found }) => found === best).map(({ code }) => code);
  });
}
