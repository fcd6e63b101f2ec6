/** What a name sounds like, for comparison: `AUTH-003`, `auth_003` and `Auth003` are the same. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Edits between two names: insert, delete, replace (Levenshtein); `limit + 1` as soon as it is more. */
function distance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row.at(-1) ?? limit + 1;
}

/** The items whose names are nearest to a wanted one, best first: equal but for punctuation, beginning alike, then a few edits away. */
export function nearest<T>(wanted: string, items: readonly T[], nameOf: (item: T) => string, count = 5): T[] {
  const name = bare(wanted);
  if (name === '') return [];
  const limit = Math.max(1, Math.floor(name.length / 3));
  const scored = items.map((item) => {
    const other = bare(nameOf(item));
    const near = distance(name, other, limit);
    const starts = name.length > 2 && (other.startsWith(name) || name.startsWith(other)) && other.length > 2;
    return { item, score: near === 0 ? 0 : starts ? 1 : near <= limit ? 1 + near : Infinity };
  });
  return scored.filter(({ score }) => score < Infinity).sort((left, right) => left.score - right.score).slice(0, count).map(({ item }) => item);
}
