import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openRelay, split } from './relay.ts';
import type { Fault } from './relay.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const texts = ['', 'a', 'ab', 'ä漢😀'.repeat(4), 'x'.repeat(125), 'x'.repeat(126), 'x'.repeat(3000), 'x'.repeat(70_000)];

/** A server, and what leads to it. */
async function behind(fault: Fault): Promise<string> {
  const server = createServer((_, response) => response.end('{"ok":true}'));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    for (const text of texts) socket.send(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const relay = await openRelay(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, fault);
  open.push(
    () => relay.close(),
    () => new Promise((resolve) => server.close(() => resolve())),
  );
  return relay.url;
}

test('an answer is cut after its head, before its end', async () => {
  const response = await fetch(await behind('cut'));
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('messages that come in pieces are the same messages', async () => {
  const socket = new WebSocket((await behind('parts')).replace('http', 'ws'));
  const got: string[] = [];
  await new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      got.push(data.toString());
      if (got.length === texts.length) resolve();
    });
  });
  socket.close();
  expect(got).toEqual(texts);
});

test('a message is two frames, however its bytes arrive', () => {
  const out: Buffer[] = [];
  const change = split((bytes) => out.push(bytes));
  for (const byte of Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n\x81\x05hello\x88\x00', 'latin1')) change(Buffer.from([byte]));
  expect(out.slice(1).map((frame) => frame.toString('latin1'))).toEqual(['\x01\x02he', '\x80\x03llo', '\x88\x00']);
});
