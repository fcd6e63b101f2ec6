import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { createContext } from './context.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { openapi } from './openapi.ts';

type Schemas = Record<string, JsonObject>;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  types: [],
};

/** What `tsc` says about some files that are only in memory. */
function compile(files: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const withFiles: ts.CompilerHost = {
    ...host,
    getSourceFile: (name, ...rest) => {
      const text = files.get(name);
      return text === undefined ? host.getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
    },
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name) ?? host.readFile(name),
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, withFiles);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText, start }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

function typeOf(schema: string): string {
  return `components['schemas'][${JSON.stringify(schema)}]`;
}

/** A client that relies on the constants: the right one is assignable, another one is not. */
function literals(schemas: Schemas): string[] {
  return Object.entries(schemas).flatMap(([name, { properties, required }]) =>
    Object.entries((properties ?? {}) as Schemas).flatMap(([property, schema]) => {
      if (typeof schema.const !== 'string' || !Array.isArray(required) || !required.includes(property)) return [];
      const type = `${typeOf(name)}[${JSON.stringify(property)}]`;
      return [
        `{ const right: ${type} = ${JSON.stringify(schema.const)}; void right; }`,
        `// @ts-expect-error another constant`,
        `{ const wrong: ${type} = ${JSON.stringify(`${schema.const}_`)}; void wrong; }`,
      ];
    }),
  );
}

/** A client that tells the branches of a union apart, and has none left at the end. */
function narrowing(schemas: Schemas): string[] {
  return Object.entries(schemas).flatMap(([name, { discriminator }], at) => {
    if (discriminator === undefined) return [];
    const { propertyName, mapping } = discriminator as { propertyName: string; mapping: Record<string, string> };
    const cases = Object.entries(mapping).map(
      ([value, ref]) =>
        `    case ${JSON.stringify(value)}: { const one: ${typeOf(ref.replace('#/components/schemas/', ''))} = error; void one; return 1; }`,
    );
    return [
      `export function tell${at}(error: ${typeOf(name)}): number {`,
      `  switch (error[${JSON.stringify(propertyName)}]) {`,
      ...cases,
      '    default: { const none: never = error; return none; }',
      '  }',
      '}',
    ];
  });
}

describe.each(names)('types from the OpenAPI of the %s catalog', (name) => {
  test('compile, and codes are literals that tell a union apart', async () => {
    const catalog = await compiled(name);
    let seen = 0;
    const files = new Map<string, string>();
    for (const { path, content } of openapi.emit(catalog, createContext(catalog))) {
      const types = `/${path.replaceAll('/', '-').replace('.json', '')}`;
      const { schemas } = (JSON.parse(content) as { components: { schemas: Schemas } }).components;
      files.set(`${types}.ts`, astToString(await openapiTS(content)));
      const client = [...literals(schemas), ...narrowing(schemas)];
      seen += client.length;
      files.set(`${types}-client.ts`, [`import type { components } from '.${types}';`, ...client, 'export {};'].join('\n'));
    }
    expect(seen).toBeGreaterThan(0);
    expect(compile(files)).toEqual([]);
  });

  test('a client with a wrong code does not compile', async () => {
    const catalog = await compiled(name);
    const [first] = openapi.emit(catalog, createContext(catalog));
    const { schemas } = (JSON.parse(first?.content ?? '') as { components: { schemas: Schemas } }).components;
    const client = literals(schemas).filter((line) => !line.startsWith('//'));
    const files = new Map([
      ['/types.ts', astToString(await openapiTS(first?.content ?? ''))],
      ['/client.ts', [`import type { components } from './types';`, ...client].join('\n')],
    ]);
    expect(compile(files).length).toBeGreaterThan(0);
  });
});
