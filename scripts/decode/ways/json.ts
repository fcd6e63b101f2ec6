import { transportSpecs } from '../../envelope/transports/index.ts';
import { isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { shallow, textOf } from '../body.ts';
import { scanJson } from '../scan.ts';
import type { Scanned } from '../scan.ts';
import type { PasteWay, View } from '../pasted.ts';

/** True for an object that names the slots of a message and nothing else: `{ status, headers, body }`. */
function isMessage(value: Json): value is Record<string, Json> {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  const named = keys.filter((key) => ['body', 'args', 'ack', 'close'].includes(key));
  return named.length > 0 && transportSpecs.some(({ name, slots }) => name !== 'nested' && keys.every((key) => Object.hasOwn(slots, key)));
}

/** The views of a JSON value: the body of something; and, where its keys are those of a message, that message. */
export function jsonViews(value: Json): View[] {
  const body: View = { message: { body: value }, partial: true };
  return isMessage(value)
    ? [
        { message: value, partial: Object.keys(value).length === 1 },
        { ...body, fallback: true },
      ]
    : [body];
}

/** The body of a response, a WebSocket message, the result of a task, the value of a record: JSON and nothing else. */
export const json: PasteWay = {
  name: 'json',
  title: 'JSON body',
  read(text) {
    const trimmed = text.trim();
    if (!/^[[{]/.test(trimmed)) return undefined;
    const { value, whole, end } = parsed(trimmed) ?? scanJson(trimmed, 0) ?? { value: null, whole: true, end: 0 };
    // Something stands behind it: a log.
    if (end < trimmed.length) return undefined;
    const body = shallow(value);
    return [{ way: json.name, line: 1, views: jsonViews(body), around: body, flaws: whole ? [] : ['truncated'] }];
  },
  write: (message, transport, contentType) =>
    message.body === undefined || typeof message.body !== 'object' || message.body === null || message.close !== undefined
      ? undefined
      : textOf(message.body, contentType, 2),
};

function parsed(text: string): Scanned | undefined {
  try {
    return { value: JSON.parse(text) as Json, whole: true, end: text.length };
  } catch {
    return undefined;
  }
}
