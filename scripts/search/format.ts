/** What a term is to a code that it leads to. */
export const kinds = ['name', 'formerly', 'status', 'header', 'message', 'text', 'title'] as const;
export type Kind = (typeof kinds)[number];

/**
 * The dictionaries. `names`: whole names without separators. `words`: parts of names, words of texts, statuses, headers. `phrases`: hashes of
 * whole texts without parameters. The `-back` twins hold terms from the end: a misprint leaves the first half of a term as it is or the second, so it is
 * found through one of them.
 */
export const dictionaries = ['names', 'words', 'phrases', 'names-back', 'words-back'] as const;
export type DictionaryName = (typeof dictionaries)[number];

/** `search/index.json`: all that a search must know before it loads anything else. */
export interface SearchRoot {
  /** Changes with every content: shards are asked for with it, so that a cache never mixes two builds. */
  version: string;
  /** Number of codes. */
  codes: number;
  /** Name and title of each service. */
  services: [name: string, title: string][];
  /** Guides: path, title, and titles by further language. They are numbered on after the codes. */
  guides?: [path: string, title: string, titles: Record<string, string>][];
  /** Titles of the services, in their order, in each further language that has rows of its own. */
  locales?: Record<string, string[]>;
  /** Codes in each file of rows. */
  rows: number;
  /** Words that the index of prose leaves out, because most codes have them. */
  common: string[];
  /** Of each dictionary: from which term on each shard holds the terms. The first is empty. */
  shards: Record<DictionaryName, string[]>;
}

/** What a result shows, a line of `search/codes/<n>.json`, or of `search/codes/<locale>/<n>.json` in a further language. */
export type Row = [service: number, code: string, slug: string, title: string, status: string, state: string];

/** The codes under a term, all in the same relation to it. */
export interface Posting {
  kind: Kind;
  /** Words in the phrase or name that the term is part of; 1 for a whole name. */
  of: number;
  /** Positions of the codes in the catalog, ascending. */
  codes: number[];
}

/** The longest phrase that is told from longer ones. */
export const longest = 35;

/**
 * A line of a shard: the term, then a group each of kind, phrase length and the distances between the codes, in base 36:
 * `signature n2:4,1f t5:4`.
 */
export function termLine(term: string, postings: readonly Posting[]): string {
  const groups = postings.map(({ kind, of, codes }) => {
    const steps = codes.map((code, at) => (code - (codes[at - 1] ?? 0)).toString(36));
    return `${String(kinds.indexOf(kind))}${of.toString(36)}:${steps.join(',')}`;
  });
  return [term, ...groups].join(' ');
}

/** Reads a line of `termLine`. */
export function readLine(line: string): { term: string; postings: Posting[] } {
  const [term = '', ...groups] = line.split(' ');
  const postings = groups.map((group): Posting => {
    let code = 0;
    const codes = group
      .slice(3)
      .split(',')
      .map((step) => (code += Number.parseInt(step, 36)));
    return { kind: kinds[Number(group[0])] ?? 'title', of: Number.parseInt(group[1] ?? '1', 36), codes };
  });
  return { term, postings };
}

/** The term from its end. */
export function backwards(term: string): string {
  return Array.from(term).reverse().join('');
}
