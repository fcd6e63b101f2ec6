import type { Kind, Posting } from './format.ts';

/** What a match of each kind is worth, word for word. */
const worth: Record<Kind, number> = { name: 2.4, formerly: 2.2, status: 3, header: 3, message: 2, text: 1.9, title: 1.8 };

/** Words of a query that stand together in one phrase of a code. */
interface Group {
  kind: Kind;
  of: number;
  weight: number;
  words: Set<string>;
}

/** A code that was found, and why. */
export interface Ranked {
  code: number;
  score: number;
  /** What told most. */
  by: Kind;
  /** The query is its name, or its old one. */
  exact: boolean;
  /** Nothing is left to guess: its name, all words of one of its phrases, or all of the query. */
  sure: boolean;
}

/** Counts what tells for each code. */
export class Tally {
  readonly #groups = new Map<number, Map<string, Group>>();
  readonly #tops = new Map<number, { score: number; by: Kind; exact: boolean }>();

  /** A relation of the whole query to codes: the greatest of a code counts. */
  whole(posting: Posting, score: number, exact = false): void {
    for (const code of posting.codes) {
      if ((this.#tops.get(code)?.score ?? 0) < score) this.#tops.set(code, { score, by: posting.kind, exact });
    }
  }

  /**
   * A word of the query in phrases of codes.
   * @param weight how rare it is, less where it was not written exactly so
   */
  word(word: string, { kind, of, codes }: Posting, weight: number): void {
    for (const code of codes) {
      const groups = this.#groups.get(code) ?? new Map<string, Group>();
      this.#groups.set(code, groups);
      const group = groups.get(`${kind} ${String(of)}`) ?? { kind, of, weight: 0, words: new Set<string>() };
      groups.set(`${kind} ${String(of)}`, group);
      if (group.words.has(word)) continue;
      group.words.add(word);
      group.weight += weight;
    }
  }

  /** The codes, the best first; equals in the order of the catalog. */
  ranked(words: readonly string[]): Ranked[] {
    const codes = new Set([...this.#tops.keys(), ...this.#groups.keys()]);
    return [...codes].map((code) => this.#rank(code, words)).sort((one, two) => two.score - one.score || one.code - two.code);
  }

  #rank(code: number, words: readonly string[]): Ranked {
    const top = this.#tops.get(code);
    const covered = new Set<string>();
    let [best, sum, whole, by]: [number, number, boolean, Kind] = [0, 0, false, 'title'];
    for (const { kind, of, weight, words: matched } of this.#groups.get(code)?.values() ?? []) {
      const share = Math.min(1, matched.size / of);
      const complete = share === 1 && of > 1;
      const score = worth[kind] * weight * (0.3 + 0.7 * share) * (complete ? 2 : 1);
      sum += score;
      // A name among unknown words may be another one with a misprint.
      whole ||= complete && kind !== 'name' && kind !== 'formerly';
      for (const word of matched) covered.add(word);
      if (score > best) [best, by] = [score, kind];
    }
    return {
      code,
      score: (top?.score ?? 0) + best + 0.1 * (sum - best),
      by: top?.by ?? by,
      exact: top?.exact === true,
      sure: top !== undefined || whole || covered.size === words.length,
    };
  }
}
