import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { CompiledCode, CompiledExample, CompiledMessage } from '../compile/types.ts';
import type { Message } from '../envelope/node.ts';
import { isObject } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';

/** What to ask of a mock: one example of a code in an envelope. */
export interface Wanted {
  code: CompiledCode;
  message: CompiledMessage;
  example: CompiledExample;
  /** The transport that carries it. */
  transport: Transport;
  contentType: string;
}

const parse = (text: string, contentType: string): Json => (/[/+]json\b/.test(contentType) ? (JSON.parse(text) as Json) : text);

/** A captured message as the slots of its transport, by a real client of that transport; header names in lower case. */
export async function capture(base: string, wanted: Wanted): Promise<Message> {
  switch (wanted.transport) {
    case 'websocket':
      return overWebSocket(base, wanted);
    case 'socket.io':
      return overSocketIo(base, wanted);
    default:
      return overHttp(base, wanted);
  }
}

function address(base: string, { code, message, example }: Wanted): URL {
  const url = new URL(`${base}${code.path.replace(/\/$/, '')}`);
  url.searchParams.set('envelope', message.envelope);
  url.searchParams.set('example', example.name);
  return url;
}

async function overHttp(base: string, wanted: Wanted): Promise<Message> {
  const response = await fetch(address(base, wanted), { redirect: 'manual' });
  const headers = Object.fromEntries(
    // fetch gives one character a byte (RFC 9110, section 5.5: `obs-text`).
    [...response.headers].map(([name, value]): [string, string] => [name, Buffer.from(value, 'latin1').toString('utf8')]),
  );
  const text = await response.text();
  if (wanted.transport === 'sse') return readEvent(text, wanted.contentType);
  if (wanted.transport === 'kafka') {
    const record = JSON.parse(text) as JsonObject;
    return { ...(record.key !== undefined && { key: record.key }), headers: record.headers ?? {}, body: record.value ?? null };
  }
  const hasBody = text !== '' || response.headers.has('content-type');
  return { status: response.status, headers, ...(hasBody && { body: parse(text, wanted.contentType) }) };
}

/** The first event of a stream (HTML Living Standard, section 9.2.6). */
function readEvent(stream: string, contentType: string): Message {
  const fields = (stream.split('\n\n')[0] ?? '')
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const);
  const one = (name: 'event' | 'id'): Message => {
    const value = fields.find(([field]) => field === name)?.[1];
    return value === undefined ? {} : { [name]: value };
  };
  const data = fields.filter(([field]) => field === 'data').map(([, value]) => value);
  return { ...one('event'), ...one('id'), body: parse(data.join('\n'), contentType) };
}

function overWebSocket(base: string, wanted: Wanted): Promise<Message> {
  const ends = wanted.code.fatal === true || wanted.example.message.close !== undefined;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(String(address(base, wanted)).replace(/^http/, 'ws'));
    const got: Message = {};
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      got.body = parse(data.toString(), wanted.contentType);
      if (!ends) socket.close(1000);
    });
    socket.on('close', (code, reason) => {
      if (ends) got.close = { code, reason: reason.toString() };
      resolve(got);
    });
  });
}

function overSocketIo(base: string, { code, message, example }: Wanted): Promise<Message> {
  return new Promise((resolve, reject) => {
    const socket = io(`${base}/${code.service}`, { forceNew: true, reconnection: false, transports: ['websocket'] });
    const done = (found: Message): void => {
      socket.disconnect();
      resolve(found);
    };
    const { event, body, ack } = example.message;
    socket.on('connect_error', reject);
    const asked = { code: code.id, envelope: message.envelope, example: example.name };
    if (ack === undefined) {
      socket.onAny((name: string, ...args: Json[]) =>
        done({
          ...(event !== undefined && { event: name }),
          ...(body !== undefined && { body: args[0] ?? null }),
          ...(example.message.args !== undefined && { args: body === undefined ? args : args.slice(1) }),
        }),
      );
      socket.emit('mock', asked);
    } else socket.emit('mock', asked, (value: Json) => done({ ack: value }));
  });
}

/** A captured message with its header names as the catalog writes them, without those that it does not know: for schemas, which compare them exactly. */
export function asWritten(got: Message, names: readonly string[]): Message {
  if (!isObject(got.headers)) return got;
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const headers = Object.entries(got.headers).flatMap(([name, value]): [string, Json][] => {
    const written = known.get(name.toLowerCase());
    return written === undefined ? [] : [[written, value]];
  });
  return { ...got, headers: Object.fromEntries(headers) };
}
