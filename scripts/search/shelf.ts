import { distance } from '../model/nearest.ts';
import { backwards, readLine } from './format.ts';
import type { DictionaryName, Posting, Row, SearchRoot } from './format.ts';

/** Gives the text of a file of the index, by its path below `search/`. */
export type LoadText = (path: string) => Promise<string>;

/** A term that was found, with its codes. */
export interface Found {
  term: string;
  postings: Posting[];
}

/** An index that is there in part: it loads what a search needs, each file once. */
export interface Shelf {
  root: SearchRoot;
  /** The term itself. */
  exact(dictionary: DictionaryName, term: string): Promise<Found | undefined>;
  /** Terms that begin with the text, from at most so many shards, the text itself excepted. */
  beginning(dictionary: DictionaryName, text: string, shards: number): Promise<Found[]>;
  /** Terms one step away (a letter too many, too few, another one, two swapped), or two where the term is long. */
  near(dictionary: 'names' | 'words', term: string): Promise<(Found & { steps: number })[]>;
  row(code: number): Promise<Row | undefined>;
  /** The guide of this number, which goes on after those of the codes. */
  guide(number: number): { path: string; title: string } | undefined;
}

/** Shards that a misprint is looked for in, from each end. */
const mostShards = 3;
/** Terms as long as this are recognised with two misprints. */
const long = 12;

/** The shards in which terms that begin with a text stand: first and last. */
function range(starts: readonly string[], text: string): [number, number] {
  const upTo = (limit: string): number =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= limit),
    );
  return [upTo(text), upTo(`${text}\uffff`)];
}

/**
 * Opens an index: loads its root. Rejects as `load` does.
 * @param locale language of what results show; the default of the catalog where it has none of its own
 */
export async function openShelf(load: LoadText, locale?: string): Promise<Shelf> {
  const root = JSON.parse(await load('index.json')) as SearchRoot;
  const titles = locale !== undefined && Object.hasOwn(root.locales ?? {}, locale) ? root.locales?.[locale] : undefined;
  const folder = titles === undefined ? 'codes/' : `codes/${locale ?? ''}/`;
  const files = new Map<string, Promise<string>>();
  const file = (path: string): Promise<string> => {
    const known = files.get(path) ?? load(`${path}?v=${root.version}`);
    files.set(path, known);
    // What failed once is asked for again.
    void known.catch(() => files.delete(path));
    return known;
  };
  const linesOf = async (dictionary: DictionaryName, [from, to]: readonly [number, number]): Promise<string[]> => {
    if (root.shards[dictionary].length === 0) return [];
    const wanted = Array.from({ length: to - from + 1 }, (_, at) => file(`${dictionary}/${String(from + at)}.txt`));
    return (await Promise.all(wanted)).flatMap((text) => text.split('\n'));
  };
  const exact: Shelf['exact'] = async (dictionary, term) => {
    const [at] = range(root.shards[dictionary], term);
    const line = (await linesOf(dictionary, [at, at])).find((one) => one.startsWith(`${term} `));
    return line === undefined ? undefined : readLine(line);
  };
  /** All terms that share as much of their beginning with a term as leaves few shards to load. */
  const sharing = async (dictionary: DictionaryName, term: string, least: number): Promise<string[]> => {
    let length = least;
    while (length < term.length && range(root.shards[dictionary], term.slice(0, length)).reduce((from, to) => to - from) >= mostShards)
      length += 1;
    const text = term.slice(0, length);
    const lines = await linesOf(dictionary, range(root.shards[dictionary], text));
    return lines.filter((line) => line.startsWith(text)).map((line) => line.split(' ', 1)[0] ?? '');
  };
  return {
    root: titles === undefined ? root : { ...root, services: root.services.map(([name, title], at) => [name, titles[at] ?? title]) },
    exact,
    beginning: async (dictionary, text, shards) => {
      const [from, to] = range(root.shards[dictionary], text);
      const lines = await linesOf(dictionary, [from, Math.min(to, from + shards - 1)]);
      return lines.filter((line) => line.startsWith(text) && !line.startsWith(`${text} `)).map(readLine);
    },
    near: async (dictionary, term) => {
      // One step leaves the first `ahead` letters as they are, or all behind the letter after them.
      const ahead = Math.max(1, Math.floor((term.length - 1) / 2));
      const [begin, end] = await Promise.all([
        sharing(dictionary, term, ahead),
        sharing(`${dictionary}-back`, backwards(term), Math.max(1, term.length - 1 - ahead)),
      ]);
      const allowed = term.length >= long ? 2 : 1;
      const candidates = [...new Set([...begin, ...end.map(backwards)])]
        .filter((other) => other !== term && Math.abs(other.length - term.length) <= allowed)
        .map((other) => ({ other, steps: distance(term, other) }))
        .filter(({ steps }) => steps <= allowed)
        .sort((one, two) => one.steps - two.steps)
        .slice(0, 12);
      const found = await Promise.all(candidates.map(async ({ other, steps }) => ({ ...(await exact(dictionary, other)), steps })));
      return found.flatMap(({ term: known, postings, steps }) =>
        known === undefined || !postings ? [] : [{ term: known, postings, steps }],
      );
    },
    guide: (number) => {
      const [path, title, others = {}] = root.guides?.[number - root.codes] ?? [];
      if (path === undefined || title === undefined) return undefined;
      return { path, title: locale !== undefined && Object.hasOwn(others, locale) ? (others[locale] ?? title) : title };
    },
    row: async (code) => {
      const rows = JSON.parse(await file(`${folder}${String(Math.floor(code / root.rows))}.json`)) as Row[];
      return rows[code % root.rows];
    },
  };
}
