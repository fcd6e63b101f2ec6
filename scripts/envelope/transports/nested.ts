import { contentLines } from './lines.ts';
import type { TransportSpec } from './transport.ts';

/** One sub-error inside another message; never sent alone. */
export const nested: TransportSpec = {
  name: 'nested',
  title: 'Nested error',
  standard: 'JSON (RFC 8259)',
  slots: { body: 'json' },
  caselessHeaders: false,
  render: (message, contentType) => contentLines(message.body ?? null, contentType),
};
