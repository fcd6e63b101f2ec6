import { z } from 'zod';
import { code } from './code.ts';
import { address, decision, envelope, field, json, localized } from './shared.ts';
import { site } from './site.ts';

const named = z.strictObject({
  title: localized.describe('Its name for readers.'),
  description: localized.optional().describe('What it is for.'),
});

const operation = z
  .strictObject({
    title: localized.optional().describe('Its name for readers.'),
    description: localized.optional().describe('What it does.'),
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).optional().describe('HTTP method (with `path`).'),
    path: z.string().startsWith('/').optional().describe('Path template (OpenAPI Paths Object).'),
    contentType: z
      .string()
      .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/)
      .optional()
      .describe('Media type of the body of the request (RFC 9110, section 8.3); without it POST, PUT and PATCH send JSON.'),
    event: z.string().optional().describe('Event that the client sends (Socket.IO, WebSocket).'),
    credentials: z
      .boolean()
      .optional()
      .describe(
        'True: the event carries the credentials, it signs in. Default: a Socket.IO client shows them in the `auth` of the handshake.',
      ),
    task: z.string().optional().describe('Background task whose result it is.'),
    channel: z.string().optional().describe('Where the event is sent, if not on the channel of the envelope.'),
  })
  .meta({ id: 'Operation' });

const textRule = z
  .strictObject({
    description: localized.optional().describe('Who reads it, and where.'),
    words: z
      .tuple([z.number().int().min(0), z.number().int().min(1)])
      .optional()
      .describe('Least and most words.'),
    sentences: z
      .tuple([z.number().int().min(0), z.number().int().min(1)])
      .optional()
      .describe('Least and most sentences.'),
    required: z.boolean().optional().describe('False: a code may lack it. Default: true.'),
  })
  .meta({ id: 'TextRule' });

/** One service: its envelopes, vocabularies and codes. */
export const service = z
  .strictObject({
    service: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens')
      .describe('Short name, part of every URL.'),
    title: localized.describe('Its name for readers.'),
    summary: localized.optional().describe('What the service is, in one sentence.'),
    description: localized.optional().describe('What callers should know about its errors. Paragraphs are separated by an empty line.'),
    version: z.string().optional().describe('Current version of the service, against which removals are checked.'),
    repository: z.string().optional().describe('Source repository, for display.'),
    sourceUrl: address.optional().describe('Link to a source line, with `{file}` and `{line}`.'),
    support: z
      .strictObject({
        url: address.optional().describe('Where tickets are opened.'),
        email: z.string().optional().describe('Where they are mailed.'),
        fields: z.array(z.string()).optional().describe('What a ticket should carry: `code`, `time`, `request`, `context.traceId`, ...'),
      })
      .optional()
      .describe('Whom readers ask, and with what.'),
    locales: z
      .strictObject({
        wire: z
          .union([z.string(), z.array(z.string()).min(1)])
          .optional()
          .describe('Language of messages and texts on the wire. Default: en.'),
        docs: z.array(z.string()).min(1).optional().describe('Languages of this documentation, the default first. Default: [en].'),
      })
      .optional()
      .describe('Languages, by their tags (BCP 47).'),
    codePattern: z.string().optional().describe('House rule: every code matches this regular expression.'),
    context: z
      .record(z.string(), field)
      .optional()
      .describe('What an occurrence carries beside its parameters: ids, times. `$context.name`.'),
    facts: z.record(z.string(), field).optional().describe('Further constants of codes, with their type. `$facts.name`.'),
    texts: z.record(z.string(), textRule).optional().describe('Extra texts of every code, with their house rules. `$texts.name`.'),
    actions: z.record(z.string(), named).optional().describe('The closed list of actions that a client can offer.'),
    groups: z.record(z.string(), named).optional().describe('Families of codes.'),
    tables: z
      .record(z.string(), z.record(z.string(), z.union([z.string(), z.number()])))
      .optional()
      .describe('Named two-way maps, used as pipes: `$status|grpc`.'),
    parts: z.record(z.string(), json).optional().describe('Pieces that envelopes share: `$parts.name`.'),
    envelopes: z.record(z.string(), envelope).describe('The wire messages that carry errors.'),
    on: z.array(z.string()).optional().describe('Envelopes of a code that names none. Default: the only one.'),
    operations: z.record(z.string(), operation).optional().describe('Requests, events and tasks that raise errors.'),
    decisions: z.array(decision).optional().describe('Contradictions of the source material and how they were settled.'),
    codes: z.record(z.string(), code).optional().describe('The codes; more may stand in files under `codes/`.'),
  })
  .meta({ id: 'Service', title: 'errdex service' });
/** A service as written and checked for its shape, the codes of its `codes/` folder included. */
export type Service = z.infer<typeof service>;
/** A service as an author writes it. */
export type ServiceInput = z.input<typeof service>;

/** The catalog's own settings, `catalog.yaml` beside the services. */
export const settings = z
  .strictObject({
    title: localized.optional().describe('Name of the site. Default: Errors.'),
    summary: localized.optional().describe('What the catalog covers, in one sentence.'),
    url: z
      .url({ protocol: /^https?$/, error: 'use an address that begins with https:// or http://' })
      .regex(/^[^?#]*$/, 'use an address without query and fragment')
      .optional()
      .describe('Where the site will stand: origin and base path. Used in schema ids, short links and tickets.'),
    editUrl: address.optional().describe('Link to edit a catalog file, with `{file}`.'),
    site: site.optional().describe('How the pages look: logo, colours, style sheets, links.'),
    rules: z
      .record(z.string(), z.enum(['error', 'warning', 'info', 'off']))
      .optional()
      .describe('Severity of lint rules, where it differs from their default.'),
    envelopes: z.record(z.string(), envelope).optional().describe('Envelopes that several services share, through `base`.'),
  })
  .meta({ id: 'Catalog', title: 'errdex catalog' });
export type Settings = z.infer<typeof settings>;
export type SettingsInput = z.input<typeof settings>;

/** A whole catalog, checked for its shape. Services in order of their names. */
export interface Catalog {
  readonly settings: Settings;
  readonly services: readonly Service[];
}
