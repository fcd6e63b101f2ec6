import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import { draft07 } from './asyncapi/draft-07.ts';
import { asyncapi } from './asyncapi.ts';
import { createContext } from './context.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { mutations } from './fixtures/mutate.ts';
import { messagesOf } from './messages.ts';

interface MessageObject {
  name: string;
  payload?: { $ref: string };
  headers?: JsonSchema;
  examples?: { name: string; payload: Json; headers?: JsonObject }[];
}

interface Doc {
  channels: Record<string, { address: string | null; messages: Record<string, { $ref: string }> }>;
  operations: Record<
    string,
    { action: string; channel: { $ref: string }; messages: { $ref: string }[]; reply?: { messages: { $ref: string }[] } }
  >;
  components: { messages: Record<string, MessageObject>; schemas: Record<string, JsonSchema> };
}

/** Severities of the parser: 0 is an error, 1 a warning; 2 tells that there is a newer version of the specification. */
const GRAVE: readonly number[] = [0, 1];

describe.each(names)('AsyncAPI of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  let documents: Map<string, string>;
  const parsed = () => Array.from(documents, ([path, text]) => ({ path, doc: JSON.parse(text) as Doc }));

  beforeAll(async () => {
    catalog = await compiled(name);
    documents = new Map(Array.from(asyncapi.emit(catalog, createContext(catalog)), ({ path, content }) => [path, content]));
  });

  test('there is one for each service with errors that do not travel over HTTP', () => {
    const other = catalog.services.filter((service) =>
      messagesOf(service).some(({ message }) => !['http', 'nested'].includes(message.transport)),
    );
    expect(other.length).toBeGreaterThan(0);
    expect([...documents.keys()]).toEqual(other.map(({ service }) => `asyncapi/${service}.json`));
  });

  test('the parser of AsyncAPI finds no error and no warning', async () => {
    const found: string[] = [];
    for (const [path, text] of documents) {
      const { document, diagnostics } = await new Parser().parse(text);
      found.push(
        ...diagnostics
          .filter(({ severity }) => GRAVE.includes(severity))
          .map((each) => `${path} ${String(each.code)}: ${each.message} ${each.path.join('/')}`),
      );
      expect(document, path).toBeDefined();
    }
    expect(found).toEqual([]);
  });

  test('every message of the catalog is there, sent by an operation', () => {
    for (const service of catalog.services) {
      const doc = parsed().find(({ path }) => path === `asyncapi/${service.service}.json`)?.doc;
      const sent = Object.values(doc?.operations ?? {}).flatMap(({ messages, reply }) =>
        [...messages, ...(reply?.messages ?? [])].map(({ $ref }) => $ref.split('/').at(-1)),
      );
      const wanted = messagesOf(service).filter(({ message }) => !['http', 'nested'].includes(message.transport));
      expect(sent.filter((one) => Object.hasOwn(doc?.components.messages ?? {}, one ?? '')).length).toBeGreaterThanOrEqual(wanted.length);
    }
  });

  test('every example is valid under its payload and headers (ajv, draft-07), and a damaged one is not', () => {
    let tried = 0;
    for (const { path, doc } of parsed()) {
      const ajv = new Ajv({
        allErrors: true,
        strict: true,
        strictTypes: false,
        strictTuples: true,
        strictRequired: false,
        allowUnionTypes: true,
      });
      addFormats.default(ajv);
      ajv.addVocabulary(['components']);
      ajv.addSchema({ $id: 'doc:', components: { schemas: doc.components.schemas } });
      const resolve = (ref: string): JsonSchema => doc.components.schemas[ref.replace('#/components/schemas/', '')] ?? {};
      for (const [id, message] of Object.entries(doc.components.messages)) {
        const examples = message.examples ?? [];
        if (message.payload === undefined) continue;
        expect(examples.length, `${path} ${id} has no example`).toBeGreaterThan(0);
        const validate = ajv.compile({ $ref: `doc:${message.payload.$ref}` });
        for (const example of examples) {
          expect(validate(example.payload), `${path} ${id}: ${ajv.errorsText(validate.errors)}`).toBe(true);
          if (message.headers)
            expect(ajv.validate(message.headers, example.headers), `${path} ${id} headers: ${ajv.errorsText()}`).toBe(true);
          for (const { what, value } of mutations(example.payload, resolve(message.payload.$ref), resolve)) {
            expect(validate(value), `${path} ${id}: ${what} is taken for valid`).toBe(false);
            tried += 1;
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(0);
  });
});

describe('AsyncAPI of the fixture', () => {
  test('channels have the address of their envelope, events and acknowledgements their operations', async () => {
    const catalog = await compiled('fixture');
    const [text] = Array.from(asyncapi.emit(catalog, createContext(catalog)), ({ content }) => content);
    const doc = JSON.parse(text ?? '') as Doc;
    expect(Object.fromEntries(Object.entries(doc.channels).map(([key, { address }]) => [key, address]))).toEqual({
      'socket.io': '/',
      'task-result.results': 'results',
      'websocket.live': '/live',
      sse: null,
      'kafka.shop.replies': 'shop.replies',
      'socket.io.live': '/live',
    });
    const [buy, event] = [doc.operations['receive.buy'], doc.operations['send.event']];
    expect(buy?.action).toBe('receive');
    expect(buy?.reply?.messages).toEqual([{ $ref: '#/channels/socket.io.live/messages/answer.NOT_FOUND.ack' }]);
    expect(event?.action).toBe('send');
    expect(doc.components.messages['event.NOT_FOUND']?.name).toBe('shop_error');
  });
});

describe('draft-07', () => {
  test.each([
    [
      { prefixItems: [{ const: 1 }], minItems: 1 },
      { items: [{ const: 1 }], minItems: 1 },
    ],
    [
      { prefixItems: [{}], items: false },
      { items: [{}], additionalItems: false },
    ],
    [
      { $ref: '#/x', description: 'd' },
      { description: 'd', allOf: [{ $ref: '#/x' }] },
    ],
    [{ dependentRequired: { a: ['b'] } }, { dependencies: { a: ['b'] } }],
    [
      { properties: { $ref: { type: 'string' }, unevaluatedItems: {} } },
      { properties: { $ref: { type: 'string' }, unevaluatedItems: {} } },
    ],
    [{ const: { $ref: 'x', prefixItems: [] } }, { const: { $ref: 'x', prefixItems: [] } }],
  ])('%j becomes %j', (given, want) => {
    expect(draft07(given as JsonSchema)).toEqual(want);
  });
});
