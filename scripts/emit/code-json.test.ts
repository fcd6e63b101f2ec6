import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { codeJson } from './code-json.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { emit } from './index.ts';

type Facts = Record<string, unknown> & { links: Record<string, unknown> & { schemas: Record<string, string> } };

async function factsOf(catalog: CompiledCatalog): Promise<Map<string, Facts>> {
  return Promise.resolve(new Map(Array.from(emit(catalog, [codeJson]), ({ path, content }) => [path, JSON.parse(content) as Facts])));
}

/** Every name that the file of any code has: a reader need not ask whether it is there. */
const NAMES = [
  'service',
  'id',
  'code',
  'title',
  'summary',
  'severity',
  'status',
  'statuses',
  'category',
  'retryable',
  'retryAfter',
  'retry',
  'effect',
  'fatal',
  'actor',
  'actions',
  'advice',
  'causes',
  'params',
  'lifecycle',
  'messages',
  'links',
];

describe.each(names)('JSON of the codes of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  let all: Map<string, Facts>;
  beforeAll(async () => {
    catalog = await compiled(name);
    all = await factsOf(catalog);
  });

  test('there is one a code, with every fact under its name', () => {
    expect(all.size).toBe(catalog.services.reduce((sum, { codes }) => sum + codes.length, 0));
    for (const service of catalog.services) {
      for (const code of service.codes) {
        const facts = all.get(`${service.service}/${code.slug}.json`);
        expect(Object.keys(facts ?? {})).toEqual(expect.arrayContaining(NAMES));
        expect(facts).toMatchObject({
          service: service.service,
          code: code.code,
          title: Object.values(code.title)[0],
          category: code.category,
          retryable: code.retryable,
          effect: code.effect,
        });
        expect(facts?.status).toBe(code.status[0] ?? null);
        expect(facts?.fatal).toBe(code.fatal ?? null);
      }
    }
  });

  test('links to files lead to files of the output', () => {
    const paths = new Set(Array.from(emit(catalog), ({ path }) => `${catalog.url ?? ''}/${path}`));
    for (const [path, { links }] of all) {
      const { page: _, service: __, schemas, ...files } = links;
      for (const file of [...Object.values(files), ...Object.values(schemas)])
        expect(paths.has(String(file)), `${path}: ${String(file)}`).toBe(true);
    }
  });
});

describe('JSON of a code', () => {
  test('holds prose in the default locale, and the others under translations', async () => {
    const facts = (await factsOf(await compiled('fixture'))).get('shop/NOT_FOUND.json');
    expect(facts).toMatchObject({
      title: 'Thing not found',
      status: 404,
      statuses: [404, 410],
      fatal: null,
      retryAfter: null,
      locale: 'en',
      translations: { de: { title: 'Ding nicht gefunden', summary: 'Es gibt kein Ding mit dieser `id`.' } },
    });
  });

  test('keeps names of JavaScript apart from its own', async () => {
    const facts = (await factsOf(await compiled('fixture'))).get('hostile/constructor.json');
    expect(facts).toMatchObject({ code: 'constructor', links: { json: 'https://errors.example/docs/hostile/constructor.json' } });
  });
});
