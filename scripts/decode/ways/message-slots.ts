import type { PasteWay } from '../pasted.ts';
import { json } from './json.ts';

/** A whole message as one JSON object with its slots, as `catalog.json` and `decode` of the API have it. */
export const messageSlots: PasteWay = {
  name: 'message-slots',
  title: 'Message as an object',
  read: (text) => {
    if (!/"(?:body|args|ack|close)"/.test(text)) return undefined;
    const found = json.read(text);
    const [body] = found ?? [];
    return body?.views.length === 1 ? undefined : found?.map((one) => ({ ...one, way: messageSlots.name }));
  },
  write: (message, transport) =>
    transport !== 'nested' && ['body', 'args', 'ack', 'close'].some((slot) => message[slot] !== undefined)
      ? JSON.stringify(message)
      : undefined,
};
