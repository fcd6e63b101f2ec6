import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server/lib/umd/languageservice/yamlLanguageService.js';
import { SettingsState } from 'yaml-language-server/lib/umd/yamlSettings.js';
import { made } from '../search/part.ts';
import { catalogFormat, catalogSchemas } from './catalog-format.ts';

const root = resolve(import.meta.dirname, '../..');

const failures: string[] = [];
afterEach(() => {
  expect(failures.splice(0)).toEqual([]);
});

/** The language service of the editors, reading schemas from disk as the line at the top of a YAML file says. */
function languageService() {
  const service = getLanguageService({
    schemaRequestService: (uri) => Promise.resolve(readFileSync(fileURLToPath(uri), 'utf8')),
    workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).href },
    yamlSettings: new SettingsState(),
    // The service hands its own exceptions to telemetry and then finds nothing: make them fail the test.
    telemetry: {
      send: () => undefined,
      sendTrack: () => undefined,
      sendError: (name, error) =>
        failures.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`),
    },
  });
  service.configure({ validate: true, completion: true, hover: true, schemas: [] });
  return service;
}

let version = 0;
/** A document beside the committed schemas: in `catalog/<folder>/`. Each is a new version: the service keeps parsed documents by address and version. */
function document(text: string, file = 'catalog/example/service.yaml') {
  return TextDocument.create(pathToFileURL(resolve(root, file)).href, 'yaml', (version += 1), text);
}

const HEAD = '# yaml-language-server: $schema=../service.schema.json\n';
const GOOD = `${HEAD}service: example
title: { en: Example, de: Beispiel }
envelopes:
  http: { transport: http, status: $status, headers: { Retry-After?: $retryAfter }, body: { code: $code, details?: $details, list: [$issue, ...] } }
codes:
  NOT_FOUND:
    title: Thing not found
    status: [404, 410]
    category: not-found
    retry: { when: never }
    effect: nothing
    actor: developer
    params: { id: { type: string, example: a1 } }
    on: { http: { headers: { Retry-After: null } } }
`;

describe('schemas of the catalog format', () => {
  test.each(catalogSchemas())(
    'catalog/$path is fresh (if not: npx vitest run scripts/emit/catalog-format.test.ts --update)',
    async ({ path, content }) => {
      await expect(content).toMatchFileSnapshot(resolve(root, 'catalog', path));
    },
  );

  test('compile in ajv (draft-07, strict)', () => {
    for (const { content } of catalogSchemas()) {
      const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, formats: { uri: true } });
      expect(typeof ajv.compile(JSON.parse(content) as object)).toBe('function');
    }
  });

  test('are part of every output', () => {
    const paths = Array.from(
      catalogFormat.emit({ version: 1, generator: { name: 'errdex', version: '0' }, title: {}, locales: [], services: [] }, noContext),
      ({ path }) => path,
    );
    expect(paths).toEqual(catalogSchemas().map(({ path }) => `schemas/catalog/${path}`));
    // A rebuild takes them over, whatever changes in the catalog.
    expect(catalogSchemas().map(({ madeFrom }) => madeFrom)).toEqual(paths.map(() => []));
  });
});

const noContext = {
  part: made,
  schema(): never {
    throw new Error('not needed for the schemas of the format');
  },
};

describe('the language server of the editors', () => {
  const files = globSync('catalog/**/*.yaml', { cwd: root }).toSorted();
  test.each(files)('finds nothing in %s', async (file) => {
    const text = readFileSync(resolve(root, file), 'utf8');
    const modeline = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1];
    expect(modeline, 'a line that names the schema').toBeDefined();
    expect(existsSync(resolve(root, dirname(file), modeline ?? '')), modeline).toBe(true);
    expect(await languageService().doValidation(document(text, file), false)).toEqual([]);
  });

  test('accepts a good service', async () => {
    expect(await languageService().doValidation(document(GOOD), false)).toEqual([]);
  });

  test.each([
    ['an unknown key', GOOD.replace('    actor:', '    aktor: developer\n    actor:'), 'Property aktor is not allowed.'],
    ['a missing key', GOOD.replace('    effect: nothing\n', ''), 'Missing property "effect".'],
    ['a word outside the vocabulary', GOOD.replace('category: not-found', 'category: lost'), 'Value is not accepted.'],
    ['a wrong type', GOOD.replace('service: example', 'service: 12'), 'Incorrect type.'],
    ['an unknown slot of an envelope', GOOD.replace('status: $status,', 'state: $status,'), 'Property state is not allowed.'],
  ])('reports %s', async (_name, text, message) => {
    const found = await languageService().doValidation(document(text), false);
    expect(
      found.some((each) => typeof each.message === 'string' && each.message.startsWith(message)),
      JSON.stringify(found),
    ).toBe(true);
  });

  test('offers the keys of a code and the words of a vocabulary', async () => {
    const at = async (text: string, after: string) => {
      const doc = document(text);
      const list = await languageService().doComplete(doc, doc.positionAt(text.indexOf(after) + after.length), false);
      return list.items.map(({ label }) => label);
    };
    expect(await at(GOOD.replace('    actor: developer', '    actor: developer\n    '), 'actor: developer\n    ')).toEqual(
      expect.arrayContaining(['fatal', 'causes', 'related']),
    );
    expect(await at(GOOD.replace('effect: nothing', 'effect: '), 'effect: ')).toEqual(
      expect.arrayContaining(['nothing', 'unknown', 'done']),
    );
  });

  test('explains a key', async () => {
    const doc = document(GOOD);
    const hover = await languageService().doHover(doc, doc.positionAt(GOOD.indexOf('effect:') + 2));
    expect(JSON.stringify(hover?.contents)).toContain('What had been done when it failed');
  });

  test('names the files after the schemas', () => {
    expect(catalogSchemas().map(({ path }) => basename(path, '.schema.json'))).toEqual(['service', 'codes', 'catalog']);
  });
});
