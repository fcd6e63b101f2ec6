import type { CompiledCatalog, CompiledCode, Texts } from '../compile/types.ts';
import { categories, actors, effects, retryWhens, transports } from '../model/vocabulary.ts';
import { facetNames, facetValues, noStatus } from './facet.ts';
import type { FacetName } from './facet.ts';
import type { FacetTable, FacetValues } from './facet-filter.ts';
import { hash } from './hash.ts';

/** Codes in a file of columns: some 6 kB over the wire. */
export const columnsInFile = 4096;
/** Codes in a file of rows: a list shows fifty at a time, often neighbours. */
export const rowsInFile = 128;

/** A text in the language of the list, or with the language that it is in. */
export type Said = string | [lang: string, text: string];

/** What a list shows of a code beside its facets; the status as it is shown, in brackets where it is not sent. An empty slug is the code itself. */
export type FacetRow = [code: string, slug: string, title: Said, status: string, warning: 0 | 1];

/** `search/facets/index.json`: all that a filtered list must know before it loads anything else. */
export interface FacetRoot {
  /** Changes with every content: files are asked for with it, so that a cache never mixes two builds. */
  version: string;
  codes: number;
  /** Languages of the rows; the first is the default. */
  locales: string[];
  /** Each service with its first code and its titles, one a language. */
  services: [name: string, from: number, titles: Said[]][];
  columns: number;
  rows: number;
  facets: Record<FacetName, FacetValues>;
}

/** Values in the order of their vocabulary, statuses by number, each class before its statuses. */
const orders: Partial<Record<FacetName, readonly string[]>> = {
  transport: transports,
  category: Object.keys(categories),
  retry: retryWhens,
  retryable: ['yes', 'no'],
  fatal: ['yes', 'no'],
  effect: effects,
  actor: actors,
  lifecycle: ['stable', 'deprecated', 'removed', 'reserved'],
};

/** Values that codes have, in the order in which they are offered. */
export function inOrder(name: FacetName, values: ReadonlySet<string>): string[] {
  if (name === 'status') {
    const rank = (status: string): string => (status === noStatus ? '~' : status.replace('xx', ''));
    return [...values].sort((one, two) => (rank(one) < rank(two) ? -1 : 1));
  }
  return orders[name]?.filter((value) => values.has(value)) ?? [...values];
}

/** The facets of codes, as a list filters them. Pure; codes keep their order. */
export function facetTable(codes: readonly CompiledCode[]): FacetTable & { columns: Record<FacetName, number[]> } {
  const facts = codes.map(facetValues);
  const table = { facets: {}, columns: {} } as ReturnType<typeof facetTable>;
  for (const name of facetNames) {
    // Ten thousand codes have some dozen sets: only of those the values are looked at.
    const sets = new Map<string, { readonly at: number; readonly values: readonly string[] }>();
    table.columns[name] = facts.map((fact) => {
      const own = fact[name];
      const key = own.join(' ');
      const set = sets.get(key) ?? { at: sets.size, values: own };
      sets.set(key, set);
      return set.at;
    });
    const all = [...sets.values()].map((set) => set.values);
    const values = inOrder(name, new Set(all.flat()));
    const at = new Map(values.map((value, index) => [value, index]));
    table.facets[name] = { values, sets: all.map((set) => set.flatMap((value) => at.get(value) ?? [])) };
  }
  return table;
}

/** A text in a locale, else in its language, else in the default one of the text. */
function said(texts: Texts, locale: string): Said {
  const language = locale.split('-')[0] ?? locale;
  const lang = [locale, language, ...Object.keys(texts)].find((one) => Object.hasOwn(texts, one));
  const text = lang === undefined ? '' : (texts[lang] ?? '');
  return lang === undefined || lang === locale || lang === language ? text : [lang, text];
}

/** A name as it is looked up in a list: without case, numbers by their value. */
const sortKey = (code: string): string => code.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, '0'));

/** Positions of codes by name. */
function byCode(codes: readonly CompiledCode[]): number[] {
  return codes
    .map(({ code }, at) => ({ key: sortKey(code), at }))
    .sort((one, two) => (one.key === two.key ? one.at - two.at : one.key < two.key ? -1 : 1))
    .map(({ at }) => at);
}

/** The status of a code as lists show it. */
function shownStatus({ status, statusOnWire }: CompiledCode): string {
  const text = status.join(', ');
  return text === '' || statusOnWire ? text : `(${text})`;
}

function* cut<Item>(items: readonly Item[], size: number): Generator<[number: number, items: Item[]]> {
  for (let at = 0; at < items.length; at += size) yield [at / size, items.slice(at, at + size)];
}

/**
 * The data of filtered lists, below `facets/`: `index.json`; `columns/<n>.json` with what codes are filtered by; `rows/<locale>/<n>.json` with what is
 * shown of them; `by-code.json`, their order by name. Pure: the same catalog gives the same files.
 * @param json writes a value on one line
 */
export function* facetIndex(
  { services, locales }: CompiledCatalog,
  json: (value: unknown) => string = JSON.stringify,
): Generator<{ path: string; content: string }> {
  const codes = services.flatMap((service) => service.codes);
  const { facets, columns } = facetTable(codes);
  const files = [{ path: 'facets/by-code.json', content: `${json(byCode(codes))}\n` }];
  for (let at = 0; at < codes.length; at += columnsInFile) {
    const part = Object.fromEntries(facetNames.map((name) => [name, columns[name].slice(at, at + columnsInFile)]));
    files.push({ path: `facets/columns/${String(at / columnsInFile)}.json`, content: `${json(part)}\n` });
  }
  for (const locale of locales)
    for (const [number, part] of cut(codes, rowsInFile)) {
      const rows = part.map((code): FacetRow => [
        code.code,
        code.slug === code.code ? '' : code.slug,
        said(code.title, locale),
        shownStatus(code),
        code.severity === 'warning' ? 1 : 0,
      ]);
      files.push({ path: `facets/rows/${locale}/${String(number)}.json`, content: `${json(rows)}\n` });
    }
  let from = 0;
  const root: FacetRoot = {
    version: hash(files.map(({ content }) => content)),
    codes: codes.length,
    locales,
    services: services.map(({ service, title, codes: { length } }) => {
      from += length;
      return [service, from - length, locales.map((locale) => said(title, locale))];
    }),
    columns: columnsInFile,
    rows: rowsInFile,
    facets,
  };
  yield { path: 'facets/index.json', content: `${json(root)}\n` };
  yield* files;
}
