import { expect, test } from 'vitest';
import { createContext } from './context.ts';
import { compiled } from './fixtures/catalogs.ts';
import { handlers } from './handlers.ts';

const ran = { transport: 'http', client: 'pen', title: 'Pen', language: 'text', languageTitle: 'Text', extension: 'txt' } as const;

test('whole handlers are files, and the index tells where each stands and what it ran with', async () => {
  const catalog = await compiled('fixture');
  const [first, ...others] = catalog.services;
  if (!first) throw new Error('the fixture has no service');
  const proven = { ...catalog, services: [{ ...first, handlers: [{ ...ran, code: 'a line\n', ranWith: { Ink: '1.0' } }] }, ...others] };
  const files = new Map(Array.from(handlers.emit(proven, createContext(proven)), ({ path, content }) => [path, content]));
  const path = `handlers/${first.service}/pen.txt`;
  expect([...files.keys()]).toEqual(['handlers/index.json', path]);
  expect(files.get(path)).toBe('a line\n');
  expect(JSON.parse(files.get('handlers/index.json') ?? '')).toEqual({
    handlers: [{ service: first.service, ...ran, ranWith: { Ink: '1.0' }, path }],
  });
});

test('where nothing has run there is an empty index only', async () => {
  const catalog = await compiled('fixture');
  expect(Array.from(handlers.emit(catalog, createContext(catalog)), ({ content }) => content)).toEqual(['{\n  "handlers": []\n}\n']);
});
