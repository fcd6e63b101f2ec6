import { describe, expect, test } from 'vitest';
import { isTest, modulesIn } from './sources.ts';
import type { Source } from './sources.ts';

/** The rooms of the tool in pipeline order: each imports from those before it, types included. */
const rooms = [
  'model',
  'card',
  'load',
  'envelope',
  'check',
  'compile',
  'snippet',
  'search',
  'decode',
  'cache',
  'share',
  'emit',
  'mock',
  'pipeline.ts',
  'compile-apart.ts',
  'compile-process.ts',
  'build.ts',
  'prove',
  'astro',
  'api',
  'cli',
  'bench',
];

/** What the site may take from the rooms: nouns, pure functions over templates and the search index, the URL paths of artifacts, and short links. */
const forSite = [
  /^scripts\/model\//,
  /^scripts\/envelope\//,
  /^scripts\/search\//,
  /^scripts\/decode\//,
  /^scripts\/emit\/(paths|short)\.ts$/,
  /^scripts\/card\/size\.ts$/,
  /^scripts\/mock\/provoke\.ts$/,
];

/** Where the shapes of its data are declared. */
const typesForSite = ['scripts/compile/types.ts', 'scripts/astro/virtual.ts', 'scripts/astro/shared.ts', 'scripts/card/card.ts'];

const modules = modulesIn('scripts', 'site', 'catalog');
const ours = modules.filter(({ file }) => !isTest(file));

function roomOf(file: string): string | undefined {
  return file.startsWith('scripts/') ? file.split('/')[1] : undefined;
}

/** Imports of our modules that a test finds wanting, as `file -> what`. */
function imports(from: readonly Source[], isWrong: (source: Source, to: string, typeOnly: boolean) => boolean): string[] {
  return from.flatMap((source) =>
    source.imports.filter(({ to, typeOnly }) => isWrong(source, to, typeOnly)).map(({ to }) => `${source.file} -> ${to}`),
  );
}

const isIn = (file: string, ...places: string[]): boolean =>
  places.some((place) => file === place || (place.endsWith('/') && file.startsWith(place)));

describe('rooms', () => {
  test('there are modules to look at, and each is in a known room', () => {
    expect(ours.length).toBeGreaterThan(50);
    expect(
      modules.filter(({ file }) => file.startsWith('scripts/') && !['test', ...rooms].includes(roomOf(file) ?? '')).map(({ file }) => file),
    ).toEqual([]);
  });

  test('a room imports only from itself and from rooms before it', () => {
    const wrong = imports(ours, ({ file }, to) => {
      const [from, target] = [rooms.indexOf(roomOf(file) ?? ''), rooms.indexOf(roomOf(to) ?? '')];
      return from >= 0 && to.startsWith('scripts/') && (target < 0 || target > from);
    });
    expect(wrong).toEqual([]);
  });

  test('what starts as a process of its own is imported by nobody: in the published package it would stand in a file of another name', () => {
    const starts = ours.filter(({ tree }) => /^serve\(import\.meta\.url/m.test(tree.text)).map(({ file }) => file);
    expect(starts.length).toBeGreaterThan(2);
    expect(imports(modules, (_source, to) => starts.includes(to))).toEqual([]);
  });

  test('the tool never imports from the site or from the catalog', () => {
    expect(imports(ours, ({ file }, to) => file.startsWith('scripts/') && isIn(to, 'site/', 'catalog/'))).toEqual([]);
  });

  test('the site takes pure functions and types, and its data from the virtual module', () => {
    const site = ours.filter(({ file }) => file.startsWith('site/'));
    expect(site.length).toBeGreaterThan(0);
    const wrong = imports(
      site,
      (_, to, typeOnly) =>
        to.startsWith('scripts/') && !forSite.some((allowed) => allowed.test(to)) && !(typeOnly && typesForSite.includes(to)),
    );
    expect(wrong).toEqual([]);
    expect(imports(site, (_, to) => to.startsWith('catalog/') || to === 'yaml')).toEqual([]);
  });

  test("a catalog imports the authors' interface, schema libraries and its own service", () => {
    const wrong = imports(
      ours.filter(({ file }) => file.startsWith('catalog/')),
      ({ file }, to) =>
        !['errdex/catalog', 'zod', 'zod/v3', 'zod/v4'].includes(to) && !to.startsWith(`${file.split('/').slice(0, 2).join('/')}/`),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing but a test imports a test, its helpers or a fixture', () => {
    expect(imports(ours, (_, to) => isTest(to))).toEqual([]);
  });
});

describe('what only one room may do', () => {
  test.each([
    {
      what: 'read and write files',
      names: /^(node:)?fs(\/promises)?$/,
      where: [
        'scripts/load/',
        'scripts/cache/',
        'scripts/emit/writer.ts',
        'scripts/emit/write-pieces.ts',
        'scripts/emit/exchange.ts',
        'scripts/emit/scribe-thread.ts',
        'scripts/bench/',
        'scripts/prove/',
      ],
    },
    {
      what: 'start processes',
      names: /^(node:)?(child_process|cluster|worker_threads)$/,
      where: [
        'scripts/load/module-thread.ts',
        'scripts/load/typescript-thread.ts',
        'scripts/share/workers.ts',
        'scripts/share/thread.ts',
        'scripts/share/apart.ts',
        'scripts/emit/scribe.ts',
        'scripts/emit/scribe-thread.ts',
        'scripts/emit/exchange.ts',
        'scripts/bench/',
        'scripts/prove/',
      ],
    },
    {
      what: 'open sockets',
      names: /^(node:)?(net|tls|http|https|http2|dgram|dns)$/,
      where: ['scripts/cli/', 'scripts/mock/', 'scripts/prove/relay.ts'],
    },
    { what: 'know Astro', names: /^(astro|@astrojs\/[\w-]+)([:/].*)?$/, where: ['scripts/astro/', 'site/'] },
    {
      what: 'know Vite',
      names: /^vite(\/.*)?$/,
      where: ['scripts/astro/', 'scripts/load/typescript.ts', 'scripts/load/typescript-thread.ts'],
    },
    { what: 'know YAML', names: /^yaml(\/.*)?$/, where: ['scripts/load/'] },
  ])('$what', ({ names, where }) => {
    expect(imports(ours, ({ file }, to) => names.test(to) && !isIn(file, ...where))).toEqual([]);
  });
});

test('no file is in a cycle of imports, types included', () => {
  const graph = new Map(modules.map(({ file, imports: list }) => [file, list.map(({ to }) => to)]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (state.get(file) === 'open') cycles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (state.has(file)) return;
    state.set(file, 'open');
    for (const to of graph.get(file) ?? []) if (graph.has(to)) visit(to, [...way, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('every relative import leads to a file', () => {
  const known = new Set(modules.map(({ file }) => file));
  expect(
    imports(
      modules,
      ({ file }, to) =>
        !file.includes('/fixtures/') && /^(scripts|site|catalog)\/.*\.(ts|astro)$/.test(to) && !to.includes('/fixtures/') && !known.has(to),
    ),
  ).toEqual([]);
});

test('files are short: none over 300 lines, half of them under 80', () => {
  // A dictionary is data: one file a language, as long as the interface has strings.
  const lengths = ours.filter(({ file }) => !/^(catalog|site\/i18n)\//.test(file)).map(({ file, lines }) => ({ file, lines }));
  expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  const sorted = lengths.map(({ lines }) => lines).sort((one, two) => one - two);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
});
