import { asText } from '../../model/json.ts';
import { contentLines, headerLines } from './lines.ts';
import type { TransportSpec } from './transport.ts';

/** A record on a topic: key, headers and value. Header names of Kafka are case-sensitive. */
export const kafka: TransportSpec = {
  name: 'kafka',
  title: 'Kafka',
  standard: 'Kafka protocol, record batch v2',
  slots: { key: 'text', headers: 'headers', body: 'json' },
  caselessHeaders: false,
  render: (message, contentType) => [
    ...(message.key === undefined ? [] : [{ text: `key: ${asText(message.key)}`, pointer: '/key' }]),
    ...headerLines(message.headers),
    ...(message.body === undefined ? [] : contentLines(message.body, contentType)),
  ],
};
