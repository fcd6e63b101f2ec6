import { z } from 'zod';
import type { Json } from './json.ts';
import type { Transport } from './vocabulary.ts';
import { transports } from './vocabulary.ts';

/** A piece of JSON, such as a template or a sample payload. */
export const json: z.ZodType<Json> = z.json().meta({ id: 'Json' });

/** A text in the default documentation locale, or one text a locale. Plain prose; `code` in backticks is the only markup. */
export const localized = z
  .union([z.string().min(1), z.record(z.string(), z.string().min(1))])
  .meta({ id: 'Localized', description: 'A text, or a map from locale to text. Write names of fields and headers in `backticks`.' });
export type Localized = z.infer<typeof localized>;

/** One value or a list of them. */
export function oneOrMore<T extends z.ZodType>(item: T) {
  return z.union([item, z.array(item).min(1)]);
}

/** An address that pages may link to. Other schemes than those of the web are no links: `javascript:` would run in the page. */
export const address = z.string().regex(/^https?:\/\/\S+$/, 'use an address that begins with https:// or http://');

/** A date (ISO 8601) or a version of the service. */
export const moment = z.string().min(1).meta({ description: "A version of the service ('3.0') or a date ('2026-12-31'). Quote it." });

/** A parameter or context field: a JSON Schema with a few words of our own. */
export const field = z
  .looseObject({
    type: oneOrMore(z.enum(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']))
      .optional()
      .describe('JSON type. All other keywords of JSON Schema may stand beside it.'),
    description: localized.optional().describe('What the value is, in half a sentence.'),
    optional: z.boolean().optional().describe('True when some occurrences do not carry it.'),
    example: json
      .optional()
      .describe('A realistic value. Used in every example payload; an optional field without one is left out of them.'),
    sensitive: z.boolean().optional().describe('True for secrets and personal data: never put in a link or a log.'),
    unit: z.string().optional().describe("Unit of a number, such as 's' or 'ms'."),
  })
  .meta({ id: 'Field', description: 'A JSON Schema (draft 2020-12) of the value, with example, optional, sensitive and unit beside it.' });

/** A settled contradiction or a recorded doubt about the source material. */
export const decision = z
  .strictObject({
    about: z.string().min(1).describe('What was in question.'),
    decision: z.string().min(1).describe('What this catalog says.'),
    why: z.string().min(1).describe('Why that and not the other.'),
  })
  .meta({ id: 'Decision' });

const slot = json.describe('A template: the payload as it is sent, with `$name` where a fact or a context field stands.');
const headers = z
  .record(z.string(), json.nullable())
  .describe('Header names and value templates. A name that ends in `?` is sent only when its references resolve.');

const slots = {
  status: slot.optional().describe('Status line (http): `$status`, or a constant.'),
  'status?': slot.optional(),
  headers: headers.optional(),
  event: slot.optional().describe('Event name (socket.io, sse).'),
  'event?': slot.optional(),
  id: slot.optional().describe('Event id (sse).'),
  'id?': slot.optional(),
  key: slot.optional().describe('Record key (kafka).'),
  'key?': slot.optional(),
  body: slot.optional().describe('The payload: HTTP body, WebSocket frame, first Socket.IO argument, SSE data, task result.'),
  'body?': slot.optional(),
  args: z.array(json).optional().describe('All arguments of the event (socket.io), where there is more than one.'),
  ack: slot.optional().describe('Acknowledgement payload (socket.io), where the error answers an emit with a callback.'),
  close: z
    .strictObject({
      code: slot.describe('Close code (RFC 6455, section 7.4).'),
      reason: slot.optional().describe('Close reason, at most 123 bytes.'),
    })
    .optional()
    .describe('Close frame (websocket; RFC 6455, section 5.5.1).'),
};

/** What one code lays over an envelope: merged deeply, `null` removes. */
export const overlay = z.strictObject(slots).meta({
  id: 'Overlay',
  description: 'Merged deeply into the envelope for this code only. `null` removes a field; keys are compared without `?`.',
});

/** A two-way template of a wire message. */
export const envelope = z
  .strictObject({
    transport: z.enum(transports).optional().describe('How the message travels. Taken from `base` where that is given.'),
    base: z.string().optional().describe('A built-in envelope (`problem-details`) or one of the catalog, which this one is laid over.'),
    title: localized.optional().describe('Its name for readers. Default: the key.'),
    description: localized.optional().describe('When a client meets it.'),
    contentType: z.string().optional().describe('Media type of the body. `application/json` unless given; `text/*` bodies are strings.'),
    carrier: z.boolean().optional().describe('True when the message is no error itself, only a list of them (GraphQL, JSON:API).'),
    channel: z.string().optional().describe('Channel address, topic, namespace or path on which the message arrives (AsyncAPI `address`).'),
    notes: z
      .record(z.string(), localized)
      .optional()
      .describe('What a field means, by dotted path in the message: `body.error`, `headers.Retry-After`.'),
    ...slots,
  })
  .meta({ id: 'Envelope' });
export type Envelope = z.infer<typeof envelope> & { transport?: Transport | undefined };
