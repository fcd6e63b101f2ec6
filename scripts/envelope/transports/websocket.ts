import { asText, isObject } from '../../model/json.ts';
import { contentLines } from './lines.ts';
import type { TransportSpec } from './transport.ts';

/** A WebSocket text message, and the close frame where the error ends the connection (RFC 6455, sections 5.5.1 and 5.6). */
export const websocket: TransportSpec = {
  name: 'websocket',
  title: 'WebSocket',
  standard: 'RFC 6455',
  slots: { body: 'json', close: 'json' },
  caselessHeaders: false,
  render: (message, contentType) => {
    const close = message.close;
    const closing = isObject(close)
      ? [
          {
            text: `close ${[close.code, close.reason]
              .filter((part) => part !== undefined)
              .map(asText)
              .join(' ')}`,
            pointer: '/close',
          },
        ]
      : [];
    return [...(message.body === undefined ? [] : contentLines(message.body, contentType)), ...closing];
  },
};
