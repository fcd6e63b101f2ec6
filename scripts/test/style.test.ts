import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../load/index.ts';
import { isObject } from '../model/json.ts';
import { categories, transports } from '../model/vocabulary.ts';
import { filesIn, isTest, modulesIn, root, textOf, walk } from './sources.ts';
import type { Source } from './sources.ts';

const modules = modulesIn('scripts', 'site', 'catalog');
const ours = modules.filter(({ file }) => !isTest(file));

/** Places where a syntax node is found, as `file:line`. */
function places(sources: readonly Source[], isWanted: (node: ts.Node, source: Source) => boolean): string[] {
  const found: string[] = [];
  for (const source of sources) {
    walk(source.tree, (node) => {
      if (isWanted(node, source))
        found.push(`${source.file}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText().slice(0, 60)}`);
    });
  }
  return found;
}

/** This file names what it looks for. */
const self = 'scripts/test/style.test.ts';

/** Lines of text that match, as `file:line`. */
function lines(files: readonly string[], pattern: RegExp): string[] {
  const found = (file: string): string[] =>
    textOf(file)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1} ${line.trim().slice(0, 80)}`] : []));
  return files.filter((file) => file !== self).flatMap(found);
}

/** Every comment of a module, as the scanner sees them: what stands in a string is none. */
function commentsOf({ tree }: Source): string[] {
  const found = new Set<string>();
  walk(tree, (node) => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(tree.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(tree.text, node.end) ?? []),
    ]) {
      if (!ts.isStringLiteralLike(node) && !ts.isTemplateLiteralToken(node)) found.add(tree.text.slice(range.pos, range.end));
    }
  });
  return [...found];
}

const member = (node: ts.Node, object: string, names: RegExp): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.getText() === object && names.test(node.name.text);

describe('what no module does', () => {
  test('types are not switched off', () => {
    expect(places(modules, (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
    const switches = /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint)-disable/;
    expect(
      modules.flatMap((source) =>
        commentsOf(source)
          .filter((text) => switches.test(text))
          .map((text) => `${source.file}: ${text}`),
      ),
    ).toEqual([]);
  });

  test('only the command line prints and ends the process', () => {
    const silent = ours.filter(({ file }) => !/^(scripts\/(cli|bench|prove\/harness)|site\/client)\//.test(file));
    const prints = (node: ts.Node): boolean => member(node, 'console', /./) || member(node, 'process', /^(exit|exitCode|stdout|stderr)$/);
    expect(places(silent, prints)).toEqual([]);
  });

  test('the output depends on the input only: no clock, no chance, no locale of the machine', () => {
    // The doors, through which today's date comes in.
    const isDoor = (file: string): boolean =>
      ['scripts/astro/index.ts', 'scripts/api/options.ts'].includes(file) || file.startsWith('scripts/cli/');
    const tool = ours.filter(({ file }) => file.startsWith('scripts/') && !isDoor(file));
    const clock = (node: ts.Node): boolean =>
      member(node, 'Date', /^now$/) ||
      member(node, 'Math', /^random$/) ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0);
    const locale = (node: ts.Node): boolean => ts.isPropertyAccessExpression(node) && /^(localeCompare|toLocale\w+)$/.test(node.name.text);
    expect(places(tool, (node) => clock(node) || locale(node))).toEqual([]);
  });

  test('no module keeps state: no variable at the top level, no collection that begins empty there', () => {
    const isTop = (node: ts.Node): node is ts.VariableStatement => ts.isVariableStatement(node) && ts.isSourceFile(node.parent);
    const isEmpty = (value: ts.Expression | undefined): boolean =>
      value !== undefined &&
      ((ts.isNewExpression(value) && /^(Map|Set)$/.test(value.expression.getText()) && (value.arguments?.length ?? 0) === 0) ||
        (ts.isArrayLiteralExpression(value) && value.elements.length === 0));
    // A harness is a program, not a module.
    const tool = ours.filter(({ file }) => file.startsWith('scripts/') && !file.startsWith('scripts/prove/harness/'));
    const wrong = places(
      tool,
      (node) =>
        isTop(node) &&
        ((node.declarationList.flags & ts.NodeFlags.Const) === 0 ||
          node.declarationList.declarations.some(({ initializer }) => isEmpty(initializer))),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing is left for later, and every test runs', () => {
    const code = ours.map(({ file }) => file);
    expect(lines(code, /\b(TODO|FIXME|not implemented)\b/)).toEqual([]);
    const tests = modules.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'));
    expect(tests.length).toBeGreaterThan(10);
    expect(lines(tests, /\b(test|it|describe)(\.each\(.*\))?\.(only|skip|todo|fails)\b/)).toEqual([]);
  });
});

describe('the repository', () => {
  test('the top level holds the rooms, tool configuration and the usual community files', () => {
    const allowed = [
      /^(catalog|scripts|site|\.ci|\.github)\//,
      /^(README|CONTRIBUTING|CHANGELOG|SECURITY|CODE_OF_CONDUCT)\.md$/,
      /^LICENSE$/,
      /^(package(-lock)?|knip|tsconfig(\.[\w-]+)?|\.oxlintrc|\.prettierrc)\.json$/,
      /^(astro|rolldown|vitest)\.config\.(ts|mjs)$/,
      /^\.(gitignore|gitattributes|npmrc|editorconfig|prettierignore|nvmrc|node-version)$/,
    ];
    expect(filesIn('').filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  test('no file holds the address of a registry', () => {
    // Documents may link to a package's page; where packages are fetched from is the business of each machine.
    const address = /\/\/([\w.-]*\.)?registry\.|\/\/npm\.pkg\.|\/\/[\w.-]*(artifactory|nexus|npmmirror)[\w.-]*\/|"resolved": "http|\.tgz\b/;
    expect(
      lines(
        filesIn('').filter((file) => !/\.(png|webp|woff2|ico)$/.test(file)),
        address,
      ),
    ).toEqual([]);
  });
});

/**
 * A name is distinctive when it can hardly be meant otherwise: every service, and what has an underscore or a digit or is written
 * in capitals. `http`, `error` and other words of the trade are not; nor are those of our own vocabulary.
 */
function isDistinctive(name: string): boolean {
  const words: readonly string[] = [...transports, ...Object.keys(categories)];
  return name.length >= 4 && !words.includes(name) && (/[_\d]/.test(name) || /^[A-Z]{4,}$/.test(name));
}

test('no service, envelope or code of the shipped catalog is named in the tool or the site', async () => {
  const { value } = await loadCatalog(`${root}catalog`);
  const names = new Set<string>();
  for (const { unit, value: service } of value?.services ?? []) {
    names.add(unit);
    if (!isObject(service)) continue;
    for (const map of [service.codes, service.envelopes])
      for (const name of Object.keys(isObject(map) ? map : {}).filter(isDistinctive)) names.add(name);
  }
  expect(names.size).toBeGreaterThan(50);
  const escaped = [...names].map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const files = [...filesIn('scripts'), ...filesIn('site')].filter(
    (file) => !isTest(file) && !file.startsWith('site/pages/') && /\.(ts|mjs|astro|css|md|yaml|json)$/.test(file),
  );
  expect(lines(files, new RegExp(`(?<![\\w-])(${escaped.join('|')})(?![\\w-])`, 'u'))).toEqual([]);
});
