import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Parser, fromFile } from '@asyncapi/parser';
import { bundle, createConfig } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompiledCatalog } from '../../scripts/compile/types.ts';
import { compiled, names } from '../../scripts/emit/fixtures/catalogs.ts';
import { asyncapi } from '../../scripts/emit/asyncapi.ts';
import { emit } from '../../scripts/emit/index.ts';
import { openapi } from '../../scripts/emit/openapi.ts';
import { references } from './references.ts';
import type { Reference } from './references.ts';

/** Severity of an error, as the parser numbers them. */
const GRAVE: readonly number[] = [0];

describe.each(names)('$ref lines of the %s catalog', (name) => {
  let folder: string;
  let catalog: CompiledCatalog;
  const all = (document: Reference['document']) =>
    catalog.services.flatMap((service) =>
      service.codes.flatMap((code) =>
        code.messages.flatMap((message) => references(code, message, service).filter((each) => each.document === document).map((each) => ({ ...each, code }))),
      ),
    );

  beforeAll(async () => {
    catalog = await compiled(name);
    folder = mkdtempSync(join(tmpdir(), 'errdex-refs-'));
    for (const { path, content } of emit(catalog, [openapi, asyncapi])) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('lead, for the resolver of Redocly, to the schema and the response of the very code', async () => {
    const refs = all('OpenAPI');
    expect(refs.length).toBeGreaterThan(5);
    const schemas = Object.fromEntries(refs.filter(({ of }) => of === 'schema').map(({ path }, at) => [`S${String(at)}`, { $ref: `.${path}` }]));
    const responses = Object.fromEntries(refs.filter(({ of }) => of === 'response').map(({ path }, at) => [`R${String(at)}`, { $ref: `.${path}` }]));
    writeFileSync(join(folder, 'mine.json'), JSON.stringify({ openapi: '3.1.0', info: { title: 'Mine', version: '1' }, paths: {}, components: { schemas, responses } }));
    const { bundle: made, problems } = await bundle({ ref: join(folder, 'mine.json'), config: await createConfig({}), dereference: true });
    // Two services may use one name: the bundler then renames, and warns.
    expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const { components } = made.parsed as { components: { schemas: Record<string, { title: string }>; responses: Record<string, { description: string }> } };
    for (const [at, { code }] of refs.filter(({ of }) => of === 'schema').entries()) expect(components.schemas[`S${String(at)}`]?.title?.startsWith(`${code.code}: `), code.path).toBe(true);
    for (const [at, { code }] of refs.filter(({ of }) => of === 'response').entries()) expect(components.responses[`R${String(at)}`]?.description).toContain(code.code);
  });

  it('lead, for the parser of AsyncAPI, to the message of the very code', async () => {
    const refs = all('AsyncAPI').filter(({ of }) => of === 'message');
    expect(refs.length).toBeGreaterThan(5);
    const messages = Object.fromEntries(refs.map(({ path }, at) => [`M${String(at)}`, { $ref: `.${path}` }]));
    writeFileSync(join(folder, 'mine-async.json'), JSON.stringify({ asyncapi: '3.0.0', info: { title: 'Mine', version: '1' }, channels: { all: { address: 'all', messages } } }));
    const { document, diagnostics } = await fromFile(new Parser(), join(folder, 'mine-async.json')).parse();
    expect(diagnostics.filter(({ severity }) => GRAVE.includes(severity)).map(({ message }) => message)).toEqual([]);
    for (const [at, { code }] of refs.entries()) {
      const found = document?.allMessages().all().filter((message) => message.id() === `M${String(at)}`) ?? [];
      expect(found.map((message) => message.title()?.startsWith(`${code.code}: `)), code.path).toContain(true);
    }
  });
});
