import type { CompiledCatalog, CompiledCode, Texts } from '../compile/types.ts';
import { hashOn } from './hash.ts';
import { inParts, made, partsOf } from './part.ts';
import type { Part } from './part.ts';
import { wordsOf } from './words.ts';

/** What Pagefind is fed with: the prose of a few codes. */
export interface ProseRecord {
  url: string;
  content: string;
  /** Where the prose of each code ends, in words: `12:80 13:140` for the codes 12 and 13. */
  meta: { ends: string };
}

/**
 * More records than this are too many: Pagefind loads some five bytes for each before it finds anything. Larger catalogs have several codes in a
 * record, and the place of the match tells which is meant.
 */
const mostRecords = 1700;

const all = (list: readonly (Texts | undefined)[]): string[] => list.flatMap((texts) => Object.values(texts ?? {}));

/** What the index of codes does not hold: explanations, advice, causes, in every locale. */
function proseOf({ title, summary, description, advice, causes, retry, raisedBy, emittedBy }: CompiledCode): string[] {
  const texts = [
    title,
    summary,
    description,
    retry.reason,
    ...advice,
    ...causes.flatMap(({ cause, sign, fix }) => [cause, sign, fix]),
    ...[...raisedBy, ...emittedBy].map(({ when }) => when),
  ];
  return wordsIn(all(texts));
}

function wordsIn(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.replaceAll('`', '').match(/[\p{L}\p{N}]+(?:[_.-]+[\p{L}\p{N}]+)*/gu) ?? []);
  // Nobody reads them here: each word once finds the code as well, and less is loaded. Names are found by their parts too.
  return [...new Set(words.flatMap((word) => [word.toLowerCase(), ...(/[_.-]/.test(word) ? wordsOf(word) : [])]))];
}

/** A word of more codes than this share tells nothing, and its list is long. */
const commonShare = 0.2;
/** In a small catalog everything is common, and nothing is long. */
const fewCodes = 500;

/** Codes of a sample of which the words are counted together, by the average. */
const sampledTogether = 64;

/** Words that are left out of the index of prose, and of queries: those that a large part of the codes has. */
export function commonWords(catalog: CompiledCatalog, part: Part = made): string[] {
  const codes = catalog.services.flatMap((service) => service.codes);
  if (codes.length < fewCodes) return [];
  // A sample tells as well as the whole: half of the codes, a quarter of them and so on, by their names, so that one more changes hardly anything.
  const share = 2 ** -Math.floor(Math.log2(codes.length / fewCodes));
  const sample = codes.filter(({ path }) => hashOn(path) < share * 2 ** 32);
  const counts = new Map<string, number>();
  for (const some of inParts(sample, ({ path }) => path, sampledTogether))
    for (const [word, count] of part.of('sampled words', some, () => countsIn(some))) counts.set(word, (counts.get(word) ?? 0) + count);
  return [...counts].filter(([, count]) => count > commonShare * sample.length).map(([word]) => word);
}

/** How many codes have each word. */
function countsIn(codes: readonly CompiledCode[]): [word: string, codes: number][] {
  const counts = new Map<string, number>();
  for (const code of codes) for (const word of proseOf(code)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}

/** The records of a catalog, in its order. Codes are known by their position, as in the index of codes, and guides by the numbers after them. */
export function proseRecords(catalog: CompiledCatalog, part: Part = made, most = mostRecords): ProseRecord[] {
  const codes = catalog.services.flatMap((service) => service.codes);
  const each = Math.max(1, Math.ceil(codes.length / most));
  const left = commonWords(catalog, part);
  const common = new Set(left);
  const isTelling = (word: string): boolean => !common.has(word);
  /** Of each code, in one text each, and how many they are: a word has no space in it. */
  const prose = Array.from(partsOf(catalog.services), (some) =>
    part.of('prose', [left, ...some], () =>
      some.map((code): [text: string, words: number] => {
        const words = proseOf(code).filter(isTelling);
        return [words.join(' '), words.length];
      }),
    ),
  ).flat();
  const records: ProseRecord[] = [];
  for (let from = 0; from < codes.length; from += each) {
    const group = codes.slice(from, from + each);
    const texts: string[] = [];
    let count = 0;
    const ends = group.map((_, at) => {
      const [text = '', words = 0] = prose[from + at] ?? [];
      if (words > 0) texts.push(text);
      count += words;
      return `${String(from + at)}:${String(count)}`;
    });
    records.push({ url: group[0]?.path ?? '/', content: texts.join(' '), meta: { ends: ends.join(' ') } });
  }
  for (const [at, { path, title, summary, texts }] of (catalog.guides ?? []).entries()) {
    const words = wordsIn([...all([title, summary]), ...Object.values(texts).map(({ prose }) => prose)]).filter(isTelling);
    records.push({ url: path, content: words.join(' '), meta: { ends: `${String(codes.length + at)}:${String(words.length)}` } });
  }
  return records;
}
