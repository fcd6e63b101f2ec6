import { describe, expect, test } from 'vitest';
import type { Json } from '../../model/json.ts';
import type { Pasted } from '../pasted.ts';
import { longestPaste } from '../longest.ts';
import { readPaste } from '../read.ts';

function read(text: string): Pasted[] {
  const found = readPaste(text);
  return found === 'too-long' ? [] : found;
}

/** The first view of every message, and the way and flaws. */
const seen = (text: string): [string, Json, string][] =>
  read(text).map(({ way, views, flaws }) => [way, views[0]?.message ?? null, flaws.join(' ')]);

const body = { code: 'GONE', message: "It's gone" };
const json = JSON.stringify(body);

describe('what curl prints', () => {
  test('HTTP/2, with carriage returns, after a redirect and an interim answer', () => {
    const text = [
      'HTTP/1.1 301 Moved Permanently',
      'Location: https://api.example/',
      '',
      'HTTP/1.1 100 Continue',
      '',
      'HTTP/2 410 ',
      'content-type: application/json',
      'X-Id: 7',
      'x-id: 8',
      '',
      json,
    ].join('\r\n');
    expect(seen(text)).toEqual([
      ['http-response', { status: 301, headers: { location: 'https://api.example/' } }, ''],
      ['http-response', { status: 410, headers: { 'content-type': 'application/json', 'x-id': '7, 8' }, body }, ''],
    ]);
    expect(read(text).map(({ line }) => line)).toEqual([1, 6]);
  });

  test('chunks as they are sent', () => {
    const half = 20;
    const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
    const text = `HTTP/1.1 410 Gone\r\nTransfer-Encoding: chunked\r\n\r\n${chunk(json.slice(0, half))}${chunk(json.slice(half))}0\r\n\r\n`;
    expect(seen(text)[0]?.[1]).toEqual({ status: 410, headers: { 'transfer-encoding': 'chunked' }, body });
  });

  test('-v: what it tells of the connection is left out, and the line is that of the text', () => {
    const text = [
      '*   Trying 192.0.2.1:443...',
      '> GET / HTTP/2',
      '> accept: */*',
      '>',
      '< HTTP/2 410',
      '< x-id: 7',
      '<',
      '{ [93 bytes data]',
      `${json}* Connection #0 to host api.example left intact`,
    ].join('\n');
    expect(seen(text)).toEqual([['curl-verbose', { status: 410, headers: { 'x-id': '7' }, body }, '']]);
    expect(read(text)[0]?.line).toBe(5);
  });

  test('no body, a page of a proxy, an event stream', () => {
    expect(seen('HTTP/1.1 404 Not Found\nserver: x\n\n')[0]?.[1]).toEqual({ status: 404, headers: { server: 'x' } });
    expect(seen('HTTP/1.1 502 Bad Gateway\ncontent-type: text/html\n\n<html>\n</html>')[0]?.[1]).toMatchObject({ body: '<html>\n</html>' });
    expect(seen(`HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\nevent: error\ndata: ${json}\n\n`)).toEqual([
      ['sse', { event: 'error', body }, ''],
    ]);
  });

  test.each(['HTTP/1.1 410 Gone\nx-id: 7', `HTTP/1.1 410 Gone\n\n${json.slice(0, -4)}`])('cut off: %j', (text) => {
    expect(seen(text)[0]?.[2]).toBe('truncated');
  });
});

describe('frames and packets', () => {
  test.each<[string, Json]>([
    [`42["failed",${json}]`, { event: 'failed', body }],
    [`42/admin,["failed",${json}]`, { event: 'failed', body }],
    [`42/admin,17["failed",${json},2]`, { event: 'failed', body, args: [2] }],
    [`2["failed",${json}]`, { event: 'failed', body }],
    [`451-["failed",${json}]`, { event: 'failed', body }],
    [`4317[${json}]`, { ack: body }],
    [`44${json}`, { event: 'connect_error', body }],
    [`44/admin,${json}`, { event: 'connect_error', body }],
    ['42["failed"]', { event: 'failed' }],
    [`↓42["failed",${json}]`, { event: 'failed', body }],
  ])('%s', (text, message) => {
    expect(seen(text)).toEqual([['socket-io-packet', message, '']]);
  });

  test('several packets of one poll', () => {
    expect(seen(`40{"sid":"x"}\u001e42["failed",${json}]\u001e3`).map(([, message]) => message)).toContainEqual({ event: 'failed', body });
  });

  test('a packet in a log line', () => {
    expect(seen(`10:32:01.532 engine.io: received packet 42["failed",${json}] from abc`)).toEqual([
      ['log-line', { event: 'failed', body }, ''],
    ]);
  });

  test.each<[string, Json]>([
    ['close 4001 session over', { close: { code: 4001, reason: 'session over' } }],
    ['closed: 1008', { close: { code: 1008 } }],
    [`${json}\nclose 4001 over`, { body, close: { code: 4001, reason: 'over' } }],
  ])('%j', (text, message) => {
    expect(seen(text)).toEqual([['websocket-frames', message, '']]);
  });

  const over = { close: { code: 4001, reason: 'session over' } };

  test.each<[string, string]>([
    ['wscat', `Connected (press CTRL+C to quit)\n> {"type":"start"}\n< ${json}\nDisconnected (code: 4001, reason: "session over")\n>`],
    ['a console of Chrome', `${json}\nCloseEvent {isTrusted: true, wasClean: true, code: 4001, reason: 'session over', type: 'close', …}`],
    ['a console of Firefox', `${json}\nclose { target: WebSocket, wasClean: true, code: 4001, reason: "session over", eventPhase: 0 }`],
    ['a close event as JSON', `recv ${json}\nclosed {"wasClean":true,"code":4001,"reason":"session over"}`],
    [
      'websocat -vv',
      `${json}\n[INFO  websocat::ws_peer] Received WebSocket close message\n[DEBUG websocat::ws_peer] The close message is Some(CloseData { status_code: 4001, reason: "session over" })`,
    ],
    ['tungstenite', `got ${json}\nClose(Some(CloseFrame { code: Library(4001), reason: "session over" }))`],
    ['gorilla', `2026/11/21 10:00:00 recv: ${json}\n2026/11/21 10:00:00 read: websocket: close 4001: session over`],
    ['coder', `${json}\nfailed to get reader: received close frame: status = StatusCode(4001) and reason = "session over"`],
    [
      'websockets of Python',
      `< ${json}\nwebsockets.exceptions.ConnectionClosedError: received 4001 (private use) session over; then sent 4001 (private use) session over`,
    ],
    ['its older words', `${json}\nConnectionClosedError: code = 4001 (private use), reason = session over`],
  ])('a message and the close behind it, as told by %s', (_tool, text) => {
    expect(seen(text)).toEqual([['websocket-frames', { body, ...over }, '']]);
    expect(
      seen(
        text
          .split('\n')
          .slice(text.startsWith('Connected') ? 3 : 1)
          .join('\n'),
      ),
    ).toEqual([['websocket-frames', over, '']]);
  });

  test('a close without a reason, and one of a class of the standard', () => {
    expect(seen('Disconnected (code: 1006, reason: "")')[0]?.[1]).toEqual({ close: { code: 1006 } });
    expect(seen('read: websocket: close 1008 (policy violation): no')[0]?.[1]).toEqual({ close: { code: 1008, reason: 'no' } });
    expect(seen('websocket: close 1006 (abnormal closure): unexpected EOF')[0]?.[1]).toMatchObject({ close: { code: 1006 } });
    expect(seen('ConnectionClosedError: received 1011 (internal error); then sent 1011 (internal error)')[0]?.[1]).toEqual({
      close: { code: 1011 },
    });
  });

  test('a session with several messages: each is one, the last with the close, or without', () => {
    const text = `< {"type":"hello"}\n< ${json}\n< {"type":"bye"}\nDisconnected (code: 4001, reason: "session over")\n`;
    expect(seen(text).map(([, message]) => message)).toEqual([{ body: { type: 'hello' } }, { body }, { body: { type: 'bye' }, ...over }]);
    expect(read(text).map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(read(text)[2]?.views.map(({ message, fallback }) => [Object.keys(message), fallback])).toEqual([
      [['body', 'close'], undefined],
      [['close'], true],
      [['body'], true],
    ]);
  });

  test('`curl -N` with its progress, its talk, its head', () => {
    const event = `event: error\nid: 5\ndata: ${json}\n\n`;
    const meter =
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\r\n                                 Dload  Upload   Total   Spent    Left  Speed\r\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r100    93    0    93    0     0   1000      0 --:--:-- --:--:-- --:--:--  1000\n';
    const head = 'HTTP/2 200\ncontent-type: text/event-stream; charset=utf-8\n\n';
    const talk = `* Connected to api.example\n> GET /events HTTP/2\n>\n< HTTP/2 200\n< content-type: text/event-stream\n<\n{ [93 bytes data]\n`;
    for (const text of [event, meter + event, head + event, talk + event, `${head}: ping\n\n${event}^C`])
      expect(seen(text).map(([, message]) => message)).toEqual([{ event: 'error', id: '5', body }]);
  });

  test('server-sent events, comments between them', () => {
    const text = `: ping\n\nevent: error\nid: 5\ndata: {"code":\ndata: "GONE"}\n\ndata: ${json}\n`;
    expect(seen(text)).toEqual([
      ['sse', { event: 'error', id: '5', body: { code: 'GONE' } }, ''],
      ['sse', { body }, ''],
    ]);
    expect(read(text).map(({ line, views }) => [line, views[0]?.partial])).toEqual([
      [3, false],
      [8, true],
    ]);
  });
});

describe('logs', () => {
  test.each<[string, string, Json]>([
    ['words around it', `2026-11-21 10:00:00,1 [main] ERROR a.b - got ${json} after 3 tries [id=7]`, { body }],
    ['escaped in a string', `ERROR msg="answer: ${JSON.stringify(json).slice(1, -1)}" try=3`, { body }],
    ['twice escaped', `msg="${JSON.stringify(JSON.stringify(json)).slice(1, -1)}"`, { body }],
    ['bytes of Python', `b'{"code":"GONE","message":"It\\'s gone"}'`, { body }],
    ['a dictionary of Python', `failed: {'code': 'GONE', 'message': "It's gone"}`, { body }],
    ['Python, escapes', String.raw`{'a': None, 'b': True, 'c': 'x\'y\xe9"'}`, { body: { a: null, b: true, c: 'x\'yé"' } }],
  ])('%s', (_title, text, message) => {
    expect(seen(text).map(([, found]) => found)).toContainEqual(message);
  });

  test('each line says where it is', () => {
    expect(read(`INFO start\nERROR ${json}\n\nERROR ${json}`).map(({ line }) => line)).toEqual([2, 4]);
  });

  test('a line that is cut off among others', () => {
    expect(seen(`ERROR ${json.slice(0, 30)}\nINFO next`)).toEqual([['log-line', { body: { code: 'GONE' } }, 'truncated']]);
  });
});

describe('a HAR file', () => {
  const entry = (content: object, more: object = {}): object => ({
    request: { method: 'POST', url: 'https://api.example/orders' },
    response: { status: 410, headers: [{ name: 'X-Id', value: '7' }], content },
    ...more,
  });
  const file = {
    log: { entries: [entry({ mimeType: 'application/json', text: json }), entry({}), entry({ encoding: 'base64', text: btoa(json) })] },
  };

  test('whole, its log, or one entry', () => {
    const message = { status: 410, headers: { 'x-id': '7' }, body };
    expect(seen(JSON.stringify(file)).map(([, found]) => found)).toEqual([message, { status: 410, headers: { 'x-id': '7' } }, message]);
    expect(seen(JSON.stringify(file.log, null, 1))).toHaveLength(3);
    expect(seen(JSON.stringify(file.log.entries[0]))).toEqual([['har', message, '']]);
    expect(read(JSON.stringify(file))[0]?.label).toBe('POST https://api.example/orders');
  });

  test('frames of a WebSocket, those that were received', () => {
    const frames = [
      { type: 'send', data: json },
      { type: 'receive', data: `42["failed",${json}]` },
      { type: 'receive', data: json },
    ];
    expect(seen(JSON.stringify(entry({}, { _webSocketMessages: frames }))).map(([, found]) => found)).toEqual([
      { event: 'failed', body },
      { body },
    ]);
  });
});

describe('what is no message, too deep, too large or too long', () => {
  test.each(['', ' \n ', '[]', '12'])('%j is read without a message or as a mere text', (text) => {
    expect(read(text).flatMap(({ views }) => views.filter(({ message }) => Object.keys(message).length > 1))).toEqual([]);
  });

  test('what is as deep as no message', () => {
    expect(JSON.stringify(read('['.repeat(50_000))).length).toBeLessThan(100_000);
    expect(seen(`${'['.repeat(200)}${']'.repeat(200)}`)[0]?.[1]).toEqual({ body: null });
  });

  test('more than 5 MB', () => {
    expect(readPaste('x'.repeat(longestPaste))).not.toBe('too-long');
    expect(readPaste('x'.repeat(longestPaste + 1))).toBe('too-long');
  });

  test('`__proto__` is a key like any other', () => {
    const [found] = read('{"__proto__":{"code":"GONE"}}');
    expect(Object.keys(found?.views[0]?.message.body ?? {})).toEqual(['__proto__']);
  });
});
