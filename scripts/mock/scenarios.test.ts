import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import type { Message } from '../envelope/node.ts';
import { isObject } from '../model/json.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';
import { planOf, readScenario } from './scenarios.ts';

let mock: Mock;
let now = 0;
beforeAll(async () => {
  mock = await startMock(await compiled('fixture'), { clock: () => now });
});
beforeEach(() => mock.log.clear());
afterAll(() => mock.close());

/** Statuses of some requests, one after the other. */
async function statuses(path: string, count: number, headers: Record<string, string> = {}): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const response = await fetch(mock.url + path, { headers });
    await response.text();
    found.push(response.status);
  }
  return found;
}

describe('a scenario', () => {
  test('fails as often as it says, then succeeds', async () => {
    expect(await statuses('/shop/RATE_LIMIT', 4, { 'Mock-Scenario': 'a; fail=2' })).toEqual([429, 429, 200, 200]);
  });

  test('fails with one code, then with another', async () => {
    const headers = { 'Mock-Scenario': 'b; fail=1; code=RATE_LIMIT; then=NOT_FOUND' };
    expect(await statuses('/things/7', 3, headers)).toEqual([429, 410, 410]);
  });

  test('is one a key: runs at the same time do not disturb each other', async () => {
    const runs = Array.from({ length: 20 }, (_, at) => statuses('/shop/RATE_LIMIT', 4, { 'Mock-Scenario': `parallel-${at}; fail=2` }));
    for (const found of await Promise.all(runs)) expect(found).toEqual([429, 429, 200, 200]);
  });

  test('has a wait that decreases from the example, where the code carries it in a parameter', async () => {
    const waits: (string | null)[] = [];
    for (let at = 0; at < 3; at += 1) {
      const response = await fetch(`${mock.url}/shop/RATE_LIMIT?envelope=http`, { headers: { 'Mock-Scenario': 'c; fail=2' } });
      waits.push(response.headers.get('retry-after'));
    }
    expect(waits).toEqual(['38', '19', null]);
  });

  test('has the waits that it is told', async () => {
    mock.scenario('d', { code: 'shop/RATE_LIMIT', envelope: 'http', fail: 3, wait: [5, 2, 1] });
    const waits: (string | null)[] = [];
    for (let at = 0; at < 3; at += 1) waits.push((await fetch(`${mock.url}/~at/d/things/7`)).headers.get('retry-after'));
    expect(waits).toEqual(['5', '2', '1']);
  });

  test('sends what its owner makes of the errors, and nothing else differently', async () => {
    const edit = (message: Message): Message => ({ ...message, status: 418, body: [message.body ?? null] });
    mock.scenario('edited', { code: 'shop/NOT_FOUND', envelope: 'http', fail: 1 }, edit);
    const known = await fetch(`${mock.url}/shop/NOT_FOUND?envelope=http`);
    const first = await fetch(`${mock.url}/~at/edited/things/7`);
    expect([first.status, await first.json()]).toEqual([418, [await known.json()]]);
    expect((await fetch(`${mock.url}/~at/edited/things/7`)).status).toBe(200);
  });

  test('goes step by step where it is told so', async () => {
    mock.scenario('e', { steps: ['success', 'pending', 'NOT_FOUND', { code: 'NOT_FOUND', status: 404 }] });
    expect(await statuses('/~at/e/things/7', 6)).toEqual([200, 202, 410, 404, 200, 200]);
  });

  test('lets a client poll for a result, which then stays', async () => {
    const service = (await compiled('fixture')).services.find(({ transports }) => transports.includes('task-result'));
    const code = service?.codes.find(({ messages }) => messages.some(({ transport }) => transport === 'task-result'));
    const envelope = code?.messages.find(({ transport }) => transport === 'task-result')?.envelope;
    const path = `/${code?.service}/${code?.slug}?envelope=${envelope}`;
    expect(await statuses(path, 5, { 'Mock-Scenario': 'poll; pending=2' })).toEqual([202, 202, 200, 200, 200]);
    const result: unknown = await (await fetch(mock.url + path, { headers: { 'Mock-Scenario': 'poll' } })).json();
    expect(JSON.stringify(result)).toContain(code?.code);
  });

  test('is defined, read and deleted over HTTP', async () => {
    const made = await fetch(`${mock.url}/~mock/scenarios`, { method: 'POST', body: '{"key":"f","code":"NOT_FOUND","fail":1}' });
    expect(made.status).toBe(201);
    expect(await statuses('/~at/f/things/7', 2)).toEqual([410, 200]);
    expect(await (await fetch(`${mock.url}/~mock/scenarios/f`)).json()).toMatchObject({
      key: 'f',
      attempts: 2,
      steps: ['NOT_FOUND'],
      log: [{ status: 410, code: 'shop/NOT_FOUND' }, { status: 200 }],
    });
    expect((await fetch(`${mock.url}/~mock/scenarios/f`, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(`${mock.url}/~mock/scenarios/f`)).status).toBe(404);
  });

  test.each([
    ['{"key":"a b"}', /key of a scenario/],
    ['{"key":"g","fail":-1}', /`fail` must be a whole number/],
    ['{"key":"g","fail":1,"code":"NOT_FOND"}', /did you mean NOT_FOUND/],
    ['{"key":"g","fial":1}', /no option `fial`/],
    ['{"key":"g","wait":3}', /`wait` must be a list/],
    ['[]', /a scenario is a JSON object/],
    ['{', /a scenario is a JSON object/],
  ])('%s is refused with its reason', async (body, reason) => {
    const response = await fetch(`${mock.url}/~mock/scenarios`, { method: 'POST', body });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem: unknown = await response.json();
    expect(isObject(problem) && problem.status).toBe(response.status);
    expect(isObject(problem) && problem.detail).toMatch(reason);
  });

  test('a wait cannot be set where the code carries none', async () => {
    const response = await fetch(`${mock.url}/shop/NOT_FOUND`, { headers: { 'Mock-Scenario': 'h; fail=2; wait=2,1' } });
    expect(await response.json()).toMatchObject({ status: 400, parameter: 'wait' });
  });
});

describe('the log', () => {
  test('has every attempt of a key, with the time of the clock that it was given', async () => {
    mock.scenario('log', { code: 'NOT_FOUND', fail: 1 });
    now = 1000;
    await fetch(`${mock.url}/~at/log/things/7?x=1`, { method: 'GET', headers: { 'X-Own': 'yes' } });
    now = 2500;
    await fetch(`${mock.url}/~at/log/things/8`, { method: 'PUT', body: '{"a":1}' });
    await fetch(`${mock.url}/things/9`);
    expect(mock.log.events('log')).toMatchObject([
      {
        at: 1000,
        type: 'request',
        method: 'GET',
        path: '/things/7?x=1',
        headers: { 'x-own': 'yes' },
        status: 410,
        outcome: 'error',
        code: 'shop/NOT_FOUND',
      },
      { at: 2500, type: 'request', method: 'PUT', path: '/things/8', body: '{"a":1}', status: 200, outcome: 'success' },
    ]);
    expect(mock.log.events('')).toMatchObject([{ path: '/things/9' }]);
    expect(mock.log.events()).toHaveLength(3);
  });

  test('forgets the oldest events where there are too many', async () => {
    const small = await startMock(await compiled('fixture'), { limits: { events: 3 } });
    for (let at = 0; at < 20; at += 1) await fetch(`${small.url}/things/${at}`);
    const events = small.log.events();
    expect(events.length).toBeLessThanOrEqual(6);
    expect(events.at(-1)).toMatchObject({ at: 19, path: '/things/19' });
    await small.close();
  });
});

describe('the written form', () => {
  test('and the JSON form mean the same', () => {
    const { key, plan } = readScenario('k; fail=2; code=A; then=success; when=open');
    expect(key).toBe('k');
    expect(JSON.stringify(plan)).toBe(JSON.stringify(planOf({ fail: 2, code: 'A', when: 'open' })));
  });

  test('takes percent-encoded values, and a key alone', () => {
    expect(readScenario('k').plan).toBeUndefined();
    const { plan } = readScenario('k; code=A; params.text=a%3Bb%3Dc');
    const [step] = plan?.steps ?? [];
    expect(step?.kind === 'error' && step.options.params.get('text')?.value).toBe('a;b=c');
  });
});
