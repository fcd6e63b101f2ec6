import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { assistantId, unixSeconds } from '../fields.ts';

const inferred = {
  status: 'The nearest HTTP equivalent; the source gives none for the socket.',
  causes: 'The source names no causes for the socket; they are reasoned from text and context.',
  advice: 'The source gives no solutions for the socket.',
  fatal: 'One failed answer does not end the connection; the handler offers another attempt over it.',
  raisedBy: 'Assistants are called when a message is sent.',
};

export default defineCodes({
  INVOCATION_ERROR: {
    title: 'Assistant failed on the request',
    summary: 'The assistant began to work on the message and one of its steps failed; the context says which one and why.',
    advice: [
      'Offer one more attempt, unless the assistant acts on the outside world.',
      'If it fails at the same `context.nodeId` again, try another assistant or another wording.',
      'As operator, search the log for that node.',
    ],
    status: 500,
    category: 'server',
    group: 'assistants',
    on: ['socket'],
    message: 'Assistant failed to process request',
    details: z.object({
      assistantId: assistantId.meta({ example: 'code-assistant' }),
      error: z
        .string()
        .meta({ description: 'What failed, in the words of the graph.', example: "Graph execution failed at node 'analyze'" }),
      nodeId: z
        .string()
        .optional()
        .meta({ description: 'The node that failed. Missing where the failure lies outside of any node.', example: 'analyze' }),
    }),
    retry: { when: 'with-backoff', maxAttempts: 2, reason: 'A passing failure of a model or a tool goes away; a faulty node fails again.' },
    effect: 'unknown',
    fatal: false,
    actor: 'operator',
    actions: ['OFFER_RETRY', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'A node of the graph is faulty or not configured.',
        sign: 'Every attempt ends at the same `context.nodeId`.',
        fix: 'Repair or configure that node.',
      },
      { cause: 'The model or a tool failed for a moment.', sign: 'Another attempt succeeds.', fix: 'Nothing, unless it becomes frequent.' },
      {
        cause: 'The message leads into a case that the graph does not handle.',
        sign: 'Only this message fails, with this assistant.',
        fix: 'Word it differently; as developer, handle the case.',
      },
    ],
    raisedBy: ['send-message'],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'INVOCATION_ERROR',
            message: 'Assistant failed to process request',
            retryable: true,
            context: { assistantId: 'code-assistant', error: "Graph execution failed at node 'analyze'", nodeId: 'analyze' },
          },
        },
        params: { assistantId: 'code-assistant', error: "Graph execution failed at node 'analyze'", nodeId: 'analyze' },
      },
    ],
    related: ['SRV_001', 'GRAPH_001', 'TIMEOUT'],
    confusable: [
      { code: 'SRV_001', tell: 'The same over REST, with the reason in the text.' },
      { code: 'API_ERROR', tell: 'That one is an answer of the API, with a status; this one comes from inside the assistant.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as retryable; that one more attempt is enough is a judgement.',
      effect: 'Nodes before the failing one have run, and tools may have acted.',
      actor: 'The failing step is in the hands of whoever runs the assistant.',
      details: 'That `nodeId` may be missing: an assistant can fail before its first node.',
    },
  },

  ASSISTANT_UNAVAILABLE: {
    title: 'Assistant temporarily not available',
    summary: 'The assistant exists but did not pass its last health check, so the server passes no messages on to it.',
    advice: [
      'Offer another assistant, or try again with growing pauses.',
      'Judge by `context.lastHealthy` whether it is a hiccup or an outage.',
      'As operator, look into `context.reason` and restart the assistant.',
    ],
    status: 503,
    category: 'unavailable',
    group: 'assistants',
    on: ['socket'],
    message: 'Assistant is temporarily unavailable',
    details: z.object({
      assistantId: assistantId.meta({ example: 'data-analyst' }),
      reason: z.string().meta({ description: 'Why it counts as unavailable.', example: 'Health check failed' }),
      lastHealthy: unixSeconds.meta({
        description: 'When it last passed its health check, in seconds since 1970-01-01 UTC.',
        example: 1640995000,
      }),
    }),
    retry: { when: 'with-backoff', maxAttempts: 5, reason: 'It is served again as soon as it passes a health check.' },
    effect: 'nothing',
    fatal: false,
    actor: 'operator',
    actions: ['OFFER_RETRY', 'SHOW_ERROR'],
    causes: [
      {
        cause: 'The assistant is being restarted or deployed.',
        sign: '`context.lastHealthy` lies a few minutes back at most.',
        fix: 'Wait and try again.',
      },
      {
        cause: 'The assistant has crashed.',
        sign: '`context.lastHealthy` lies far back, and other assistants work.',
        fix: 'Find the reason in its log and start it again.',
      },
      {
        cause: 'Something that all assistants need is down.',
        sign: 'Several assistants are unavailable since the same moment.',
        fix: 'Restore the model provider or the database.',
      },
    ],
    raisedBy: ['send-message'],
    examples: [{ name: 'health-check', context: { sentAt: 1640995200 } }],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'ASSISTANT_UNAVAILABLE',
            message: 'Assistant is temporarily unavailable',
            retryable: true,
            context: { assistantId: 'data-analyst', reason: 'Health check failed', lastHealthy: 1640995000 },
          },
        },
        params: { assistantId: 'data-analyst', reason: 'Health check failed', lastHealthy: 1640995000 },
      },
    ],
    related: ['SRV_003', 'RES_001'],
    confusable: [
      { code: 'RES_001', tell: 'That one means that there is no such assistant.' },
      { code: 'SRV_003', tell: 'That one concerns the service as a whole, over REST.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as retryable, and the text says temporarily; pauses and attempts are a judgement.',
      effect: 'The health check comes before the message is passed on.',
      actor: 'Only whoever runs the assistant can bring it back.',
      raisedBy: 'Follows from the text; joining might raise it as well.',
    },
  },
});
