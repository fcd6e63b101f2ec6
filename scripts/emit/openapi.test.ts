import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import type { JsonObject } from '../model/json.ts';
import { createContext } from './context.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { expectedMessagesOf, messagesOf } from './messages.ts';
import { openapi, openapiDocument } from './openapi.ts';

/** A document as far as these tests look into it. */
interface Doc {
  paths: Record<string, Record<string, { responses: Record<string, { $ref?: string }> }>>;
  components: {
    schemas: Record<string, JsonObject>;
    headers: Record<string, { schema: JsonObject }>;
    responses: Record<
      string,
      { description: string; headers?: JsonObject; content?: Record<string, { schema: JsonObject; examples?: JsonObject }> }
    >;
  };
}

describe.each(names)('OpenAPI of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  let documents: Map<string, string>;
  const http = () => catalog.services.filter((service) => messagesOf(service).some(({ message }) => message.transport === 'http'));
  const parse = (service: CompiledService): Doc => JSON.parse(documents.get(`openapi/${service.service}.json`) ?? '{}') as Doc;

  beforeAll(async () => {
    catalog = await compiled(name);
    documents = new Map(Array.from(openapi.emit(catalog, createContext(catalog)), ({ path, content }) => [path, content]));
  });

  test('there is one for each service with errors over HTTP', () => {
    expect(http().length).toBeGreaterThan(0);
    expect([...documents.keys()]).toEqual(http().map(({ service }) => `openapi/${service}.json`));
  });

  test('the linter of Redocly finds nothing, with its recommended rules', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const found: string[] = [];
    for (const [path, source] of documents) {
      const problems = await lintFromString({ source, absoluteRef: path, config });
      // Whether a service's paths resolve unambiguously is the service's own affair; the rule is a warning.
      const ours = problems.filter(({ ruleId, severity }) => severity === 'error' || ruleId !== 'no-ambiguous-paths');
      found.push(...ours.map(({ ruleId, message, location }) => `${path} ${ruleId}: ${message} ${location[0]?.pointer ?? ''}`));
    }
    expect(found).toEqual([]);
  });

  test('a second validator finds nothing', async () => {
    for (const [path, source] of documents) {
      const { valid, errors } = await new Validator().validate(JSON.parse(source) as Record<string, unknown>);
      expect(errors ?? [], path).toEqual([]);
      expect(valid).toBe(true);
    }
  });

  test('each status has one response, with every code of it and an example of each', () => {
    for (const service of http()) {
      const { responses } = parse(service).components;
      for (const { id, message, status, label } of expectedMessagesOf(service)) {
        if (message.transport !== 'http') continue;
        for (const example of message.examples) {
          const sent = example.message.status;
          const response = responses[typeof sent === 'number' ? `Status${sent}` : 'Default'];
          expect(response?.description, `${id} ${status.join()}`).toContain(label);
          if (example.message.body === undefined) continue;
          expect(JSON.stringify(response?.content?.[message.contentType]?.examples)).toContain(`#/components/examples/`);
        }
      }
    }
  });

  test('an operation answers with the errors that it raises', () => {
    for (const service of http()) {
      const { paths, components } = parse(service);
      for (const operation of service.operations) {
        if (operation.method === undefined) continue;
        const shape = (path: string | undefined) => path?.replaceAll(/\{.*?\}/g, '{}').replace(/(?<=.)\/$/, '');
        const [, item] = Object.entries(paths).find(([path]) => shape(path) === shape(operation.path)) ?? [];
        const responses = item?.[operation.method.toLowerCase()]?.responses ?? {};
        const told = Object.values(responses).map(
          ({ $ref }) => components.responses[$ref?.replace('#/components/responses/', '') ?? '']?.description ?? '',
        );
        for (const { label, message, error } of messagesOf(service)) {
          if (message.transport === 'http' && error && operation.raises.includes(error.id))
            expect(told.join('\n'), `${operation.name} ${label}`).toContain(label);
        }
      }
    }
  });

  test('Content-Type is never a header, and header schemas describe parsed values', () => {
    for (const service of http()) {
      const { headers } = parse(service).components;
      for (const header of Object.keys(headers)) expect(header.toLowerCase()).not.toBe('content-type');
    }
  });

  test('a discriminator stands only where every branch requires another string', () => {
    let seen = 0;
    for (const service of http()) {
      const { schemas } = parse(service).components;
      for (const schema of Object.values(schemas)) {
        if (schema.discriminator === undefined) continue;
        seen += 1;
        const { propertyName, mapping } = schema.discriminator as { propertyName: string; mapping: Record<string, string> };
        const branches = (schema.oneOf as { $ref: string }[]).map(({ $ref }) => $ref);
        expect(Object.values(mapping).toSorted()).toEqual(branches.toSorted());
        for (const [value, ref] of Object.entries(mapping)) {
          const branch = schemas[ref.replace('#/components/schemas/', '')];
          expect(branch?.required).toContain(propertyName);
          expect(branch?.properties).toMatchObject({ [propertyName]: { type: 'string', const: value } });
        }
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});

describe('OpenAPI of the fixture', () => {
  test('the linter would notice an example that breaks its schema, and a component that nobody uses', async () => {
    const catalog = await compiled('fixture');
    const [service] = catalog.services;
    const document = service && openapiDocument(catalog, service, createContext(catalog));
    const components = (document?.components ?? {}) as Record<string, Record<string, JsonObject>>;
    for (const example of Object.values(components.examples ?? {})) example.value = { other: 1 };
    const schemas = { ...components.schemas, Unused: { type: 'string' } };
    const source = JSON.stringify({ ...document, components: { ...components, schemas } });
    const problems = await lintFromString({ source, config: await createConfig({ extends: ['recommended'] }) });
    expect(new Set(problems.map(({ ruleId }) => ruleId))).toEqual(new Set(['no-invalid-media-type-examples', 'no-unused-components']));
  });

  test('numbers in headers are numbers', async () => {
    const catalog = await compiled('fixture');
    const documents = catalog.services.map((service) => openapiDocument(catalog, service, createContext(catalog)) as unknown as Doc);
    const headers = Object.assign({}, ...documents.map(({ components }) => components.headers)) as Doc['components']['headers'];
    expect(headers['Retry-After']?.schema).toEqual({ type: 'integer', minimum: 1 });
    expect(headers['X-RateLimit-Limit']?.schema).toEqual({ type: 'integer' });
    expect(headers['X-Error-Code']?.schema).toEqual({ type: 'string', enum: ['NOT_FOUND', 'EXPIRED', 'NO_TOKEN'] });
  });
});
