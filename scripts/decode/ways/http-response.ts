import { reasonPhrase } from '../../model/status.ts';
import { asText, isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { contentOf, textOf } from '../body.ts';
import type { Pasted, PasteWay, View } from '../pasted.ts';
import { sse } from './sse.ts';

/** A status line of any version (RFC 9112, section 4; curl writes `HTTP/2 429`). */
const STATUS = /^HTTP\/\d(?:\.\d)? (\d{3})\b.*$/;
const HEADER = /^([!#$%&'*+\-.^`|~\w]+):[ \t]*(.*)$/;

/** The views of a response: as it is; and as the answer to a question for the result of a task. */
export function responseViews(status: number, headers: Record<string, Json> | undefined, body: Json | undefined, partial = false): View[] {
  const message = { status, ...(headers && { headers }), ...(body !== undefined && { body }) };
  return [
    { message, transport: 'http', partial },
    { message, transport: 'task-result', partial: true, fallback: true },
  ];
}

/** Content in chunks (RFC 9112, section 7.1), as `curl --raw` shows it: the lines with the sizes go. */
function withoutChunks(text: string): string {
  const size = String.raw`[\da-fA-F]{1,8}(?:;[^\n]*)?`;
  if (!new RegExp(`^${size}\\n[^]*\\n0\\s*$`).test(text)) return text;
  return text
    .replace(new RegExp(`^${size}\\n`), '')
    .replace(/\n0\s*$/, '')
    .replaceAll(new RegExp(`\\n${size}\\n`, 'g'), '');
}

function readOne(lines: readonly string[], line: number, isLast: boolean): Pasted[] {
  const status = Number(STATUS.exec(lines[0] ?? '')?.[1]);
  const headers = new Map<string, string>();
  let at = 1;
  for (; at < lines.length && (lines[at] ?? '') !== ''; at += 1) {
    const found = HEADER.exec(lines[at] ?? '');
    if (!found) break;
    const name = (found[1] ?? '').toLowerCase();
    const before = headers.get(name);
    headers.set(name, before === undefined ? (found[2] ?? '') : `${before}, ${found[2] ?? ''}`);
  }
  const type = headers.get('content-type');
  const rest = lines.slice(at).join('\n');
  const ended = at < lines.length || !isLast;
  if (type?.includes('event-stream')) {
    const events = sse.read(rest.replace(/^\n/, ''));
    if (events) return events.map((event) => ({ ...event, line: event.line + line + at }));
  }
  const text =
    /chunked/i.test(headers.get('transfer-encoding') ?? '') || /^\s*[\da-f]+\n/i.test(rest) ? withoutChunks(rest.trimStart()) : rest;
  const content = text.trim() === '' ? undefined : contentOf(text, type);
  const bare = headers.size === 0;
  const views = responseViews(status, bare ? undefined : Object.fromEntries(headers), content?.value, bare || !ended);
  const whole = ended && (content?.whole ?? true);
  return [{ way: httpResponse.name, line: line + 1, views, flaws: whole ? [] : ['truncated'] }];
}

/** All responses in lines of which each begins with its status line; interim ones (RFC 9110, section 15.2) are no answer. */
export function readResponses(text: string): Pasted[] | undefined {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => (STATUS.test(line) ? [at] : []));
  if (starts.length === 0) return undefined;
  return starts.flatMap((start, index) => {
    const end = starts[index + 1];
    if (/^HTTP\S+ 1\d\d/.test(lines[start] ?? '')) return [];
    return readOne(lines.slice(start, end), start, end === undefined);
  });
}

/** What a status line can say: three digits. */
function isStatus(status: unknown): status is number {
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 999;
}

/** Lines of a response, without their ends. */
export function responseLines(message: Record<string, Json>, contentType: string): string[] | undefined {
  const { status, headers, body } = message;
  if (!isStatus(status) || (headers !== undefined && !isObject(headers))) return undefined;
  const fields = Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => `${name}: ${asText(value)}`);
  if (fields.some((field) => /[\r\n]/.test(field))) return undefined;
  const type = body === undefined ? [] : [`content-type: ${contentType}`];
  return [
    `HTTP/1.1 ${status} ${reasonPhrase(status)}`,
    ...type,
    ...fields,
    '',
    ...(body === undefined ? [] : [textOf(body, contentType, 2)]),
  ];
}

/** What `curl -i` prints: one response, or several after redirects and interim answers. */
export const httpResponse: PasteWay = {
  name: 'http-response',
  title: 'HTTP response',
  read: (text) => (STATUS.test(text.trimStart().split('\n', 1)[0] ?? '') ? readResponses(text) : undefined),
  write: (message, transport, contentType) => (transport === 'http' ? responseLines(message, contentType)?.join('\r\n') : undefined),
};
