import type { PasteWay } from '../pasted.ts';
import { around, logLine } from './log-line.ts';

/** JSON in a string of another JSON, its quotes escaped: a structured log that keeps the answer as text. */
export const escapedJson: PasteWay = {
  name: 'escaped-json',
  title: 'JSON in a string',
  read: (text) => (/[[{]\s*\\+"/.test(text) ? logLine.read(text)?.map((one) => ({ ...one, way: escapedJson.name })) : undefined),
  write: (message) => around(message.body, (body) => JSON.stringify(JSON.stringify(body))),
};
