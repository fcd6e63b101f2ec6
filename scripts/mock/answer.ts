import { asText, isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Answer } from './transport.ts';
import type { Sent } from './sent.ts';

/** Content as it is sent: a text in a media type that is not JSON stands as it is (`envelope/transports/lines.ts`). */
export function wireText(body: Json, contentType: string): string {
  return typeof body === 'string' && !/[/+]json\b/.test(contentType) ? body : JSON.stringify(body);
}

/** A header value as Node takes it: one character a byte of its UTF-8 form (RFC 9110, section 5.5: `obs-text`). */
function headerValue(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * The slots status, headers and body as an HTTP response, nothing added but `Content-Type`. A message that has no status goes with 200.
 */
export function plainAnswer({ message, contentType }: Pick<Sent, 'message' | 'contentType'>): Answer {
  const headers = Object.entries(isObject(message.headers) ? message.headers : {}).map(([name, value]): [string, string] => [
    name,
    headerValue(asText(value)),
  ]);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const status = typeof message.status === 'number' ? message.status : 200;
  if (message.body === undefined) return { status, headers };
  return { status, headers: hasType ? headers : [['Content-Type', contentType], ...headers], body: wireText(message.body, contentType) };
}

/** The answer of an operation that goes well. */
export const SUCCESS = '{"ok":true}';

/** The answer about a task that is not done yet. */
export const PENDING = '{"ok":true,"state":"pending"}';
