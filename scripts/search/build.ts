import type { CompiledCatalog, CompiledCode, Texts } from '../compile/types.ts';
import { transportSpec } from '../envelope/transports/index.ts';
import { backwards, dictionaries, kinds, longest, termLine } from './format.ts';
import type { DictionaryName, Kind, Posting, Row, SearchRoot } from './format.ts';
import { hash } from './hash.ts';
import { made, partsOf } from './part.ts';
import type { Part } from './part.ts';
import { phrasesOf } from './phrases.ts';
import { commonWords } from './prose.ts';
import { cut } from './shards.ts';
import { squeeze, wordsOf } from './words.ts';

/** Codes in a file of rows: what is loaded to show one result. */
const rowsInFile = 16;

/** A term, and its groups one behind the other: kind and length in one number, how many codes, and their positions. */
type TermRow = [term: string, groups: number[]];

/** Terms with the codes below them. */
class Terms {
  readonly #terms = new Map<string, Map<number, Posting>>();

  add(term: string, kind: Kind, of: number, code: number): void {
    if (term === '') return;
    const groups = this.#terms.get(term) ?? new Map<number, Posting>();
    this.#terms.set(term, groups);
    const length = Math.min(of, longest);
    const key = kinds.indexOf(kind) * 64 + length;
    const posting = groups.get(key) ?? { kind, of: length, codes: [] };
    groups.set(key, posting);
    if (posting.codes.at(-1) !== code) posting.codes.push(code);
  }

  /** All of it, with the positions of codes, as JSON. */
  rows(): TermRow[] {
    return Array.from(this.#terms, ([term, groups]) => [
      term,
      Array.from(groups, ([key, { codes }]) => [key, codes.length, ...codes]).flat(),
    ]);
  }

  /** Adds those of some codes behind those that are here already, whose positions begin with a number. */
  addRows(rows: readonly TermRow[], begin: number): void {
    for (const [term, own] of rows) {
      const groups = this.#terms.get(term) ?? new Map<number, Posting>();
      this.#terms.set(term, groups);
      // Without an array for each group: a catalog has a hundred thousand of them.
      for (let at = 0; at < own.length;) {
        const key = own[at] ?? 0;
        const end = at + 2 + (own[at + 1] ?? 0);
        const posting = groups.get(key) ?? { kind: kinds[Math.floor(key / 64)] ?? 'title', of: key % 64, codes: [] };
        groups.set(key, posting);
        for (at += 2; at < end; at += 1) posting.codes.push(begin + (own[at] ?? 0));
      }
    }
  }

  lines(): Map<string, string> {
    return new Map([...this.#terms].map(([term, groups]) => [term, termLine(term, [...groups.values()])]));
  }

  /** Terms from their end. A number with a misprint is another number. */
  back(): Map<string, string> {
    const terms = [...this.#terms.keys()].filter((term) => /\p{L}/u.test(term) && term.length > 3).map(backwards);
    return new Map(terms.map((term) => [term, term]));
  }
}

/** Header names in the messages of a code, and whether each is always sent. Fields of messages that can have none are not read. */
function headersOf({ messages }: CompiledCode): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const carriers = messages.filter(({ transport }) => 'headers' in transportSpec(transport).slots);
  for (const { pointer, presence } of carriers.flatMap(({ fields }) => fields)) {
    const name = /^\/headers\/([^/]+)$/.exec(pointer)?.[1];
    if (name !== undefined) found.set(name, found.get(name) === true || presence === 'always');
  }
  return found;
}

function addCode(code: CompiledCode, at: number, { names, words, phrases }: AllTerms): void {
  const called = (list: readonly string[], kind: Kind): void => {
    for (const name of new Set(list)) {
      names.add(squeeze(name), kind, 1, at);
      const parts = wordsOf(name);
      for (const part of parts) words.add(part, kind, parts.length, at);
    }
  };
  called([code.code, code.id], 'name');
  called(code.lifecycle.formerly, 'formerly');
  for (const status of code.status) words.add(String(status), 'status', code.status.length, at);
  for (const [header, always] of headersOf(code)) words.add(squeeze(header), 'header', always ? 1 : 2, at);
  for (const phrase of phrasesOf(code)) {
    for (const word of phrase.words) words.add(word, phrase.kind, phrase.words.length, at);
    if (phrase.whole) phrases.add(hash(phrase.words), phrase.kind, phrase.words.length, at);
  }
}

type AllTerms = Record<'names' | 'words' | 'phrases', Terms>;

const noTerms = (): AllTerms => ({ names: new Terms(), words: new Terms(), phrases: new Terms() });

/** The terms of all codes, with positions in the catalog. */
function termsOf({ services }: CompiledCatalog, part: Part): AllTerms {
  const all = noTerms();
  let begin = 0;
  for (const codes of partsOf(services)) {
    const { names, words, phrases } = part.of('terms', codes, () => {
      const own = noTerms();
      for (const [at, code] of codes.entries()) addCode(code, at, own);
      return { names: own.names.rows(), words: own.words.rows(), phrases: own.phrases.rows() };
    });
    all.names.addRows(names, begin);
    all.words.addRows(words, begin);
    all.phrases.addRows(phrases, begin);
    begin += codes.length;
  }
  return all;
}

/** The text in a language, else in the default one, which comes first. */
const textIn = (texts: Texts, locale?: string): string =>
  (locale !== undefined && Object.hasOwn(texts, locale) ? texts[locale] : Object.values(texts)[0])?.replaceAll('`', '') ?? '';

/**
 * The index of codes: `index.json`, `codes/<n>.json` with what results show, and a folder a dictionary with its shards.
 * Pure: the same catalog gives the same files.
 * @param json writes a value on one line
 * @param part keeps the terms of codes
 */
export function* searchIndex(
  catalog: CompiledCatalog,
  json: (value: unknown) => string = JSON.stringify,
  part: Part = made,
): Generator<{ path: string; content: string }> {
  const terms = termsOf(catalog, part);
  const rows: { code: CompiledCode; service: number }[] = [];
  for (const [at, service] of catalog.services.entries()) for (const code of service.codes) rows.push({ code, service: at });
  const files: { path: string; content: string }[] = [];
  const row = ({ code, service }: (typeof rows)[number], locale?: string): Row => [
    service,
    code.code,
    code.slug === code.code ? '' : code.slug,
    textIn(code.title, locale),
    code.status.join(', '),
    code.lifecycle.state,
  ];
  const [, ...others] = catalog.locales;
  for (const locale of [undefined, ...others])
    for (let at = 0; at < rows.length; at += rowsInFile) {
      const path = `codes/${locale === undefined ? '' : `${locale}/`}${String(at / rowsInFile)}.json`;
      files.push({ path, content: `${json(rows.slice(at, at + rowsInFile).map((one) => row(one, locale)))}\n` });
    }
  const { names, words, phrases } = terms;
  const lines = {
    names: names.lines(),
    words: words.lines(),
    phrases: phrases.lines(),
    'names-back': names.back(),
    'words-back': words.back(),
  };
  const shards = {} as Record<DictionaryName, string[]>;
  for (const name of dictionaries) {
    const { starts, contents } = cut(lines[name]);
    shards[name] = starts;
    for (const [at, content] of contents.entries()) files.push({ path: `${name}/${String(at)}.txt`, content: `${content}\n` });
  }
  const root: SearchRoot = {
    version: hash(files.map(({ content }) => content)),
    codes: rows.length,
    services: catalog.services.map(({ service, title }) => [service, textIn(title)]),
    ...(catalog.guides && {
      guides: catalog.guides.map(({ path, title }): NonNullable<SearchRoot['guides']>[number] => [
        path,
        textIn(title),
        Object.fromEntries(others.flatMap((locale) => (Object.hasOwn(title, locale) ? [[locale, textIn(title, locale)]] : []))),
      ]),
    }),
    ...(others.length > 0 && {
      locales: Object.fromEntries(others.map((locale) => [locale, catalog.services.map(({ title }) => textIn(title, locale))])),
    }),
    rows: rowsInFile,
    common: commonWords(catalog, part),
    shards,
  };
  yield { path: 'index.json', content: `${json(root)}\n` };
  yield* files;
}
