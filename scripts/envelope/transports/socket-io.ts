import { jsonLine } from '../../model/json-line.ts';
import type { Json } from '../../model/json.ts';
import { jsonLines } from './lines.ts';
import type { TransportSpec, WireLine } from './transport.ts';

/** The arguments of an event or acknowledgement, laid between the brackets of the packet. */
function packet(open: string, values: [Json, string][]): WireLine[] {
  const lines = values.flatMap(([value, at], index) => jsonLines(value, at, '', index < values.length - 1 ? ',' : ''));
  const [first, ...rest] = lines;
  if (!first) return [{ text: `${open}]`, pointer: '' }];
  const joined = [{ text: open + first.text, pointer: first.pointer }, ...rest];
  const last = joined.at(-1);
  return last ? [...joined.slice(0, -1), { ...last, text: `${last.text}]` }] : joined;
}

/** A Socket.IO EVENT packet, or the ACK packet that answers an emit (Socket.IO protocol v5, packet types 2 and 3, in Engine.IO message `4`). */
export const socketIo: TransportSpec = {
  name: 'socket.io',
  title: 'Socket.IO',
  standard: 'Socket.IO protocol v5',
  slots: { event: 'text', body: 'json', args: 'arguments', ack: 'json' },
  caselessHeaders: false,
  render: (message) => {
    const args: [Json, string][] = Array.isArray(message.args) ? message.args.map((value, at) => [value, `/args/${at}`]) : [];
    if (message.body !== undefined) args.unshift([message.body, '/body']);
    const event =
      message.event === undefined && args.length === 0
        ? []
        : packet(`42[${jsonLine(message.event ?? 'message')}${args.length > 0 ? ', ' : ''}`, args);
    return [...event, ...(message.ack === undefined ? [] : packet('43[', [[message.ack, '/ack']]))];
  },
};
