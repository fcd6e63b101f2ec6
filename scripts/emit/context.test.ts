import { describe, expect, test } from 'vitest';
import type { CompiledMessage } from '../compile/types.ts';
import type { Node } from '../envelope/node.ts';
import { createContext } from './context.ts';
import { compiled } from './fixtures/catalogs.ts';
import { mapSchema } from './schema-tools.ts';

async function schemaOf(node: Node, tables?: Record<string, Record<string, string | number>>): Promise<unknown> {
  const catalog = await compiled('fixture');
  const [first] = catalog.services;
  if (!first) throw new Error('the fixture has services');
  const service = tables ? { ...first, tables } : first;
  const message: CompiledMessage = { envelope: 'e', transport: 'http', contentType: 'application/json', node, fields: [], examples: [] };
  return createContext({ ...catalog, services: [service] }).schema(service, message, (envelope) => ({ $ref: `#/${envelope}` }));
}

const body = (node: Node): Node => ({ kind: 'object', fields: { body: { node, presence: 'always' } } });

describe('schema of a message', () => {
  test.each<[string, Node, object]>([
    ['gives a constant its type', { kind: 'const', value: 'A' }, { type: 'string', const: 'A' }],
    ['and none to one that is a list', { kind: 'const', value: [] }, { const: [] }],
    [
      'drops our own words',
      {
        kind: 'hole',
        ref: 'params.x',
        schema: { type: 'object', properties: { unit: { type: 'integer', unit: 's', example: 1, optional: true, sensitive: true } } },
      },
      { type: 'object', properties: { unit: { type: 'integer' } } },
    ],
    [
      'takes the first of several texts',
      { kind: 'hole', ref: 'params.x', schema: { description: { en: 'a', de: 'b' } } },
      { description: 'a' },
    ],
    ['refers to nested errors', { kind: 'each', envelopes: ['issue'] }, { type: 'array', items: { $ref: '#/issue' } }],
  ])('%s', async (_name, node, want) => {
    expect(await schemaOf(body(node))).toEqual({ type: 'object', properties: { body: want }, required: ['body'] });
  });

  test('knows the tables of the service', async () => {
    const node = body({ kind: 'hole', ref: 'status', schema: { enum: [400, 404] }, pipes: ['words'] });
    expect(await schemaOf(node, { words: { 400: 'bad', 404: 'lost' } })).toMatchObject({ properties: { body: { enum: ['bad', 'lost'] } } });
  });

  test('makes one object of wordings that differ in their fields', async () => {
    const node: Node = {
      kind: 'alt',
      options: [
        body({ kind: 'const', value: 1 }),
        { kind: 'object', fields: { status: { node: { kind: 'const', value: 400 }, presence: 'always' } } },
      ],
    };
    expect(await schemaOf(node)).toMatchObject({ type: 'object', properties: { body: {}, status: {} } });
    expect(await schemaOf(node)).not.toHaveProperty('required');
  });
});

describe('mapSchema', () => {
  test('leaves data and names alone', () => {
    const schema = { const: { type: 'x' }, enum: [{ type: 'x' }], properties: { type: { type: 'string' } } };
    expect(mapSchema(schema, ({ type: _, ...rest }) => rest)).toEqual({
      const: { type: 'x' },
      enum: [{ type: 'x' }],
      properties: { type: {} },
    });
  });
});
