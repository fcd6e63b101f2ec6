import { reasonPhrase } from '../../model/status.ts';
import { asText, isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { contentOf, shallow, textOf } from '../body.ts';
import type { Pasted, PasteWay } from '../pasted.ts';
import { scanJson } from '../scan.ts';
import { httpResponse, responseViews } from './http-response.ts';
import { json } from './json.ts';
import { socketIoPacket } from './socket-io-packet.ts';
import { sse } from './sse.ts';

const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Base64 of UTF-8 (RFC 4648), as HAR may hold content; undefined where it is none. */
function fromBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.codePointAt(0) ?? 0));
  } catch {
    return undefined;
  }
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte)).join(''));
}

/** One exchange of a HAR file; undefined for a value that is none. */
function readEntry(entry: Record<string, unknown>): Pasted[] | undefined {
  const { response, request } = entry;
  if (!isObject(response) || typeof response.status !== 'number' || !Array.isArray(response.headers)) return undefined;
  const label = isObject(request) ? `${textIn(request.method)} ${textIn(request.url)}`.trim() : '';
  const common = { way: har.name, line: 1, ...(label !== '' && { label }) };
  // Chrome keeps the frames of a WebSocket beside the exchange that opened it.
  const frames = listOf(entry._webSocketMessages).filter(({ type }) => type !== 'send');
  if (frames.length > 0) {
    return frames.flatMap(({ data }) => {
      const text = textIn(data);
      return (socketIoPacket.read(text) ?? json.read(text) ?? []).map((one) => ({ ...one, ...common }));
    });
  }
  const content = isObject(response.content) ? response.content : {};
  const text = content.encoding === 'base64' ? fromBase64(textIn(content.text)) : textIn(content.text);
  const type = textIn(content.mimeType);
  if (type.includes('event-stream') && text !== undefined) return sse.read(text)?.map((one) => ({ ...one, ...common }));
  const body = text === undefined || text === '' ? undefined : contentOf(text, type === '' ? undefined : type);
  const headers = new Map<string, string>();
  for (const { name, value } of listOf(response.headers)) {
    const key = textIn(name).toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? textIn(value) : `${before}, ${textIn(value)}`);
  }
  const views = responseViews(response.status, Object.fromEntries(headers), body?.value);
  return [{ ...common, views, flaws: body && !body.whole ? ['truncated'] : [] }];
}

/** All exchanges of a HAR file (HTTP Archive 1.2), of its `log`, or one entry of it. */
function readHar(value: Json): Pasted[] | undefined {
  if (!isObject(value)) return undefined;
  const log = isObject(value.log) ? value.log : value;
  if (Array.isArray(log.entries)) return listOf(log.entries).flatMap((entry) => readEntry(entry) ?? []);
  return readEntry(value);
}

/** A HAR file, as browsers save it, or one entry of it. */
export const har: PasteWay = {
  name: 'har',
  title: 'HAR entry or file',
  read(text) {
    if (!/^\s*\{/.test(text) || !text.includes('"response"')) return undefined;
    const parsed = scanJson(text, text.indexOf('{'));
    if (!parsed) return undefined;
    const { value, whole } = parsed;
    const found = readHar(shallow(value, Number.POSITIVE_INFINITY));
    return whole ? found : found?.map((one) => ({ ...one, flaws: ['truncated'] }));
  },
  write(message, transport, contentType) {
    const request = { method: 'GET', url: 'https://api.example/orders', httpVersion: 'HTTP/2', headers: [] };
    if (transport === 'http') {
      const { status, headers, body } = message;
      if (typeof status !== 'number' || httpResponse.write(message, transport, contentType) === undefined) return undefined;
      const list = Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => ({ name, value: asText(value) }));
      const text = body === undefined ? '' : textOf(body, contentType);
      const content = { size: text.length, mimeType: contentType, text: toBase64(text), encoding: 'base64' };
      const response = { status, statusText: reasonPhrase(status), httpVersion: 'HTTP/2', headers: list, content };
      return JSON.stringify({ log: { version: '1.2', entries: [{ request, response }] } }, null, 2);
    }
    const frame = transport === 'socket.io' ? socketIoPacket.write(message, transport, contentType) : undefined;
    const alone = transport === 'websocket' && Object.keys(message).join('') === 'body' ? JSON.stringify(message.body) : undefined;
    const data = frame ?? alone;
    if (data === undefined) return undefined;
    const response = { status: 101, statusText: 'Switching Protocols', httpVersion: 'HTTP/1.1', headers: [], content: {} };
    return JSON.stringify({ request, response, _webSocketMessages: [{ type: 'receive', time: 1.5, opcode: 1, data }] });
  },
};
