import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { handlersOf } from '../snippet/handlers/index.ts';
import { proveClient } from './handlers.ts';
import { prove } from './prove.ts';
import { node } from './runtimes/node.ts';

const catalog = await compiled('fixture');
const handlers = handlersOf(catalog).filter(({ client }) => node.clients.includes(client.id));
const folder = await mkdtemp(join(tmpdir(), 'errdex-handlers-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

test('handlers of a catalog with every shape of message do what the facts demand', async () => {
  const proven = await proveClient(catalog, [], handlers, node, folder);
  expect(proven.handlers.flatMap(({ handler, wrong }) => wrong.map((what) => `${handler.name}: ${what}`))).toEqual([]);
  expect(proven.handlers.length).toBe(handlers.length);
  expect(handlers.flatMap(({ meets }) => meets).length).toBeGreaterThan(10);
});

describe('messages that are like an error in all but one place', async () => {
  const { catalog: listed } = await compileCatalog(join(import.meta.dirname, 'fixtures/lists'), {
    today: '2026-11-21',
    toolVersion: '0.0.0',
  });
  if (!listed) throw new Error('the fixture has errors');
  const own = handlersOf(listed).filter(({ client, transport }) => node.clients.includes(client.id) && transport !== 'http');
  /** What is said of each handler with another text. */
  const judged = async (edit: (code: string) => string): Promise<string[]> => {
    const meets = own.flatMap((one) => one.meets.map((met) => ({ ...met, snippet: { ...met.snippet, code: edit(one.code) } })));
    const proofs = await prove(listed, meets, node, folder, 1500);
    return own.map(({ client }) => proofs.flatMap(({ candidate, wrong }) => (candidate.client === client ? wrong : [])).join('\n'));
  };

  test('are not taken for it, and what is left of its lists is enough', async () => {
    expect(own.length).toBe(2);
    expect(await judged((code) => code)).toEqual(['', '']);
  });

  test.each([
    ['every constant tells', / && (?=\w+\?\.version)/, ' || ', /stray \("~error" body\/kind\): it (?:thrown|reported)/],
    ['a constant is asked for', /(?<=if \()\w+\?\.kind === 'error' && /, '', /stray \("~error" body\/kind\)/],
    ['a list is no object', /\?\.detail\?\.code/, '?.detail?.code ?? Object.values(Object(error_?.detail))[0]', /body\/detail/],
    ['a list may be empty', /\?\.\[0\]\?\./g, '?.[0]!.', /lasts \(\[\] body\/detail\/about\)/],
  ])('must be told by each handler: %s', async (_, piece, instead, what) => {
    const said = await judged((code) => {
      const root = /(\w+)\?\.detail\?\.code/.exec(code)?.[1] ?? '';
      const edited = code.replace(piece, instead.replace('error_', root));
      expect(edited).not.toBe(code);
      return edited;
    });
    for (const one of said) expect(one).toMatch(what);
  });
});

test('a number that nobody knows is an error where codes stand, whatever the status says; nothing and zero are none', async () => {
  const handler = handlers.find(({ meets }) => meets.some(({ plan }) => plan.code === '-32602'));
  if (!handler) throw new Error('the fixture has no code that is a number');
  const file = join(folder, 'handler.ts');
  await writeFile(file, handler.code);
  const { send } = (await import(pathToFileURL(file).href)) as { send: (hooks: object, path: string) => Promise<Response> };
  const sent = async (body: object): Promise<number | string> => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body)));
    return send({}, '/').then(
      ({ status }) => status,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  };
  expect(await sent({ result: 7 })).toBe(200);
  expect(await sent({ error: null })).toBe(200);
  expect(await sent({ error: { code: 0 } })).toBe(200);
  expect(await sent({ error: { code: -32603 } })).toMatch(/^unknown error -32603\b/);
  expect(await sent({ error: { code: -32602 } })).toMatch(/^-32602\b/);
});
