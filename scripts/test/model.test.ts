import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { messagesOf } from '../emit/messages.ts';
import { href, schemaPath } from '../emit/paths.ts';
import { wire } from '../emit/wire.ts';
import type { DecodeOptions } from '../envelope/index.ts';
import type { Message } from '../envelope/node.ts';
import { fromPointer, isObject } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import { oldNames } from '../emit/short.ts';
import { valueAt } from '../envelope/index-entries.ts';
import { hasTree } from './generate-occurrence.ts';
import { expectedJson, expectedText, factAt, features, fixtures, shownIn, tryOut } from './model-fixture.ts';
import type { Tried } from './model-fixture.ts';
import { sameOccurrence, shown } from './shown.ts';

/**
 * Everything that a catalog must be able to say, each in a folder of its own: `input/` is a small catalog that says it, `expected/` what
 * follows from it, written by hand.
 *
 * - `messages.json`: every message of every code, `service/CODE envelope`; `, name` follows where there are several; `carried` for nested ones.
 * - `wire.txt`: the same as they are sent, line by line.
 * - `facts.json`: some of the compiled facts, by service (`shop`) or code (`shop/CODE`) and dotted path.
 * - `decode.json`: messages with the verdict and whatever else of the reading is named.
 * - `uncertain.json`: examples that do not read back for certain, with their verdict. All others must.
 * - `redirects.json`: old paths and where they lead. `artifacts.json`: places in emitted files (`file#/pointer`), or lines of a text file.
 * - `diagnostics.json`: all findings. Without it there is none but of severity `info`.
 */
const kinds = [
  'messages.json',
  'wire.txt',
  'facts.json',
  'decode.json',
  'uncertain.json',
  'redirects.json',
  'artifacts.json',
  'diagnostics.json',
];

/** A feature that exists in both languages has a catalog for each. */
function catalogsOf(feature: string): string[] {
  const input = join(fixtures, feature, 'input');
  return existsSync(join(input, 'yaml')) ? [join(input, 'yaml'), join(input, 'ts')] : [input];
}

const text = (value: unknown): string => JSON.stringify(value, null, 2);

interface Sent {
  what?: string;
  message: Message;
  options?: DecodeOptions;
}

/** What a verdict says, by the names that `decode.json` uses. */
function readingOf({ decoder }: Tried, { message, options }: Sent): Record<string, unknown> {
  const { verdict, candidates, unknown } = decoder.decode(message, options);
  const [best] = candidates;
  const codes = candidates.map(({ entry }) => `${entry.service}/${entry.code ?? `(${entry.envelope})`}`);
  return {
    verdict,
    code: codes[0],
    codes,
    envelope: best?.entry.envelope,
    occurrence: best?.occurrence,
    problems: best?.problems.map(({ kind, pointer }) => `${kind} ${pointer}`),
    deprecated: best?.deprecated,
    extras: best?.extras,
    ambiguous: best?.ambiguous.map(({ pointer }) => pointer),
    unknown,
  };
}

function artifactAt({ files }: Tried, name: string, expected: Json): unknown {
  const [path = '', pointer] = name.split('#');
  const content = files.get(path);
  if (content === undefined) return null;
  if (pointer !== undefined) return valueAt(JSON.parse(content) as Json, fromPointer(pointer)) ?? null;
  const lines = content.split('\n');
  return Array.isArray(expected) ? expected.filter((line) => typeof line === 'string' && lines.includes(line)) : content;
}

test('every feature has its folder', () => {
  expect(features.length).toBeGreaterThanOrEqual(30);
});

describe.each(features)('%s', (feature) => {
  const [folder = '', twin] = catalogsOf(feature);
  let tried: Tried;
  let examples: ReturnType<typeof shownIn>;

  beforeAll(async () => {
    tried = await tryOut(folder);
    examples = shownIn(tried.catalog);
  });

  test('is expected to be something', () => {
    const files = readdirSync(join(fixtures, feature, 'expected'));
    expect(files.filter((file) => !kinds.includes(file))).toEqual([]);
    expect(files).toContain('messages.json');
    expect(files.length).toBeGreaterThan(1);
  });

  test('has no findings but those that are expected', () => {
    const expected = expectedJson(feature, 'diagnostics.json');
    const found = tried.findings.filter(({ severity }) => expected !== undefined || severity !== 'info');
    expect(found.map((finding) => finding.text)).toEqual(expected ?? []);
  });

  test('sends its messages', () => {
    const sent = examples.flatMap(({ name, example }) => [
      [name, example.message] as const,
      ...(example.carried ? [[`${name}, carried`, example.carried] as const] : []),
    ]);
    expect(new Set(sent.map(([name]) => name)).size).toBe(sent.length);
    expect(text(Object.fromEntries(sent))).toBe(text(expectedJson(feature, 'messages.json')));
  });

  test('reads every message as what it was sent for', () => {
    const uncertain: Record<string, Json> = {};
    for (const { name, code, message, example } of examples) {
      if (message.transport === 'nested') continue;
      const { verdict, candidates } = tried.decoder.decode(example.message, { transport: message.transport });
      const own = candidates.find(
        ({ entry }) =>
          entry.service === code.service &&
          entry.code === code.id &&
          entry.envelope === message.envelope &&
          entry.variant === example.occurrence.variant &&
          entry.locale === example.occurrence.locale,
      );
      if (verdict !== 'certain') uncertain[name] = verdict;
      expect(own?.problems, `${name} reads as ${candidates.map(({ entry }) => entry.code).join(', ')}`).toEqual([]);
      if (verdict !== 'certain' || !own) continue;
      const wanted = shown(own.entry, example.occurrence, tried.lexicon);
      expect(
        sameOccurrence(own.occurrence, wanted, hasTree(own.entry.node)),
        `${name}: ${text(own.occurrence)} is not ${text(wanted)}`,
      ).toBe(true);
    }
    expect(uncertain).toEqual(expectedJson(feature, 'uncertain.json') ?? {});
  });

  test('describes every message by the schema that it emits', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
    addFormats.default(ajv);
    const own = tried.catalog.services.map(({ service }) => `schemas/${service}/`);
    for (const [path, content] of tried.files)
      if (own.some((start) => path.startsWith(start)) && !path.endsWith('~example.json')) ajv.addSchema(JSON.parse(content) as JsonSchema);
    for (const service of tried.catalog.services) {
      for (const { slug, message } of messagesOf(service)) {
        const path = href(tried.catalog, schemaPath({ service: service.service, slug }, message.envelope));
        const validate = ajv.getSchema(path);
        for (const example of message.examples)
          expect(validate?.(example.message), `${path} ${example.name}: ${ajv.errorsText(validate?.errors)}`).toBe(true);
      }
    }
  });

  const named = (file: string, what: string, run: (expected: Record<string, Json>) => void): void => {
    const expected = expectedJson(feature, file);
    if (isObject(expected)) test(what, () => run(expected as Record<string, Json>));
  };

  named('facts.json', 'compiles to its facts', (expected) => {
    const found = Object.entries(expected).map(([name, facts]) => {
      const [service = '', ...id] = name.split('/');
      const owner = tried.catalog.services.find((one) => one.service === service);
      const about: unknown =
        name === 'catalog' ? tried.catalog : id.length === 0 ? owner : owner?.codes.find((code) => code.id === id.join('/'));
      return [name, Object.fromEntries(Object.keys(isObject(facts) ? facts : {}).map((path) => [path, factAt(about, path) ?? null]))];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  const readings = (expectedJson(feature, 'decode.json') ?? []) as unknown as (Sent & Record<string, unknown>)[];
  if (readings.length > 0) {
    test.each(readings)('reads $what', (expected) => {
      const reading = readingOf(tried, expected);
      const { what: _what, message: _message, options: _options, ...wanted } = expected;
      expect(Object.keys(wanted)).toContain('verdict');
      expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, reading[key] ?? null]))).toEqual(wanted);
    });
  }

  named('redirects.json', 'leads on from its old paths', (expected) => {
    const found = tried.catalog.services.flatMap((service) =>
      oldNames(service).map(({ slug, to }) => [`/${service.service}/${slug}/`, to.path]),
    );
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  named('artifacts.json', 'emits its artifacts', (expected) => {
    expect(Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, artifactAt(tried, name, value)]))).toEqual(expected);
  });

  const lines = expectedText(feature, 'wire.txt');
  if (lines !== undefined) {
    test('looks as it is sent', () => {
      const sent = examples.map(({ name, message, example }) => `# ${name}\n${wire(message, example.message).text}`);
      expect(sent.join('\n\n')).toBe(lines);
    });
  }

  if (twin !== undefined) {
    test('is the same to the byte in both languages, but for where it is declared', async () => {
      const other = await tryOut(twin);
      // A JSON object in files of ours, `file:line` in Markdown.
      const placeless = (file: string): string =>
        file.replaceAll(/"declaredAt": ?\{[^}]*\}/g, '"declaredAt":{}').replaceAll(/rooms\.(ts|yaml)(:\d+)?/g, 'rooms');
      expect(placeless(text(other.catalog))).toBe(placeless(text(tried.catalog)));
      expect([...other.files.keys()]).toEqual([...tried.files.keys()]);
      for (const [path, content] of tried.files) expect(placeless(other.files.get(path) ?? ''), path).toBe(placeless(content));
    });
  }
});
