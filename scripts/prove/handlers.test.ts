import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { handlersOf } from '../snippet/handlers/index.ts';
import { proveClient } from './handlers.ts';
import { node } from './runtimes/node.ts';

const catalog = await compiled('fixture');
const handlers = handlersOf(catalog).filter(({ client }) => node.clients.includes(client.id));
const folder = await mkdtemp(join(tmpdir(), 'errdex-handlers-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

test('handlers of a catalog with every shape of message do what the facts demand', { timeout: 120_000 }, async () => {
  const proven = await proveClient(catalog, [], handlers, node, folder);
  expect(proven.handlers.flatMap(({ handler, wrong }) => wrong.map((what) => `${handler.name}: ${what}`))).toEqual([]);
  expect(proven.handlers.length).toBe(handlers.length);
  expect(handlers.flatMap(({ meets }) => meets).length).toBeGreaterThan(10);
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
