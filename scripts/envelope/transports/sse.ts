import { jsonLine } from '../../model/json-line.ts';
import { asText } from '../../model/json.ts';
import type { TransportSpec } from './transport.ts';

/** A server-sent event (HTML Living Standard, section 9.2.6): `event`, `id` and one `data` line a line of the payload. */
export const sse: TransportSpec = {
  name: 'sse',
  title: 'Server-sent events',
  standard: 'HTML Living Standard, 9.2',
  slots: { event: 'text', id: 'text', body: 'json' },
  caselessHeaders: false,
  render: (message) => {
    const field = (name: 'event' | 'id') =>
      message[name] === undefined ? [] : [{ text: `${name}: ${asText(message[name])}`, pointer: `/${name}` }];
    const text = typeof message.body === 'string' ? message.body : jsonLine(message.body ?? null);
    return [...field('event'), ...field('id'), ...text.split('\n').map((line) => ({ text: `data: ${line}`, pointer: '/body' }))];
  },
};
