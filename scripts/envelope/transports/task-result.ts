import { contentLines } from './lines.ts';
import type { TransportSpec } from './transport.ts';

/** The stored result of a background task, as a client that polls or waits for it receives it. */
export const taskResult: TransportSpec = {
  name: 'task-result',
  title: 'Task result',
  standard: 'JSON (RFC 8259)',
  slots: { status: 'status', headers: 'headers', body: 'json' },
  caselessHeaders: true,
  render: (message, contentType) => contentLines(message.body ?? null, contentType),
};
