import { z } from 'zod';
import { decision, field, json, localized, moment, oneOrMore, overlay } from './shared.ts';
import { actors, categories, effects, retryWhens } from './vocabulary.ts';
import type { Category } from './vocabulary.ts';

const codeRef = z.string().min(1).describe('A code of this service, or `service/CODE`.');

const retry = z
  .strictObject({
    when: z.enum(retryWhens).describe('When the same operation may be tried again.'),
    after: z
      .union([z.number().positive(), z.string().min(1)])
      .optional()
      .describe('Seconds to wait, or a parameter that carries them: `$params.wait`. This is `$retryAfter`.'),
    retryable: z
      .boolean()
      .optional()
      .describe('The flag on the wire, where it differs from the verdict. Default: false for never and after-change, true otherwise.'),
    maxAttempts: z.number().int().min(1).optional().describe('Attempts in all, the first included, that make sense.'),
    reason: localized.optional().describe('Why, in one sentence.'),
  })
  .meta({ id: 'Retry' });

const example = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional()
      .describe('Short name, used as key of OpenAPI examples.'),
    title: localized.optional().describe('What is special about it, above the example.'),
    params: z.record(z.string(), json).optional().describe('Parameter values; the others keep the `example` of their declaration.'),
    omit: z
      .array(z.string())
      .optional()
      .describe('Optional parameters and context fields (`params.x`, `context.y`) that this occurrence lacks.'),
    context: z.record(z.string(), json).optional().describe('Context values; the others keep their `example`.'),
    status: z.number().int().optional().describe('Which of its statuses, where it has several.'),
    message: z.string().optional().describe('The wording, where it is free.'),
    variant: z.number().int().min(0).optional().describe('Which of several wordings, counted from 0.'),
    locale: z.string().optional().describe('Language of the wording, where it has several.'),
    errors: z
      .array(z.lazy((): z.ZodType => subError))
      .optional()
      .describe('Sub-errors carried in this message.'),
  })
  .meta({ id: 'Example' });

const subError = z
  .strictObject({
    code: codeRef,
    envelope: z.string().optional().describe('Its nested envelope, where several carry it.'),
    at: z.array(z.string()).optional().describe('Where in the request it belongs, for envelopes that key sub-errors by field.'),
    params: z.record(z.string(), json).optional().describe('Parameter values, as in an example.'),
    status: z.number().int().optional().describe('Which of its statuses, where the item shows one.'),
    message: z.string().optional().describe('The wording, where it is free.'),
    variant: z.number().int().min(0).optional().describe('Which of several wordings, counted from 0.'),
    errors: z
      .array(z.lazy((): z.ZodType => subError))
      .optional()
      .describe('Sub-errors of this one.'),
  })
  .meta({ id: 'SubError' });
export type ExampleInput = z.infer<typeof example>;

/** One error: its facts. */
export const code = z
  .strictObject({
    title: localized.describe('3 to 7 words, no full stop.'),
    summary: localized.optional().describe('What it means, in one sentence without the remedy.'),
    advice: z.array(localized).optional().describe('What to do now: one step an item, most useful first.'),
    description: localized.optional().describe('Anything further worth knowing. Paragraphs are separated by an empty line.'),
    code: z
      .string()
      .min(1)
      .optional()
      .describe("The code as it stands on the wire, where it is not the name: `card_declined`, `'FLOOD_WAIT_{seconds}'`."),
    severity: z.enum(['error', 'warning']).optional().describe('`warning` for a message that is no failure. Default: error.'),
    status: oneOrMore(z.number().int().min(100).max(599))
      .optional()
      .describe(
        'HTTP status (RFC 9110, section 15), or its equivalent where no HTTP envelope carries the code. A list: the occurrence says which.',
      ),
    category: z.enum(Object.keys(categories) as [Category, ...Category[]]).describe('What kind of trouble it is.'),
    group: z.string().optional().describe('A group of the service.'),
    on: z
      .union([z.array(z.string()).min(1), z.record(z.string(), overlay.nullable())])
      .optional()
      .describe('The envelopes that carry it, or a map from envelope to what this code lays over it. Default: `on` of the service.'),
    message: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1), z.record(z.string(), oneOrMore(z.string().min(1)))])
      .optional()
      .describe(
        'Wire message; `{name}` is a parameter, `{{` a literal brace. A list: alternative wordings. A map: by wire locale. None: the wording is free.',
      ),
    wording: z
      .enum(['exact', 'example'])
      .optional()
      .describe('`example` when the wording is not promised and must not be matched. Default: exact.'),
    params: z.record(z.string(), field).optional().describe('What varies between occurrences, used by message, details and envelope.'),
    details: z
      .union([z.array(z.string()).min(1), json])
      .optional()
      .describe('`$details`: parameter names, or a template. `{ $schema: ... }`: a JSON Schema whose properties become parameters.'),
    retry: retry.describe('Whether and when to try again.'),
    effect: z
      .enum(effects)
      .describe('What had been done when it failed: nothing, unknown, done. Decides whether a retry of a write is safe.'),
    fatal: z.boolean().optional().describe('True when the session or connection ends with it. Leave out where there is no session.'),
    actor: z.enum(actors).describe('Who can act on it.'),
    actions: z.array(z.string()).optional().describe('Actions of the service that a client offers, in order.'),
    texts: z
      .record(z.string(), localized)
      .optional()
      .describe('The extra texts that the service declares, in the wire locale or by locale.'),
    facts: z.record(z.string(), json).optional().describe('The further constants that the service declares.'),
    causes: z
      .array(
        z.strictObject({
          cause: localized.describe('What happened.'),
          sign: localized.optional().describe('How to tell this cause from the others.'),
          fix: localized.describe('What to change.'),
        }),
      )
      .optional()
      .describe('What can have led to it, the most frequent first.'),
    raisedBy: z
      .array(
        z.union([
          z.string(),
          z.strictObject({
            operation: z.string().describe('Name of the operation.'),
            when: localized.optional().describe('In which case.'),
          }),
        ]),
      )
      .optional()
      .describe('Operations and events of the service that raise it.'),
    emittedBy: z
      .array(
        z.strictObject({
          file: z.string().min(1).describe('Path in the repository of the service.'),
          lines: z
            .string()
            .regex(/^\d+(-\d+)?$/)
            .optional()
            .describe("'327' or '327-332'."),
          symbol: z.string().optional().describe('Function or class.'),
          when: localized.optional().describe('In which case.'),
        }),
      )
      .optional()
      .describe('Where the source code of the service emits it.'),
    provoke: z
      .array(
        z.strictObject({
          title: localized.optional().describe('What it does, in a few words.'),
          language: z.enum(['bash', 'javascript', 'python', 'json']).describe('To colour it.'),
          run: z.string().min(1).describe('The command or program, as it is run.'),
        }),
      )
      .optional()
      .describe('How to provoke it on purpose.'),
    samples: z
      .array(
        z.strictObject({
          envelope: z.string().describe('The envelope in which it was sent.'),
          title: localized.optional().describe('Where it comes from.'),
          payload: json.describe('The message by its slots.'),
          params: z.record(z.string(), json).optional().describe('The values that must be read out of it.'),
        }),
      )
      .optional()
      .describe(
        'Real messages, verbatim: `check` decodes each and must find this code. `payload` holds the slots of the transport (status, headers, body, ...).',
      ),
    snippets: z
      .record(z.string(), z.string().min(1))
      .optional()
      .describe(
        'Handling code in place of the generated one, by client (`typescript-fetch`). It must export the same function; `errdex prove` runs it.',
      ),
    examples: z.array(example).optional().describe('Occurrences to show. Without any, one is made from the examples of the parameters.'),
    related: z.array(codeRef).optional().describe('Codes worth knowing with it.'),
    confusable: z
      .array(z.strictObject({ code: codeRef, tell: localized.describe('The one thing that tells them apart.') }))
      .optional()
      .describe('Codes that people take it for, beside those that errdex finds from the facts.'),
    since: moment.optional().describe('Since when it is sent: a version or a date, in quotes.'),
    deprecated: z
      .strictObject({
        in: moment.describe('Since when.'),
        use: codeRef.optional().describe('The code that takes its place.'),
        removeIn: moment.optional().describe('When it will be gone.'),
        reason: localized.optional().describe('Why, in one sentence.'),
      })
      .optional()
      .describe('Still sent, but on its way out.'),
    removed: z
      .strictObject({
        in: moment.describe('Since when.'),
        use: codeRef.optional().describe('The code to expect instead.'),
        reason: localized.optional().describe('Why, in one sentence.'),
      })
      .optional()
      .describe('No longer sent. The page stays for ever.'),
    reserved: z.boolean().optional().describe('Set aside, not sent yet.'),
    formerly: z.array(z.string()).optional().describe('Old names; their links redirect.'),
    inferred: z
      .union([z.array(z.string()), z.record(z.string(), z.string())])
      .optional()
      .describe(
        'Facts that the source does not state, by field name (`retry`, `effect`, `causes`), with the reasoning where it is not obvious.',
      ),
    decisions: z.array(decision).optional().describe('Contradictions of the source material and how they were settled.'),
  })
  .meta({ id: 'Code' });
/** A code as written and checked for its shape. */
export type Code = z.infer<typeof code>;
/** A code as an author writes it. */
export type CodeInput = z.input<typeof code>;

/** A file under `codes/`: more codes of the service beside it. */
export const codesFile = z
  .strictObject({ codes: z.record(z.string(), code).describe('More codes of the service.') })
  .meta({ id: 'CodesFile', title: 'errdex codes' });
