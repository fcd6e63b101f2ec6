import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import type { JsonSchema } from '../model/json.ts';
import { transports } from '../model/vocabulary.ts';
import { emit } from './index.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { mutations } from './fixtures/mutate.ts';
import { hasUnion } from './json-schema-union.ts';
import { jsonSchema } from './json-schema.ts';
import { expectedMessagesOf, messagesOf } from './messages.ts';
import { href, schemaPath, unionPath } from './paths.ts';

describe.each(names)('JSON Schema of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  let schemas: Map<string, JsonSchema>;
  let ajv: Ajv2020;

  beforeAll(async () => {
    catalog = await compiled(name);
    schemas = new Map(Array.from(emit(catalog, [jsonSchema]), ({ path, content }) => [path, JSON.parse(content) as JsonSchema]));
    ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
    addFormats.default(ajv);
    for (const schema of schemas.values()) ajv.addSchema(schema);
  });

  test('has a union over each transport over which something must be expected', () => {
    for (const service of catalog.services)
      for (const transport of transports.filter((one) => one !== 'nested'))
        expect(hasUnion(service, transport), `${service.service} over ${transport}`).toBe(
          expectedMessagesOf(service).some(({ message }) => message.transport === transport),
        );
  });

  const validator = (path: string) => {
    const validate = ajv.getSchema(href(catalog, path));
    if (!validate) throw new Error(`no schema at ${path}`);
    return validate;
  };
  const all = (messages = messagesOf) =>
    catalog.services.flatMap((service) =>
      messages(service).map((each) => ({
        service,
        ...each,
        file: schemaPath({ service: service.service, slug: each.slug }, each.message.envelope),
      })),
    );
  /** Files of the messages that clients must expect. */
  const expected = () => new Set(all(expectedMessagesOf).map(({ file }) => file));

  test('every schema compiles in strict mode, and stands at its $id', () => {
    expect(schemas.size).toBeGreaterThan(0);
    for (const [path, schema] of schemas) {
      expect(schema.$id).toBe(href(catalog, path));
      expect(typeof validator(path), path).toBe('function');
    }
  });

  test('there is one a code and envelope', () => {
    expect(all().length).toBeGreaterThan(0);
    for (const { file } of all()) expect(schemas.has(file), file).toBe(true);
  });

  test('every example is valid: under its own schema, and, where clients must expect it, under the union of its service and transport', () => {
    const inUnion = expected();
    for (const { service, message, file } of all()) {
      const single = validator(file);
      const union = validator(unionPath(service.service, message.transport));
      for (const example of message.examples) {
        expect(single(example.message), `${file} ${example.name}: ${ajv.errorsText(single.errors)}`).toBe(true);
        if (inUnion.has(file)) expect(union(example.message), `union, ${file} ${example.name}: ${ajv.errorsText(union.errors)}`).toBe(true);
      }
    }
  });

  test('a code that is no longer sent, or not yet, keeps its own schema and leaves the union', () => {
    const inUnion = expected();
    for (const { service, message, file } of all()) {
      if (inUnion.has(file)) continue;
      expect(JSON.stringify(validator(unionPath(service.service, message.transport)).schema)).not.toContain(
        `${file.split('/').at(-1) ?? file}"`,
      );
    }
  });

  test('the body alone is valid under $defs/body', () => {
    for (const { message, file } of all()) {
      for (const example of message.examples) {
        if (example.message.body === undefined) continue;
        const body = validator(`${file}#/$defs/body`);
        expect(body(example.message.body), `${file}: ${ajv.errorsText(body.errors)}`).toBe(true);
      }
    }
  });

  test('a whole message that carries a nested error is valid', () => {
    for (const { service, message } of all()) {
      const outer = service.envelopes.find(({ name: envelope }) => envelope === message.within);
      if (outer === undefined) continue;
      const union = validator(unionPath(service.service, outer.transport));
      for (const { carried } of message.examples) if (carried) expect(union(carried), ajv.errorsText(union.errors)).toBe(true);
    }
  });

  test('a damaged example is not valid', () => {
    let tried = 0;
    for (const { message, file } of all()) {
      const schema = schemas.get(file) ?? {};
      const validate = validator(file);
      const resolve = (ref: string): JsonSchema => (ref === '#/$defs/body' ? ((schema.$defs as JsonSchema).body as JsonSchema) : {});
      for (const example of message.examples.slice(0, 1)) {
        for (const { what, value } of mutations(example.message, schema, resolve)) {
          expect(validate(value), `${file}: ${what} is taken for valid`).toBe(false);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(all().length);
  });

  test('a message of one code is not one of another in a `oneOf` union', () => {
    for (const service of catalog.services) {
      for (const { message, file } of all().filter((each) => each.service === service)) {
        const union = schemas.get(unionPath(service.service, message.transport)) ?? {};
        if (!Array.isArray(union.oneOf)) continue;
        const others = all().filter(
          (each) => each.service === service && each.message.transport === message.transport && each.file !== file,
        );
        for (const other of others.slice(0, 40))
          expect(validator(other.file)(message.examples[0]?.message), `${file} is valid under ${other.file}`).toBe(false);
      }
    }
  });
});

describe('JSON Schema of a catalog that does not know where it will stand', () => {
  test('has ids from the root, and references that hold', async () => {
    const { url: _, ...catalog } = await compiled('fixture');
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
    addFormats.default(ajv);
    const files = Array.from(emit(catalog, [jsonSchema]), ({ path, content }) => ({
      path,
      schema: JSON.parse(content) as JsonSchema,
    }));
    for (const { schema } of files) ajv.addSchema(schema);
    for (const { path, schema } of files) {
      expect(schema.$id).toBe(`/${path}`);
      expect(typeof ajv.getSchema(`/${path}`)).toBe('function');
    }
  });
});
