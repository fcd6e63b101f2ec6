/** Steps from one name to the other: insert, delete, replace, or swap two neighbours (optimal string alignment). */
export function distance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const steps = [(last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1)];
      if (swapped) steps.push((beforeLast[column - 2] ?? 0) + 1);
      current.push(Math.min(...steps));
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

/** Case and separators count less than letters: `SOLD-OUT`, `soldOut` and `SOLD_OUT` are the same name to a reader. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The names that somebody may have meant, the nearest first, at most `count`. Up to a third of the letters may differ.
 * Names of equal distance stay in the order given.
 */
export function nearestFew(name: string, known: Iterable<string>, count: number): string[] {
  const wanted = plain(name);
  const ranked: { name: string; steps: number }[] = [];
  for (const candidate of new Set(known)) {
    const other = plain(candidate);
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3));
    if (Math.abs(wanted.length - other.length) > allowed) continue;
    const steps = distance(wanted, other);
    if (steps <= allowed && steps < other.length) ranked.push({ name: candidate, steps });
  }
  return ranked
    .sort((one, two) => one.steps - two.steps)
    .slice(0, count)
    .map((found) => found.name);
}

/** The one name that somebody most likely meant; undefined when none is near. For "did you mean". */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  return nearestFew(name, known, 1)[0];
}
