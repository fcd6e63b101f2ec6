import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** What a relay does to what the server sends: breaks the connection within a body, or sends each message of a WebSocket in two frames. */
export type Fault = 'cut' | 'parts';

/** Something between a client and the mock that does what networks do. */
export interface Relay {
  /** `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Milliseconds in which a client reads what has come before the connection breaks. */
const GRACE = 30;

/**
 * Opens a port that leads to the mock and does harm on the way back.
 *
 * @param target address of the mock
 */
export async function openRelay(target: string, fault: Fault): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    const changed = fault === 'cut' ? cut(client) : split((bytes) => client.write(bytes));
    upstream.on('data', changed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay listens nowhere');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Where the head of an answer ends (RFC 9112, section 2.1); -1 before it has come. */
const headOf = (bytes: Buffer): number => {
  const end = bytes.indexOf('\r\n\r\n');
  return end < 0 ? -1 : end + 4;
};

/** Withholds the last byte of a body, and breaks the connection. */
function cut(client: Socket): (bytes: Buffer) => void {
  let seen = Buffer.alloc(0);
  return (bytes) => {
    seen = Buffer.concat([seen, bytes]);
    const head = headOf(seen);
    const length = Number(/^content-length: *(\d+)\r$/im.exec(seen.subarray(0, Math.max(head, 0)).toString('latin1'))?.[1]);
    if (head < 0 || !(seen.length >= head + length)) return;
    client.write(seen.subarray(0, head + length - 1), () => setTimeout(() => client.resetAndDestroy(), GRACE));
  };
}

/** Sends every message of text in two frames (RFC 6455, section 5.4), after the answer to the handshake. */
export function split(send: (bytes: Buffer) => void): (bytes: Buffer) => void {
  let left = Buffer.alloc(0);
  let isOpen = false;
  return (bytes) => {
    left = Buffer.concat([left, bytes]);
    if (!isOpen) {
      const head = headOf(left);
      if (head < 0) return;
      isOpen = true;
      send(left.subarray(0, head));
      left = left.subarray(head);
    }
    for (let frame = firstOf(left); frame; frame = firstOf(left)) {
      const { whole, payload } = frame;
      const half = payload.length >> 1;
      // 0x81: the only frame of a text; 0x01: its first of several; 0x80: the last, which continues.
      if (whole[0] === 0x81 && half > 0 && payload.length < 2 ** 16) {
        send(framed(0x01, payload.subarray(0, half)));
        send(framed(0x80, payload.subarray(half)));
      } else send(whole);
      left = left.subarray(whole.length);
    }
  };
}

/** The first frame of what a server has sent, which masks nothing (RFC 6455, section 5.1); undefined where it has not come whole. */
function firstOf(bytes: Buffer): { whole: Buffer; payload: Buffer } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1);
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  return bytes.length < head + length
    ? undefined
    : { whole: bytes.subarray(0, head + length), payload: bytes.subarray(head, head + length) };
}

function framed(start: number, payload: Buffer): Buffer {
  const head = Buffer.from(payload.length < 126 ? [start, payload.length] : [start, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}
