import { $, defineService } from 'errdex/catalog';
import { z } from 'zod';
import { unixSeconds } from './fields.ts';

/** The headers that go with every REST error, coded or not. A reader must not depend on them: see the decisions. */
const debugging = {
  'X-Request-ID': { $value: $.context.requestId, $optional: true },
  'X-Timestamp': { $value: $.context.sentAt, $optional: true },
  'X-Rate-Limit-Remaining': { $value: $.context.quotaLeft, $optional: true },
};

export default defineService({
  service: 'langgraph',
  title: 'LangGraph API',
  summary: 'Runs LangGraph assistants over a REST interface and streams their conversations over Socket.IO.',
  description: [
    'A REST error has one field, `detail`. Its code travels beside the body, in the header `X-Error-Code`; where that header cannot be read, status and text tell the errors apart.',
    'A Socket.IO error names its kind in `type` and its particulars in `context`.',
    'Errors from inside a graph, its memory or its tools have no code at all. The ids `GRAPH_`, `MEM_` and `TOOL_` are names of this catalog: do not look for them on the wire.',
  ].join('\n\n'),
  codePattern: '^[A-Z]+(_[A-Z0-9]+)*$',
  support: { fields: ['code', 'time', 'context.requestId'] },

  context: {
    requestId: z.string().meta({ description: 'Id of the request. Quote it to support.', example: 'req_123456789' }),
    sentAt: unixSeconds.meta({ description: 'When the error was sent, in seconds since 1970-01-01 UTC.' }),
    quotaLeft: z.int().min(0).meta({ description: 'Requests left in the current window.', example: 95 }),
  },
  facts: {
    number: z.int().meta({ description: 'The numeric `code` that the type of a socket error allows. No documented error has one.' }),
  },

  actions: {
    REDIRECT_TO_LOGIN: { title: 'Send the user to sign in' },
    SHOW_ERROR: { title: 'Show the message' },
    RETRY_AFTER_DELAY: { title: 'Try again after the stated delay' },
    RETRY_WITH_BACKOFF: { title: 'Try again with growing pauses' },
    OFFER_RETRY: { title: 'Offer the user another attempt' },
    CONTACT_SUPPORT: { title: 'Contact support' },
  },

  groups: {
    authentication: { title: 'Authentication', description: 'Who is calling is not established.' },
    authorization: { title: 'Authorisation', description: 'Who is calling is known, and may not do this.' },
    validation: { title: 'Validation', description: 'The request cannot be accepted as it is.' },
    resources: { title: 'Resources', description: 'Something that the request names does not exist.' },
    'rate-limit': { title: 'Rate limit' },
    server: { title: 'Server', description: 'The request was in order and the service failed.' },
    connection: { title: 'Socket connection' },
    messages: { title: 'Socket messages' },
    assistants: { title: 'Socket assistants' },
    permissions: { title: 'Socket permissions' },
    graph: { title: 'Graph execution', description: 'No code on the wire; known by the text in `detail`.' },
    memory: { title: 'Memory and persistence', description: 'No code on the wire; known by the text in `detail`.' },
    tools: { title: 'Tools', description: 'No code on the wire; known by the text in `detail`.' },
  },

  operations: {
    'create-token': { title: 'Get an access token', method: 'POST', path: '/token' },
    'read-current-user': { title: 'Read the current user', method: 'GET', path: '/users/me' },
    'list-assistants': { title: 'List the assistants', method: 'GET', path: '/assistants' },
    'invoke-assistant': { title: 'Invoke an assistant', method: 'POST', path: '/assistants/{assistant_id}/invoke' },
    connect: { title: 'Open the socket', description: 'Done by the Socket.IO client itself; no event of the application.' },
    // "Socket.IO Errors" of the source emits `authenticate` with `{ token }`; nothing is said of a token in the handshake.
    authenticate: { title: 'Authenticate the socket', event: 'authenticate', credentials: true },
    'join-conversation': { title: 'Join a conversation', event: 'join_conversation' },
    'send-message': { title: 'Send a message to assistants', event: 'send_message' },
  },

  envelopes: {
    http: {
      transport: 'http',
      title: 'REST error',
      description: 'The body says it to people, the header `X-Error-Code` to programs.',
      status: $.status,
      headers: {
        'X-Error-Code': $.code,
        'X-Retryable': { $value: $.retryable, $optional: true },
        'Retry-After': { $value: $.retryAfter, $optional: true },
        ...debugging,
      },
      body: { detail: $.message },
      notes: {
        'headers.X-Error-Code':
          'The code. In a browser it can be read across origins only if the server lists it in `Access-Control-Expose-Headers`.',
        'headers.X-Retryable': 'Whether the API calls it retryable. `true` may still mean after a correction: see the retry policy.',
        'headers.X-Rate-Limit-Remaining': 'Not the same header as `X-RateLimit-Remaining` of a 429.',
        'headers.Retry-After': 'Seconds to wait; the same number stands in the text.',
        'body.detail': 'Text for people. Branch on the code instead.',
      },
    },
    uncoded: {
      transport: 'http',
      title: 'REST error without a code',
      description: 'Raised inside a graph, its memory or its tools. There is no `X-Error-Code`; the text is all there is to go by.',
      status: $.status,
      headers: debugging,
      body: { detail: $.message },
      notes: { 'body.detail': 'The only thing that tells these errors apart. Match its fixed words, not the particulars.' },
    },
    socket: {
      transport: 'socket.io',
      title: 'Socket error',
      description: 'Sent to the client that caused it. The kind stands in `type`, the particulars in `context`.',
      channel: '/',
      event: 'error',
      body: {
        type: $.code,
        message: $.message,
        'code?': $.facts.number,
        retryable: $.retryable,
        'context?': $.details,
        timestamp: { $value: $.context.sentAt, $optional: true },
      },
      notes: {
        'body.type': 'The code. Branch on this.',
        'body.retryable': 'Whether the API calls it retryable. `true` may still mean after a correction: see the retry policy.',
        'body.timestamp': 'Declared in the type of the message and shown in no example, so do not depend on it.',
      },
    },
  },
  on: ['http'],

  decisions: [
    {
      about: '"All endpoints return `{ detail }`", and yet every REST error has a code.',
      decision: 'The body is only `detail`; the code travels in `X-Error-Code`.',
      why: 'The section on response headers lists `X-Error-Code: AUTH_002`, and no body in the source shows a code.',
    },
    {
      about: '"All error responses include debugging headers", while both printed exception handlers send a body and nothing else.',
      decision:
        'The service sends all five. `X-Error-Code` is part of the contract; the other four are sent, and a reader is not to depend on them.',
      why: 'Headers may be added by a middleware that is not printed. Without `X-Error-Code` a code would be nowhere on the wire; the others only help to debug.',
    },
    {
      about: '`X-RateLimit-Remaining` on a 429 and `X-Rate-Limit-Remaining` among the debugging headers.',
      decision: 'Two headers with two values. A 429 carries both.',
      why: 'The source prints both spellings and nowhere says that they count the same window.',
    },
    {
      about: 'Names for the seven errors without a code.',
      decision: '`GRAPH_001` to `GRAPH_003`, `MEM_001`, `MEM_002`, `TOOL_001` and `TOOL_002`, in the envelope `uncoded`.',
      why: 'A page needs a name, and these follow the style of the REST codes. As they never travel, no envelope that carries them shows `$code`.',
    },
    {
      about: 'Status of the seven errors without a code.',
      decision: '500 for all of them.',
      why: 'The source prints only bodies. 500 is the default `status_code` of `LangGraphError`, the base class of the service.',
    },
    {
      about: 'Headers of the seven errors without a code.',
      decision: '`X-Request-ID`, `X-Timestamp` and `X-Rate-Limit-Remaining`, but neither `X-Error-Code` nor `X-Retryable`.',
      why: 'The headers go with all error responses, but these errors have no code to send, and the source states no retry flag for them: to promise a value would be to invent one.',
    },
    {
      about: 'The event on which socket errors arrive.',
      decision: '`error`, on the main namespace `/`.',
      why: 'The source shows payloads only. `error` is the usual name, and Socket.IO has not reserved it since version 3. Inferred.',
    },
    {
      about: 'The type of a socket error demands `timestamp`, and none of the ten examples has it.',
      decision: 'It is sent and not demanded of a message, and counts seconds.',
      why: 'Ten examples that work without it outweigh the type. All other times of this API (`X-Timestamp`, `resetTime`, `lastHealthy`) are in seconds.',
    },
    {
      about: 'The type of a socket error allows a numeric `code`, and none of the ten examples has it.',
      decision: 'It is declared as a fact and set for no code.',
      why: 'Its values are nowhere given. A client that meets one should ignore it and read `type`.',
    },
    {
      about: 'The type of a socket error makes `context` optional, and all ten examples have it.',
      decision: 'Every code has its own `context`, always sent.',
      why: 'A handler may then read `context.resetTime` without a guard, as the printed one does.',
    },
    {
      about: 'The frontend handler calls every 400 and 401 not retryable, while `AUTH_001`, `VAL_003` and `VAL_004` are marked retryable.',
      decision: 'The flag of each code stands on the wire; the retry policy says `after-change` for all three.',
      why: 'The flag means that the user may try again with something else. Repeating the same request fails again, which is what the handler acts on.',
    },
    {
      about: 'The frontend handler has names of its own, such as `AUTHENTICATION_ERROR`, `NETWORK_ERROR` and `UNKNOWN_ERROR`.',
      decision: 'They are no codes of this catalog. The four names of `action` are its actions.',
      why: 'They are made in the client from the status and never travel.',
    },
    {
      about: '`AUTH_005` stands under `AUTH_`, and its section is authorisation.',
      decision: 'Status 403, category permission.',
      why: 'Section, text and cause agree; only the prefix is off.',
    },
    {
      about: 'The scenario "invalid assistant ID" does not say whether `VAL_002` or `RES_001` comes back.',
      decision: 'It is listed with `RES_001` as the likely answer, and with `VAL_002` as the other one possible.',
      why: '`AssistantNotFoundError`, the only class with that text, answers 404; the title of the scenario is that of `VAL_002`.',
    },
  ],
});
