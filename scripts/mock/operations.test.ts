import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';

/** Two services with paths that fit the same requests. */
async function overlapping(): Promise<Mock> {
  const catalog = structuredClone(await compiled('fixture'));
  const first = catalog.services.find(({ service }) => service === 'shop');
  if (!first) throw new Error('no service');
  const operation = (name: string, method: string | undefined, path: string) => ({
    name,
    title: { en: name },
    ...(method && { method }),
    path,
    raises: [],
  });
  first.operations = [
    operation('byId', 'GET', '/a/{id}'),
    operation('byName', 'GET', '/a/named'),
    operation('make', 'POST', '/a/{id}'),
    operation('file', 'GET', '/files/{name}.json'),
    operation('verb', 'POST', '/a/{id}:cancel'),
    operation('any', undefined, '/any/'),
    operation('remove', 'DELETE', '/a/{id}'),
  ];
  return startMock(catalog);
}

describe('a declared operation', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await overlapping();
  });
  afterAll(() => mock.close());

  const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(mock.url + path, { method, headers });
    const text = await response.text();
    return { status: response.status, allow: response.headers.get('allow'), type: response.headers.get('content-type'), text };
  };

  test.each([
    ['GET', '/a/7', 200],
    ['GET', '/a/7/', 200],
    ['HEAD', '/a/7', 200],
    ['GET', '/a/named', 200],
    ['POST', '/a/7', 200],
    ['DELETE', '/a/7', 204],
    ['GET', '/files/x.json', 200],
    ['GET', '/files/.json', 404],
    ['GET', '/files/x.xml', 404],
    ['POST', '/a/7:cancel', 200],
    ['PATCH', '/any', 200],
    ['PUT', '/a/7', 405],
    ['GET', '/a', 404],
    ['GET', '/a/7/b', 404],
    ['GET', '/', 200],
  ])('%s %s is answered with %d', async (method, path, status) => {
    expect((await ask(method, path)).status).toBe(status);
  });

  test('succeeds without a preference, in a way that no error of the catalog has', async () => {
    expect(await ask('GET', '/a/7')).toMatchObject({ type: 'application/json', text: '{"ok":true}' });
  });

  test('says which methods there are', async () => {
    expect(await ask('PUT', '/a/7')).toMatchObject({ allow: 'GET, POST, DELETE', type: 'application/problem+json' });
  });

  test.each([
    [{ Prefer: 'code=RATE_LIMIT' }, 429],
    [{ Prefer: 'respond-async, code="RATE_LIMIT"; foo' }, 429],
    [{ Prefer: 'wait=5; code=shop/RATE_LIMIT' }, 429],
    [{ 'Mock-Code': 'RATE_LIMIT' }, 429],
    [{ 'Mock-Options': 'code=NOT_FOUND&status=404' }, 404],
    [{ 'Mock-Options': '{"code":"NOT_FOUND","status":404}' }, 404],
    [{ Prefer: 'return=minimal' }, 200],
    [{ Prefer: 'code=NOPE' }, 404],
    [{ 'Mock-Options': 'status=four', Prefer: 'code=NOT_FOUND' }, 400],
    [{ 'Mock-Options': '{', Prefer: 'code=NOT_FOUND' }, 400],
  ])('with %j it is answered with %d', async (headers, status) => {
    expect((await ask('POST', '/a/7', headers)).status).toBe(status);
  });

  test('leaves the query to the client', async () => {
    expect((await ask('GET', '/a/7?status=999&whatever=1&code=x')).status).toBe(200);
  });
});

describe('the values of a request', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock(await compiled('fixture'));
  });
  afterAll(() => mock.close());

  const path = '/shop/NOT_FOUND';
  const id = async (query: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(mock.url + path + query, init);
    const body = (await response.json()) as { details?: { id: string }; parameter?: string };
    return body.parameter ?? body.details?.id;
  };

  test.each([
    ['in the query', '?params.id=q1', undefined, 'q1'],
    ['in the query, with a text that looks like a number', '?params.id=7', undefined, '7'],
    ['in a header, as pairs', '', { headers: { 'Mock-Options': 'params.id=h%201' } }, 'h 1'],
    ['in a header, as JSON', '', { headers: { 'Mock-Options': '{"params":{"id":"h2"}}' } }, 'h2'],
    ['as JSON', '', { method: 'POST', body: '{"mock":{"params":{"id":"j1"}}}' }, 'j1'],
    ['by the name of an example', '?example=gone', undefined, 'z9'],
    ['unchanged, with content of the client', '', { method: 'POST', body: '{"id":"j1"}' }, 'z9'],
  ])('%s', async (_, query, init, want) => {
    expect(await id(query, init)).toBe(want);
  });

  test.each([
    ['?params.ids=1', 'params.ids'],
    ['?parms.id=1', 'parms.id'],
    ['?context.traceId=XYZ', 'context.traceId'],
    ['?status=500', 'status'],
    ['?status=x', 'status'],
    ['?locale=fr', 'locale'],
    ['?variant=3', 'variant'],
    ['?envelope=frame', 'envelope'],
    ['?example=none', 'example'],
    ['?message=free', 'message'],
    ['?omit=params.id', 'omit'],
    ['?when=never', 'when'],
    ['?errors=1', 'errors'],
    ['?params=1', 'params'],
    ['?service=bank', 'service'],
  ])('%s is refused by its name', async (query, parameter) => {
    const response = await fetch(mock.url + path + query);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(await response.json()).toMatchObject({ status: 400, title: 'Bad Request', parameter });
  });

  test('a value of the wrong type is refused with the schema and an example', async () => {
    const response = await fetch(`${mock.url}/shop/RATE_LIMIT?params.wait=soon`);
    expect(await response.json()).toMatchObject({
      parameter: 'params.wait',
      detail: expect.stringMatching(/integer.*such as 38/s) as string,
    });
  });

  test('a code that is not in the catalog is sent in each envelope, and is read as unknown', async () => {
    const { decoder } = await import('../test/model-fixture.ts').then(({ tryOut }) =>
      tryOut(new URL('../emit/fixtures/catalog', import.meta.url).pathname),
    );
    const response = await fetch(`${mock.url}/shop/~unknown?envelope=http`);
    const body = (await response.json()) as { code: string };
    const verdict = decoder.decode(
      { status: response.status, headers: Object.fromEntries(response.headers), body },
      { transport: 'http', service: 'shop' },
    );
    expect(verdict).toMatchObject({ verdict: 'unknown-code', unknown: { value: body.code } });
  });

  test('what a proxy answers is a page, with the status that is asked for', async () => {
    const ask = async (path: string): Promise<unknown[]> => {
      const response = await fetch(mock.url + path);
      return [response.status, response.headers.get('content-type'), (await response.text()).startsWith('<!doctype html>')];
    };
    expect(await ask('/shop/~proxy')).toEqual([502, 'text/html', true]);
    expect(await ask('/shop/~proxy?status=429')).toEqual([429, 'text/html', true]);
  });
});
