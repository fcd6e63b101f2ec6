import type { PasteWay } from '../pasted.ts';
import { json } from './json.ts';

/** A whole message as one JSON object with its slots, as `catalog.json` and `decode` of the API have it. */
export const messageSlots: PasteWay = {
  name: 'message-slots',
  title: 'Message as an object',
  read: (text) => {
    const found = json.read(text);
    return found?.[0]?.views[0]?.message.body === found?.[0]?.around ? undefined : found?.map((one) => ({ ...one, way: messageSlots.name }));
  },
  write: (message, transport) =>
    transport !== 'nested' && ['body', 'args', 'ack', 'close'].some((slot) => message[slot] !== undefined) ? JSON.stringify(message) : undefined,
};
