import type { Json, JsonObject } from '../model/json.ts';
import { transports } from '../model/vocabulary.ts';
import { numbers, prose } from './words.ts';

/** Codes in one group and one file: about as many as people keep together. */
const codesPerFile = 40;

/** How every transport carries an error here; each service has four of them, so that each code has four payloads. */
const envelopes: Readonly<Record<(typeof transports)[number], JsonObject>> = {
  http: {
    status: '$status',
    headers: { 'X-Trace-Id': '$context.traceId', 'Retry-After?': '$retryAfter' },
    body: {
      error: { code: '$code', message: '$message', 'details?': '$details', retryable: '$retryable' },
      trace_id: '$context.traceId',
    },
  },
  websocket: {
    body: { type: 'error', id: '$context.messageId', payload: { code: '$code', message: '$message', fatal: '$fatal', data: '$params' } },
  },
  'socket.io': {
    event: 'failed',
    args: ['$context.messageId', { code: '$code', text: '$message', title: '$texts.userTitle', 'data?': '$details' }],
  },
  sse: { event: 'error', id: '$context.messageId', body: { code: '$code', message: '$message', 'retry?': '$retryAfter' } },
  'task-result': {
    body: {
      task_id: '$context.messageId',
      state: 'FAILURE',
      result: { error_code: '$code', user_title: '$texts.userTitle', user_message: '$texts.userMessage', 'details?': '$details' },
    },
  },
  kafka: {
    key: '$context.messageId',
    headers: { errorCode: '$code' },
    body: { code: '$code', reason: '$message', trace: '$context.traceId' },
  },
  nested: { body: { code: '$code', message: '$message', field: '$params.field' } },
};

const families = [
  { category: 'authentication', status: 401, actor: 'end-user', retry: { when: 'after-change' } },
  { category: 'validation', status: 422, actor: 'developer', retry: { when: 'after-change' } },
  { category: 'not-found', status: 404, actor: 'developer', retry: { when: 'never' } },
  { category: 'conflict', status: 409, actor: 'client', retry: { when: 'after-change' } },
  { category: 'limit', status: 429, actor: 'client', retry: { when: 'after-delay', after: 30, maxAttempts: 4 } },
  { category: 'unavailable', status: 503, actor: 'operator', retry: { when: 'with-backoff', maxAttempts: 5 } },
];

/** An HTTP response holds the nested errors, where the service has them. */
function template(transport: (typeof transports)[number], nested: boolean): JsonObject {
  const { body, ...rest } = envelopes[transport];
  return {
    ...rest,
    ...(body !== undefined && { body: transport === 'http' && nested ? { ...(body as JsonObject), 'errors?': ['$nested', '...'] } : body }),
  };
}

/** A service as files: path in its folder, content. */
export interface GeneratedService {
  readonly name: string;
  readonly service: JsonObject;
  /** One object of codes a file. */
  readonly codes: readonly JsonObject[];
}

/**
 * A service of a size, always the same one for the same arguments: four transports, texts in two languages, prose of real length.
 * @param at which of the services of the catalog: it chooses transports and languages
 */
export function generateService(at: number, count: number): GeneratedService {
  const next = numbers(at + 1);
  const bilingual = at % 2 === 0;
  const text = (words: number): Json =>
    bilingual ? { en: `${prose(next, 'en', words)}.`, ru: `${prose(next, 'ru', words)}.` } : `${prose(next, 'en', words)}.`;
  const heading = (words: number): Json =>
    bilingual ? { en: prose(next, 'en', words), ru: prose(next, 'ru', words) } : prose(next, 'en', words);
  const carried = [0, 1, 2].map((step) => transports[1 + ((at * 3 + step) % (transports.length - 1))] ?? 'sse');
  const names: (typeof transports)[number][] = ['http', ...carried];
  const groups = Array.from({ length: Math.ceil(count / codesPerFile) }, (_, group) => `group-${String(group + 1)}`);
  const operations = Array.from({ length: 12 }, (_, step) => `operation${String(step + 1)}`);
  const ids = Array.from(
    { length: count },
    (_, step) => `${prose(next, 'en', 2).toUpperCase().replace(/\W+/g, '_')}_${String(step + 1).padStart(5, '0')}`,
  );

  const field = (description: Json, example: Json): JsonObject => ({
    type: typeof example === 'number' ? 'integer' : 'string',
    description,
    example,
  });
  const code = (id: string, step: number): JsonObject => {
    const { category, status, actor, retry } = families[next(families.length)] ?? {
      category: 'server',
      status: 500,
      actor: 'operator',
      retry: { when: 'never' },
    };
    return {
      title: heading(5),
      summary: text(18),
      description: text(45),
      advice: [text(12), text(10), text(14)],
      status,
      category,
      group: groups[Math.floor(step / codesPerFile)] ?? '',
      message: `${prose(next, 'en', 5)} {field} of {limit} ${prose(next, 'en', 3).toLowerCase()} for ${id.toLowerCase()}`,
      params: {
        field: field(text(8), `${prose(next, 'en', 1).toLowerCase()}_${String(step)}`),
        limit: field(text(7), next(1000)),
      },
      details: ['field', 'limit'],
      retry: { ...retry, reason: text(11) },
      effect: 'nothing',
      fatal: next(2) === 1,
      actor,
      texts: { userTitle: heading(4), userMessage: text(14) },
      causes: [0, 1, 2].map(() => ({ cause: text(10), sign: text(12), fix: text(11) })),
      raisedBy: [{ operation: operations[next(operations.length)] ?? '', when: text(8) }, operations[next(operations.length)] ?? ''],
      emittedBy: [{ file: `src/${prose(next, 'en', 1).toLowerCase()}/handler.py`, lines: String(1 + next(900)) }],
      related: [ids[(step + 1) % count] ?? id, ids[next(count)] ?? id].filter(
        (other, place, all) => other !== id && all.indexOf(other) === place,
      ),
      since: `1.${String(next(9))}.0`,
    };
  };

  return {
    name: `service-${String(at + 1)}`,
    service: {
      service: `service-${String(at + 1)}`,
      title: heading(3),
      summary: text(14),
      version: '2.0.0',
      sourceUrl: 'https://git.example/src/{file}#L{line}',
      locales: { wire: 'en', docs: bilingual ? ['en', 'ru'] : ['en'] },
      context: {
        traceId: field(text(8), '4bf92f3577b34da6a3ce929d0e0e4736'),
        messageId: field(text(6), 'm-8841'),
      },
      texts: { userTitle: { words: [1, 8] }, userMessage: { sentences: [1, 2] } },
      groups: Object.fromEntries(groups.map((name) => [name, { title: heading(3) }])),
      envelopes: Object.fromEntries(
        names.map((name) => [name.replace('.', '-'), { transport: name, title: heading(3), ...template(name, names.includes('nested')) }]),
      ),
      on: names.map((name) => name.replace('.', '-')),
      operations: Object.fromEntries(
        operations.map((name, step) => [name, { title: heading(4), method: 'POST', path: `/v1/things/${String(step)}` }]),
      ),
    },
    codes: groups.map((_, file) =>
      Object.fromEntries(
        ids.slice(file * codesPerFile, (file + 1) * codesPerFile).map((id, step) => [id, code(id, file * codesPerFile + step)]),
      ),
    ),
  };
}
