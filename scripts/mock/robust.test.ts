import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { isLoopback } from './host.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';

const LIMITS = { body: 4096, headersTimeout: 300, requestTimeout: 600, connections: 40, session: 400, scenarios: 3 };

let mock: Mock;
let port: number;
beforeAll(async () => {
  mock = await startMock(await compiled('fixture'), { limits: LIMITS });
  port = Number(new URL(mock.url).port);
});
afterAll(() => mock.close());

/** Sends bytes as they are and gives all that came back until the connection ended; the client ends it where `wait` is false. */
function raw(bytes: string | Uint8Array, wait = true): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.on('connect', () => (wait ? void socket.write(bytes) : socket.end(bytes)));
  });
}

const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
const host = (): string => `Host: 127.0.0.1:${port}\r\n`;

async function isAlive(): Promise<boolean> {
  const response = await fetch(`${mock.url}/shop/NOT_FOUND`, { headers: { connection: 'close' } });
  await response.text();
  return response.status === 410;
}

describe('a request that is wrong', () => {
  test.each<[what: string, request: () => string, status: number]>([
    ['is no HTTP', () => 'hello\r\n\r\n', 400],
    ['has no version', () => 'GET /\r\n\r\n', 400],
    ['has no Host', () => 'GET / HTTP/1.1\r\n\r\n', 400],
    ['has two lengths', () => `POST / HTTP/1.1\r\n${host()}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
    ['has length and chunks', () => `POST / HTTP/1.1\r\n${host()}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
    ['has a bad chunk', () => `POST /shop/NOT_FOUND HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    ['has giant headers', () => `GET / HTTP/1.1\r\n${host()}X: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['has a giant path', () => `GET /${'x'.repeat(40_000)} HTTP/1.1\r\n${host()}\r\n`, 431],
    ['never ends its headers', () => `GET / HTTP/1.1\r\n${host()}X-Slow: `, 408],
    ['never sends its content', () => `POST /shop/NOT_FOUND HTTP/1.1\r\n${host()}Content-Length: 10\r\n\r\nab`, 408],
    ['announces too much', () => `POST /shop/NOT_FOUND HTTP/1.1\r\n${host()}Content-Length: 999999999\r\n\r\n`, 413],
    [
      'sends too much',
      () =>
        `POST /shop/NOT_FOUND HTTP/1.1\r\n${host()}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${`400\r\n${'x'.repeat(1024)}\r\n`.repeat(8)}0\r\n\r\n`,
      413,
    ],
    ['has a broken escape', () => `GET /%zz HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`, 404],
    ['has a broken key', () => `GET /~at/%zz/things/7 HTTP/1.1\r\n${host()}\r\n`, 400],
    ['has a key that cannot be', () => `GET /~at/a%20b/things/7 HTTP/1.1\r\n${host()}\r\n`, 400],
    ['names another machine', () => 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421],
    [
      'names another machine as its target',
      () => `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
      421,
    ],
    ['is a tunnel', () => `CONNECT example.com:443 HTTP/1.1\r\n${host()}\r\n`, 0],
    ['offers a protocol that nobody takes', () => `GET /shop HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`, 404],
    ['upgrades without a key', () => `GET /shop HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 400],
    [
      'upgrades to another version',
      () =>
        `GET /shop HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 7\r\n\r\n`,
      400,
    ],
    [
      'upgrades under another name',
      () => `GET /shop HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      421,
    ],
    ['upgrades with a broken key', () => `GET /~at/%zz/shop HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 400],
    ['is a bad Socket.IO handshake', () => `GET /socket.io/?EIO=9&transport=polling HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`, 400],
    [
      'upgrades a Socket.IO session that is not there',
      () =>
        `GET /socket.io/?EIO=4&transport=websocket&sid=nope HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      400,
    ],
  ])('%s', async (_, request, status) => {
    expect(statusOf(await raw(request()))).toBe(status);
    expect(await isAlive()).toBe(true);
  });

  test('gets a problem that says what to do', async () => {
    const text = await raw('hello\r\n\r\n');
    expect(text).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject({ status: 400, detail: 'this is no HTTP/1.1 request' });
  });
});

describe('limits', () => {
  test('of scenarios: the fourth is refused, a deleted one makes room', async () => {
    const define = async (key: string): Promise<number> =>
      (await fetch(`${mock.url}/~mock/scenarios/${key}`, { method: 'PUT', body: '{"fail":1,"code":"NOT_FOUND"}' })).status;
    expect([await define('a'), await define('b'), await define('c'), await define('d'), await define('a')]).toEqual([
      201, 201, 201, 429, 201,
    ]);
    await fetch(`${mock.url}/~mock/scenarios/a`, { method: 'DELETE' });
    expect(await define('d')).toBe(201);
  });

  test('of a session: it ends', async () => {
    const text = await raw(
      `GET /shop HTTP/1.1\r\n${host()}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    expect(statusOf(text)).toBe(101);
    expect(text).toContain('the session of the mock is over');
  });

  test('of a WebSocket message: the session ends with 1009', async () => {
    mock.log.clear();
    const socket = new WebSocket(mock.url.replace('http', 'ws') + '/shop');
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    socket.send('x'.repeat(LIMITS.body + 1));
    const closed = await new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
    expect(closed).toBe(1009);
    expect(await isAlive()).toBe(true);
  });

  test('of connections: those above it are dropped, and the others live on', async () => {
    const sockets = Array.from({ length: 80 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    const dropped = sockets.map(
      (socket) => new Promise<boolean>((resolve) => socket.on('close', () => resolve(true)).on('data', () => undefined)),
    );
    await Promise.race(dropped);
    for (const socket of sockets) socket.destroy();
    await Promise.all(dropped);
    await expect.poll(isAlive).toBe(true);
  });
});

/** A sound request to begin with, and bytes that replace some of it. */
const damaged = fc
  .tuple(
    fc.constantFrom(
      'GET /shop/NOT_FOUND?params.id=x HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'POST /things/7 HTTP/1.1\r\nHost: localhost\r\nPrefer: code=NOT_FOUND\r\nMock-Options: {"params":{}}\r\nMock-Scenario: k; fail=2; code=x\r\nContent-Length: 2\r\n\r\n{}',
      'GET /shop HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n\x81\x05hello',
      'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n40{}',
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n\x81\x0240',
      'POST /~mock/scenarios HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n{"key":"z"}',
    ),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 6 }), fc.nat(6)), { maxLength: 4 }),
  )
  .map(([text, edits]) => {
    let bytes = Buffer.from(text, 'latin1');
    for (const [at, put, cut] of edits) {
      const from = Math.floor(at * bytes.length);
      bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
    }
    return bytes;
  });

test('no damaged request stops it', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      const text = await raw(bytes, false);
      if (text !== '') answered += 1;
      expect(statusOf(text)).not.toBe(500);
    }),
    { numRuns: 1500 },
  );
  expect(answered).toBeGreaterThan(500);
  expect(await isAlive()).toBe(true);
});

test('no packet of a Socket.IO client stops it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            '40',
            '40/shop,{"mock":{"code":"NOT_FOUND"}}',
            '42["mock",{"code":1}]',
            '42["x"]',
            '43[]',
            '451-["x",{"_placeholder":true,"num":9}]',
            '2',
            '1',
            '42[]',
            '42{"a":1}',
          ),
          fc.string({ maxLength: 30 }),
        ),
        { maxLength: 6 },
      ),
      async (packets) => {
        const open = await fetch(`${mock.url}/socket.io/?EIO=4&transport=polling`, { headers: { connection: 'close' } });
        const { sid } = JSON.parse((await open.text()).slice(1)) as { sid: string };
        const sent = await fetch(`${mock.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
          method: 'POST',
          headers: { connection: 'close', 'content-type': 'text/plain;charset=UTF-8' },
          body: packets.join('\x1e'),
        });
        await sent.text();
        expect([200, 400]).toContain(sent.status);
      },
    ),
    { numRuns: 200 },
  );
  expect(await isAlive()).toBe(true);
});

test.each([
  ['localhost', true],
  ['LOCALHOST:80', true],
  ['a.localhost:1', true],
  ['127.0.0.1:4010', true],
  ['127.8.9.1', true],
  ['[::1]:4010', true],
  ['localhost.', true],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['evil.example', false],
  ['192.168.0.1', false],
  ['[::2]', false],
  ['0.0.0.0', false],
  ['', false],
])('the host %j is of this machine: %s', (name, want) => {
  expect(isLoopback(name)).toBe(want);
});

test('with an address to listen on, every name is let in', async () => {
  const open = await startMock(await compiled('fixture'), { host: '127.0.0.1' });
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(open.url).port), '127.0.0.1', () =>
      socket.write('GET /things/7 HTTP/1.1\r\nHost: mock.internal\r\nConnection: close\r\n\r\n'),
    );
    let all = '';
    socket.on('data', (part) => (all += part.toString())).on('close', () => resolve(all));
  });
  expect(statusOf(text)).toBe(200);
  await open.close();
});

test('a browser of another origin may ask', async () => {
  const headers = { origin: 'http://localhost:5173' };
  const preflight = await fetch(`${mock.url}/shop/NOT_FOUND`, {
    method: 'OPTIONS',
    headers: { ...headers, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-own' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('x-own');
  const response = await fetch(`${mock.url}/shop/NOT_FOUND`, { headers });
  expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id');
});
