import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { compiled } from '../emit/fixtures/catalogs.ts';
import type { Json } from '../model/json.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(await compiled('fixture'));
});
beforeEach(() => mock.log.clear());
afterAll(() => mock.close());

/** What a WebSocket client met: an HTTP refusal, or messages and a close frame. */
interface Met {
  refused?: number;
  body?: unknown;
  got: Json[];
  closed?: number;
  reason?: string;
}

/** Opens a WebSocket, sends each text after the answer to the one before, and closes after the last answer. */
function talk(path: string, say: readonly string[] = [], answers = say.length): Promise<Met> {
  return new Promise((resolve, reject) => {
    const met: Met = { got: [] };
    const socket = new WebSocket(mock.url.replace('http', 'ws') + path);
    const left = [...say];
    const next = (): void => {
      const text = left.shift();
      if (text !== undefined) socket.send(text);
    };
    socket.on('open', next);
    socket.on('message', (data: Buffer) => {
      met.got.push(JSON.parse(data.toString()) as Json);
      if (left.length > 0) next();
      else if (met.got.length >= answers) socket.close(1000);
    });
    socket.on('unexpected-response', (_, response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ ...met, refused: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    socket.on('error', (error) => {
      if (met.refused === undefined && !/Unexpected server response/.test(error.message)) reject(error);
    });
    socket.on('close', (code, reason) => resolve({ ...met, closed: code, reason: reason.toString() }));
  });
}

describe('a WebSocket client', () => {
  test('meets the event, and the end of the session where the code is fatal', async () => {
    const met = await talk('/shop/EXPIRED?envelope=frame', [], 2);
    expect(met).toMatchObject({ got: [{ type: 'error', payload: { code: 'EXPIRED', fatal: true } }], closed: 1008, reason: 'EXPIRED' });
  });

  test('meets a message that looks like an error and is none', async () => {
    expect(await talk('/shop/~stray?envelope=frame', [], 1)).toMatchObject({ got: [{ type: 'stray', payload: {} }] });
  });

  test('meets the close frame that the catalog declares', async () => {
    expect(await talk('/shop/EXPIRED?envelope=closing', [], 2)).toMatchObject({ closed: 4001, reason: 'Token expired' });
  });

  test('is refused with the HTTP message of the code, or with its status and a problem', async () => {
    expect(await talk('/shop/EXPIRED?when=handshake&envelope=http')).toMatchObject({ refused: 401, body: { code: 'EXPIRED' } });
    expect(await talk('/shop/EXPIRED?when=handshake&envelope=frame')).toMatchObject({
      refused: 401,
      body: { status: 401, code: 'EXPIRED' },
    });
  });

  test('asks for an error during the session, on a declared channel too', async () => {
    for (const path of ['/shop', '/live', '/live/'])
      expect(await talk(path, ['{"mock":{"code":"EXPIRED","envelope":"frame"}}'], 2)).toMatchObject({
        got: [{ type: 'error' }],
        closed: 1008,
      });
  });

  test('gets a success for anything else, and a problem for what cannot be', async () => {
    const { got, closed } = await talk('/shop', [
      '{"type":"hello"}',
      'no JSON',
      '[]',
      '{"mock":{"code":"NOPE"}}',
      '{"mock":7}',
      '{"mock":{"cod":"x"}}',
      '{}',
    ]);
    expect(got).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
      { status: 404 },
      { status: 400 },
      { status: 400, parameter: 'cod' },
      { ok: true },
    ]);
    expect(closed).toBe(1000);
  });

  test('reconnects after a fatal error and succeeds', async () => {
    mock.scenario('again', { code: 'EXPIRED', envelope: 'frame', fail: 1 });
    expect(await talk('/~at/again/shop', ['{"type":"hello"}'], 2)).toMatchObject({ closed: 1008 });
    expect(await talk('/~at/again/shop', ['{"type":"hello"}'])).toMatchObject({ got: [{ ok: true }], closed: 1000 });
    expect(mock.log.events('again').map(({ type }) => type)).toEqual([
      'open',
      'received',
      'sent',
      'closed',
      'open',
      'received',
      'sent',
      'closed',
    ]);
    expect(mock.log.events('again').filter(({ type }) => type === 'closed')).toMatchObject([
      { by: 'mock', code: 1008 },
      { by: 'client', code: 1000 },
    ]);
  });

  test('is refused twice, then let in', async () => {
    const path = '/shop?scenario=knock;fail=2;when=handshake;code=EXPIRED';
    expect([(await talk(path)).refused, (await talk(path)).refused]).toEqual([401, 401]);
    expect(await talk(path, ['{}'])).toMatchObject({ got: [{ ok: true }] });
  });

  test.each([
    ['/nowhere', 404],
    ['/shop/NOPE', 404],
    ['/shop?code=NOPE', 404],
    ['/shop?statsu=1', 400],
    ['/shop/NOT_FOUND?envelope=http&when=open', 400],
  ])('%s is refused with %d and a problem', async (path, status) => {
    expect(await talk(path)).toMatchObject({ refused: status, body: { status } });
  });
});

/** Connects, does something, and gives everything that came until `count` things have. */
function sit(
  namespace: string,
  options: object,
  count: number,
  then?: (socket: ReturnType<typeof io>, note: (what: Json) => void) => void,
): Promise<Json[]> {
  return new Promise((resolve) => {
    const got: Json[] = [];
    const socket = io(mock.url + namespace, { forceNew: true, reconnection: false, ...options });
    const note = (what: Json): void => {
      if (got.length >= count) return;
      got.push(what);
      if (got.length < count) return;
      socket.disconnect();
      resolve(got);
    };
    socket.onAny((event: string, ...args: Json[]) => note([event, ...args]));
    socket.on('connect', () => then?.(socket, note));
    socket.on('connect_error', (error) => note(['connect_error', error.message, (error as { data?: Json }).data ?? null]));
    socket.on('disconnect', (reason) => note(['disconnect', reason]));
  });
}

describe.each([[['websocket']], [['polling']], [['polling', 'websocket']]])('a Socket.IO client over %j', (transports) => {
  const with_ = (mocked: object): object => ({ transports, auth: { mock: mocked } });

  test('meets the event after connecting, with all its arguments', async () => {
    expect(await sit('/shop', with_({ code: 'RATE_LIMIT', envelope: 'many' }), 1)).toMatchObject([
      ['failed', 'RATE_LIMIT', { message: expect.any(String) as string }],
    ]);
  });

  test('is refused with connect_error and the payload', async () => {
    expect(await sit('/', with_({ code: 'NOT_FOUND', service: 'shop', envelope: 'event', when: 'handshake' }), 1)).toMatchObject([
      ['connect_error', "Thing 'z9' not found", { code: 'NOT_FOUND' }],
    ]);
  });

  test('gets an acknowledgement error, or a success', async () => {
    const ask = (payload: object) =>
      sit('/shop', { transports }, 1, (socket, note) => socket.emit('buy', payload, (answer: Json) => note(['ack', answer])));
    expect(await ask({ mock: { code: 'NOT_FOUND', envelope: 'answer' } })).toEqual([['ack', { ok: false, code: 'NOT_FOUND' }]]);
    expect(await ask({ id: 7 })).toEqual([['ack', { ok: true }]]);
    expect(await ask({ mock: { code: 'NOPE' } })).toMatchObject([['ack', { status: 404 }]]);
  });

  test('hears of a success without a callback too', async () => {
    expect(await sit('/shop', { transports }, 1, (socket) => socket.emit('buy', {}))).toEqual([['mock', { ok: true, event: 'buy' }]]);
  });

  test('is not let into a namespace that nothing declares', async () => {
    expect(await sit('/nowhere', { transports }, 1)).toMatchObject([['connect_error', 'Invalid namespace', null]]);
  });
});

test('a Socket.IO client that only has an address runs its scenario: a fatal error ends the session, a new one succeeds', async () => {
  const catalog = structuredClone(await compiled('fixture'));
  const code = catalog.services.flatMap(({ codes }) => codes).find(({ id }) => id === 'RATE_LIMIT');
  if (!code) throw new Error('no code');
  code.fatal = true;
  const other = await startMock(catalog);
  other.scenario('sio', { code: 'shop/RATE_LIMIT', envelope: 'event', fail: 1 });
  const run = (): Promise<Json[]> =>
    new Promise((resolve) => {
      const got: Json[] = [];
      const socket = io(`${other.url}/shop?scenario=sio`, { forceNew: true, reconnection: false });
      socket.on('connect', () => socket.emit('buy', {}));
      socket.on('disconnect', (reason) => resolve([...got, reason]));
      socket.onAny((event: string) => {
        got.push(event);
        if (event === 'mock') socket.disconnect();
      });
    });
  expect(await run()).toEqual(['shop_error', 'io server disconnect']);
  expect(await run()).toEqual(['mock', 'io client disconnect']);
  await other.close();
  expect(other.log.events('sio').map(({ type }) => type)).toEqual([
    'open',
    'received',
    'sent',
    'closed',
    'open',
    'received',
    'sent',
    'closed',
  ]);
});
