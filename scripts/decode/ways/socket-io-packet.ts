import { asText, isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { scanJson } from '../scan.ts';
import type { Pasted, PasteWay, View } from '../pasted.ts';

/**
 * What stands before the JSON of a packet: perhaps the Engine.IO message type `4`, the packet type, attachments, namespace, and the id of the
 * acknowledgement (Socket.IO protocol v5). Types: 2 EVENT, 3 ACK, 4 CONNECT_ERROR, 5 and 6 the binary kinds of the first two.
 */
const PACKET = /(?:^|[\s"'`>=|:↓↑])4?([2-6])(?:\d+-)?(?:\/[^,\s]*,)?\d*$/;

/** How long what stands before the JSON can be. */
const LONGEST = 200;

/**
 * The views of a packet.
 *
 * @param before the text before the JSON
 * @param value the JSON of the packet
 * @returns undefined where it is no packet that carries an error
 */
export function packetViews(before: string, value: Json): View[] | undefined {
  const type = PACKET.exec(before.slice(-LONGEST))?.[1];
  const view = (message: Record<string, Json>): View => ({ message, transport: 'socket.io', partial: false });
  if (type === '4') return isObject(value) ? [view({ event: 'connect_error', body: value })] : undefined;
  if (!Array.isArray(value)) return undefined;
  const [first, ...args] = value;
  if (type === '3' || type === '6') return first === undefined ? undefined : [view({ ack: first }), view({ ack: value })];
  if ((type !== '2' && type !== '5') || typeof first !== 'string') return undefined;
  const [body, ...more] = args;
  if (body === undefined) return [view({ event: first })];
  return [view({ event: first, body, ...(more.length > 0 && { args: more }) }), view({ event: first, args })];
}

/** Packets of Socket.IO, one a line, as a browser shows the frames of its WebSocket. */
export const socketIoPacket: PasteWay = {
  name: 'socket-io-packet',
  title: 'Socket.IO packet',
  read(text) {
    // Long polling puts several packets into one body, with a record separator between (Engine.IO protocol v4).
    const found: Pasted[] = [];
    const start = /^[^\S\n]*(?:[↓↑<>][^\S\n]*)?(?:\d+:)?(4?[2-6](?:\d+-)?(?:\/[^,\s"[{]{0,180},)?\d{0,18})(?=[[{])/gm;
    const packets = text.replaceAll('\u001e', '\n');
    let [line, counted] = [1, 0];
    for (let head = start.exec(packets); head; head = start.exec(packets)) {
      const at = head.index + head[0].length;
      const scanned = scanJson(packets, at);
      const views = scanned && packetViews(head[1] ?? '', scanned.value);
      if (!scanned || !views) {
        if (found.length === 0) return undefined;
        continue;
      }
      for (let end = packets.indexOf('\n', counted); end >= 0 && end < head.index; end = packets.indexOf('\n', counted)) {
        line += 1;
        counted = end + 1;
      }
      found.push({ way: socketIoPacket.name, line, views, flaws: scanned.whole ? [] : ['truncated'] });
      start.lastIndex = scanned.end;
    }
    return found.length > 0 ? found : undefined;
  },
  write(message, transport) {
    const { event, body, args, ack } = message;
    if (transport !== 'socket.io') return undefined;
    if (event === undefined) return ack === undefined ? undefined : `431${JSON.stringify([ack])}`;
    // An acknowledgement is a packet of its own: two messages.
    if (ack !== undefined) return undefined;
    if (event === 'connect_error' && isObject(body)) return `44${JSON.stringify(body)}`;
    const values = [...(body === undefined ? [] : [body]), ...(Array.isArray(args) ? args : [])];
    return `42${JSON.stringify([asText(event), ...values])}`;
  },
};
