import { longest } from './format.ts';
import type { Kind } from './format.ts';
import { hash } from './hash.ts';
import type { Found, Shelf } from './shelf.ts';
import { Tally } from './tally.ts';
import { squeeze, wordsOf } from './words.ts';

/** A code that answers a query. */
export interface Hit {
  service: string;
  code: string;
  /** Path of its page below the root of the site: `/<service>/<slug>/`. */
  path: string;
  title: string;
  /** HTTP statuses, separated by commas; empty when there is none. */
  status: string;
  state: string;
  /** What it was found by. */
  by: Kind | 'prose';
  /** The query is its name, or its old one. */
  exact: boolean;
}

export interface Answer {
  hits: Hit[];
  /** One of the hits is surely meant; else prose may know better. */
  sure: boolean;
  /** There are others, which fit no better. */
  more: boolean;
}

/** Words of a query that are looked up: each costs a shard. */
const mostWords = 16;
/** Unknown words for which misprints are considered. */
const mostMisprints = 3;

/** How much a relation of the whole query to a name is worth. Words of texts together are worth less. */
const scores = { name: 1000, formerly: 900, phrase: 800, only: 600, prefix: 400, step: 350, steps: 250 };

const letters = (word: string): boolean => /\p{L}/u.test(word);

/** How rare a term is. */
function rarity(shelf: Shelf, { postings }: Found): number {
  const count = postings.reduce((sum, { codes }) => sum + codes.length, 0);
  return Math.log(1 + shelf.root.codes / count);
}

/** The query as one: a name, the beginning of names, a whole text, a status, a header. */
async function asWhole(shelf: Shelf, key: string, words: readonly string[], tally: Tally): Promise<void> {
  const [exact, longer, only, phrase] = await Promise.all([
    shelf.exact('names', key),
    key.length < 2 ? [] : shelf.beginning('names', key, 2),
    shelf.exact('words', key),
    words.length < 2 ? undefined : shelf.exact('phrases', hash(words)),
  ]);
  for (const posting of exact?.postings ?? []) tally.whole(posting, posting.kind === 'name' ? scores.name : scores.formerly, true);
  for (const { term, postings } of longer)
    for (const posting of postings) tally.whole(posting, scores.prefix + (100 * key.length) / term.length);
  for (const posting of phrase?.postings ?? []) if (posting.of === Math.min(words.length, longest)) tally.whole(posting, scores.phrase);
  for (const posting of only?.postings ?? [])
    if (posting.kind === 'status' || posting.kind === 'header') tally.whole(posting, scores.only - posting.of);
}

/** Each word of the query, and what begins with it. Gives the words that nothing has. */
async function asWords(shelf: Shelf, words: readonly string[], tally: Tally): Promise<string[]> {
  const known = await Promise.all(
    words.map(async (word, at) => {
      const last = at === words.length - 1;
      const [exact, longer] = await Promise.all([
        shelf.exact('words', word),
        word.length < (last ? 2 : 3) || !letters(word) ? [] : shelf.beginning('words', word, last ? 2 : 1),
      ]);
      if (exact) for (const posting of exact.postings) tally.word(word, posting, rarity(shelf, exact));
      for (const found of longer.slice(0, 24))
        for (const posting of found.postings) tally.word(word, posting, rarity(shelf, found) * 0.6 * (word.length / found.term.length));
      return exact !== undefined || longer.length > 0;
    }),
  );
  return words.filter((_, at) => known[at] !== true);
}

/** The query with misprints: as a name, and the words that nothing has. */
async function withMisprints(shelf: Shelf, key: string, unknown: readonly string[], words: number, tally: Tally): Promise<void> {
  const misprinted = unknown.filter((word) => word.length > 3 && letters(word)).slice(0, mostMisprints);
  const [names, ...each] = await Promise.all([
    key.length > 3 && key.length < 50 && words < 9 ? shelf.near('names', key) : [],
    ...misprinted.map((word) => shelf.near('words', word)),
  ]);
  for (const { postings, steps } of names) for (const posting of postings) tally.whole(posting, steps === 1 ? scores.step : scores.steps);
  for (const [at, word] of misprinted.entries())
    for (const found of each[at] ?? [])
      for (const posting of found.postings) tally.word(word, posting, (rarity(shelf, found) * 0.7) / found.steps);
}

/** What is shown of a code; undefined where the index has no such code. */
export async function codeHit(shelf: Shelf, code: number, by: Hit['by'], exact: boolean): Promise<Hit | undefined> {
  const guide = shelf.guide(code);
  if (guide) return { service: '', code: '', ...guide, status: '', state: 'stable', by, exact };
  const row = await shelf.row(code);
  if (!row) return undefined;
  const [service, name, slug, title, status, state] = row;
  const [id = '', serviceTitle = ''] = shelf.root.services[service] ?? [];
  return { service: serviceTitle, code: name, path: `/${id}/${slug === '' ? name : slug}/`, title, status, state, by, exact };
}

/**
 * The codes that have one of some names, or had it once: in any spelling, in the order of the names, each once. Rejects as the loader of the shelf does.
 * @param service whose codes are wanted. Default: those of all
 */
export async function named(shelf: Shelf, names: readonly string[], service?: string, most = 5): Promise<Hit[]> {
  const keys = new Set(names.map(squeeze).filter((key) => key !== ''));
  const found = await Promise.all(Array.from(keys, (key) => shelf.exact('names', key)));
  const hits: Hit[] = [];
  for (const code of new Set(found.flatMap((one) => one?.postings.flatMap(({ codes }) => codes) ?? []))) {
    const hit = await codeHit(shelf, code, 'name', true);
    if (hit && hit.code !== '' && (service === undefined || hit.path.startsWith(`/${service}/`))) hits.push(hit);
    if (hits.length === most) break;
  }
  return hits;
}

/**
 * The codes that a query means, the best first: by name in any spelling, by its beginning, by parts, with a misprint, by status, by header, by a message
 * or text in any language with its parameters filled in. Loads what it needs of the index and no more. Rejects as the loader of the shelf does.
 */
export async function search(shelf: Shelf, query: string, most = 8): Promise<Answer> {
  const key = squeeze(query);
  const all = wordsOf(query);
  const words = all.slice(0, mostWords);
  if (key === '') return { hits: [], sure: true, more: false };
  const tally = new Tally();
  const [, unknown] = await Promise.all([asWhole(shelf, key, all, tally), asWords(shelf, words, tally)]);
  let ranked = tally.ranked(words);
  if (ranked[0]?.sure !== true) {
    await withMisprints(shelf, key, unknown, words.length, tally);
    ranked = tally.ranked(words);
  }
  const hits = await Promise.all(ranked.slice(0, most).map(({ code, by, exact }) => codeHit(shelf, code, by, exact)));
  return { hits: hits.filter((hit) => hit !== undefined), sure: ranked[0]?.sure === true, more: ranked.length > most };
}
