import { reasonPhrase } from '../../model/status.ts';
import { contentLines, headerLines } from './lines.ts';
import type { TransportSpec } from './transport.ts';

/** An HTTP response (RFC 9110; the layout of RFC 9112). */
export const http: TransportSpec = {
  name: 'http',
  title: 'HTTP',
  standard: 'RFC 9110',
  slots: { status: 'status', headers: 'headers', body: 'json' },
  caselessHeaders: true,
  render: (message, contentType) => {
    const status = typeof message.status === 'number' ? `HTTP/1.1 ${message.status} ${reasonPhrase(message.status)}`.trimEnd() : undefined;
    const body = message.body;
    return [
      ...(status === undefined ? [] : [{ text: status, pointer: '/status' }]),
      ...(body === undefined ? [] : [{ text: `Content-Type: ${contentType}`, pointer: '' }]),
      ...headerLines(message.headers),
      ...(body === undefined ? [] : [{ text: '', pointer: '' }, ...contentLines(body, contentType)]),
    ];
  },
};
