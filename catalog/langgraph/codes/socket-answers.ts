import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { assistantId } from '../fields.ts';

const inferred = {
  status: 'The nearest HTTP equivalent; the source gives none for the socket.',
  causes: 'The source names no causes for the socket; they are reasoned from text and context.',
  advice: 'The source gives no solutions for the socket.',
  fatal: 'One failed answer does not end the connection; the handler offers another attempt over it.',
  raisedBy: 'Assistants are called when a message is sent.',
};

export default defineCodes({
  API_ERROR: {
    title: 'LangGraph API call failed',
    summary: 'The socket server passed the message on to the LangGraph API and got an error back, which stands in the context.',
    advice: [
      'Look at `context.apiStatusCode`: with 429 or 5xx offer another attempt after a pause, with another 4xx do not.',
      'Read `context.originalError` for what the API said.',
      'Give support the `assistantId`, the status and the time.',
    ],
    status: 502,
    category: 'upstream',
    group: 'messages',
    on: ['socket'],
    message: 'LangGraph API request failed',
    details: z.object({
      assistantId,
      apiStatusCode: z.int().min(100).max(599).meta({ description: 'HTTP status with which the API answered.', example: 503 }),
      originalError: z.string().meta({ description: 'What the API said.', example: 'Service temporarily unavailable' }),
    }),
    retry: { when: 'with-backoff', maxAttempts: 3, reason: 'An API that is overloaded or restarting comes back.' },
    effect: 'unknown',
    fatal: false,
    actor: 'operator',
    actions: ['OFFER_RETRY'],
    causes: [
      {
        cause: 'The API is down or overloaded.',
        sign: '`context.apiStatusCode` is 500 or higher.',
        fix: 'Try again with growing pauses; as operator, look at the API.',
      },
      {
        cause: 'The socket server uses up its own limit at the API.',
        sign: '`context.apiStatusCode` is 429.',
        fix: 'Send less at once, or raise the limit of the socket server.',
      },
      {
        cause: 'The API refuses what the socket server sends.',
        sign: '`context.apiStatusCode` is another 4xx.',
        fix: 'Look `context.originalError` up among the REST errors and repair the call.',
      },
    ],
    raisedBy: ['send-message'],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'API_ERROR',
            message: 'LangGraph API request failed',
            retryable: true,
            context: { assistantId: 'chatbot', apiStatusCode: 503, originalError: 'Service temporarily unavailable' },
          },
        },
        params: { assistantId: 'chatbot', apiStatusCode: 503, originalError: 'Service temporarily unavailable' },
      },
    ],
    related: ['SRV_003', 'INVOCATION_ERROR'],
    confusable: [
      { code: 'INVOCATION_ERROR', tell: 'That one comes from inside the assistant; this one is an answer of the API, with a status.' },
      { code: 'ASSISTANT_UNAVAILABLE', tell: 'That one is known from a health check, before anything is sent.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as retryable; pauses and attempts are a judgement.',
      effect: 'The API may have begun to work before it failed.',
      actor: 'The failure lies behind the socket server; a client can only try again.',
    },
    decisions: [
      {
        about: 'The printed handler asks whether `retryable` is true for this type, as if it could vary.',
        decision: 'Always `true` on the wire, as the example shows.',
        why: 'The source states one value. `context.apiStatusCode` is the better guide, and the advice says so.',
      },
    ],
  },

  TIMEOUT: {
    title: 'Assistant did not answer in time',
    summary: 'The assistant took longer than the time limit for its answer, and the server stopped waiting for it.',
    advice: [
      'Look whether the answer has come in after all before you send the message again.',
      'Offer one more attempt, with a shorter or simpler message.',
      'As operator, compare `context.timeoutMs` with how long this assistant usually takes.',
    ],
    status: 504,
    category: 'timeout',
    group: 'messages',
    on: ['socket'],
    message: 'Assistant response timeout',
    details: z.object({
      assistantId: assistantId.meta({ example: 'research-assistant' }),
      timeoutMs: z.int().min(0).meta({ description: 'The time limit that was reached.', unit: 'ms', example: 30000 }),
      messageId: z.string().meta({ description: 'The message that was not answered.', example: 'msg_456' }),
    }),
    retry: {
      when: 'with-backoff',
      maxAttempts: 2,
      reason: 'A busy assistant recovers; a task that is too large runs into the limit again.',
    },
    effect: 'unknown',
    fatal: false,
    actor: 'client',
    actions: ['OFFER_RETRY'],
    causes: [
      {
        cause: 'The task is too large for the time limit.',
        sign: 'The same message times out every time, short ones are answered.',
        fix: 'Split the task, or raise the limit for this assistant.',
      },
      {
        cause: 'A tool or the model is slow at the moment.',
        sign: 'Messages that were answered earlier now time out too.',
        fix: 'Wait a little; as operator, check the model and the tools.',
      },
      { cause: 'The graph runs in circles.', sign: 'The trace shows the same nodes over and over.', fix: 'See `GRAPH_003`.' },
    ],
    raisedBy: ['send-message'],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'TIMEOUT',
            message: 'Assistant response timeout',
            retryable: true,
            context: { assistantId: 'research-assistant', timeoutMs: 30000, messageId: 'msg_456' },
          },
        },
        params: { assistantId: 'research-assistant', timeoutMs: 30000, messageId: 'msg_456' },
      },
    ],
    related: ['TOOL_001', 'INVOCATION_ERROR', 'GRAPH_003'],
    confusable: [
      { code: 'TOOL_001', tell: 'That one is the time limit of a single tool, over REST, and names the tool.' },
      { code: 'CONNECTION_ERROR', tell: 'There the network timed out and nothing was sent; here the message did arrive.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as retryable; that one more attempt is enough is a judgement.',
      effect: 'The server stopped waiting; the assistant may still be at work and act.',
      actor: 'The client decides whether to wait, to ask again or to give up.',
    },
  },
});
