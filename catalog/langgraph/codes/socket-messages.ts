import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { conversationId, unixSeconds } from '../fields.ts';

const inferred = {
  status: 'The nearest HTTP equivalent; the source gives none for the socket.',
  causes: 'The source names no causes for the socket; they are reasoned from text and context.',
  advice: 'The source gives no solutions for the socket.',
  fatal: 'A refused message does not end the connection; the handler goes on.',
};

export default defineCodes({
  VALIDATION_ERROR: {
    title: 'Message not accepted',
    summary: 'A field of the event that the client sent is missing, empty or of the wrong kind, so the message was not passed on.',
    advice: [
      'Correct the field in `context.field`; `context.reason` says what is wrong with it.',
      'Send the event again.',
      'Check the other fields too, since only one is reported at a time.',
    ],
    status: 400,
    category: 'validation',
    group: 'messages',
    on: ['socket'],
    message: 'Invalid message format or content',
    details: z.object({
      field: z.string().meta({ description: 'Field of the event that was refused.', example: 'endpoints' }),
      reason: z.string().meta({ description: 'What is wrong with it.', example: 'Must be non-empty array' }),
    }),
    retry: { when: 'after-change', retryable: true, reason: 'The same event is refused every time; a corrected one is accepted.' },
    effect: 'nothing',
    fatal: false,
    actor: 'developer',
    actions: ['SHOW_ERROR'],
    causes: [
      { cause: 'No assistant was chosen.', sign: '`context.field` is `endpoints`.', fix: 'Put at least one assistant into `endpoints`.' },
      { cause: 'The message is empty.', sign: '`context.field` is `content`.', fix: 'Do not let an empty message be sent.' },
      {
        cause: 'A field is missing or has the wrong type.',
        sign: '`context.field` names a field that the client does not send, or sends as another type.',
        fix: 'Compare the event with the reference of socket events.',
      },
    ],
    raisedBy: ['join-conversation', 'send-message'],
    provoke: [
      {
        title: 'A message without content and without assistants',
        language: 'javascript',
        run: "socket.on('error', console.log);\nsocket.emit('send_message', { conversationId: 'conv123', content: '', endpoints: [] });",
      },
    ],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'VALIDATION_ERROR',
            message: 'Invalid message format or content',
            retryable: true,
            context: { field: 'endpoints', reason: 'Must be non-empty array' },
          },
        },
        params: { field: 'endpoints', reason: 'Must be non-empty array' },
      },
    ],
    related: ['VAL_001', 'VAL_003'],
    confusable: [{ code: 'VAL_001', tell: 'The same over REST, with the particulars in the text only.' }],
    inferred: {
      ...inferred,
      retry: 'Marked as retryable; that it needs a corrected event follows from the text.',
      effect: 'Checked before the message is passed on.',
      actor: 'Programs build events; an empty content is the one part that a user can mend.',
      raisedBy: 'The scenario shows `send_message`; `join_conversation` has `endpoints` too.',
    },
    decisions: [
      {
        about: 'The scenario sends two faults, an empty `content` and empty `endpoints`, and the example reports one.',
        decision: 'One field in each error; which of the two comes first is left open.',
        why: '`context.field` is a single text, and the source does not say in what order fields are checked.',
      },
    ],
  },

  RATE_LIMIT: {
    title: 'Too many socket messages',
    summary: 'The user has sent more messages over the socket than the limit allows, and further ones are refused until the window ends.',
    advice: [
      'Hold messages back until the time in `context.resetTime`, then send them one by one.',
      'Show the user how long it takes, and keep what they have written.',
      'Do not reconnect to get around it: the limit belongs to the user.',
    ],
    status: 429,
    category: 'limit',
    group: 'messages',
    on: ['socket'],
    message: 'Message rate limit exceeded',
    details: z.object({
      limit: z.int().min(1).meta({ description: 'Messages allowed in a window.', example: 10 }),
      resetTime: unixSeconds.meta({ description: 'When the window ends, in seconds since 1970-01-01 UTC.' }),
      userId: z.string().meta({ description: 'The user whose messages are counted.', example: 'user_123' }),
    }),
    retry: { when: 'after-delay', reason: 'Messages before `context.resetTime` are refused as well.' },
    effect: 'nothing',
    fatal: false,
    actor: 'client',
    actions: ['RETRY_AFTER_DELAY'],
    causes: [
      {
        cause: 'The user sends very quickly.',
        sign: 'The conversation shows many short messages in a row.',
        fix: 'Gather them into one, or pause the send button.',
      },
      {
        cause: 'The client sends again without waiting for an answer.',
        sign: 'The same content appears several times.',
        fix: 'Wait for the answer or the error before sending again.',
      },
      {
        cause: 'The user has several windows or devices open.',
        sign: 'No single window reaches `context.limit`.',
        fix: 'Close some, or ask the operator for a higher limit.',
      },
    ],
    raisedBy: ['send-message'],
    examples: [{ name: 'window-used-up', context: { sentAt: 1640995140 } }],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'RATE_LIMIT',
            message: 'Message rate limit exceeded',
            retryable: true,
            context: { limit: 10, resetTime: 1640995200, userId: 'user_123' },
          },
        },
        params: { limit: 10, resetTime: 1640995200, userId: 'user_123' },
      },
    ],
    related: ['RATE_001'],
    confusable: [{ code: 'RATE_001', tell: 'That one limits REST requests, and gives the seconds to wait in `Retry-After`.' }],
    inferred: {
      ...inferred,
      retry: 'Marked as retryable; that one has to wait follows from `resetTime`.',
      effect: 'A limiter refuses messages before they are passed on.',
      actor: 'The client waits; no person has to do anything.',
      raisedBy: 'The text speaks of messages.',
    },
    decisions: [
      {
        about: 'The unit of `resetTime`, and how long to wait.',
        decision: 'Seconds since 1970. Wait until then; no fixed delay is given.',
        why: 'The number is the one of `X-RateLimit-Reset`. A client that uses milliseconds, as `Date.now()` does, must multiply by 1000.',
      },
    ],
  },

  PERMISSION_DENIED: {
    title: 'Permission for this conversation missing',
    summary: 'The user is known but lacks the permission that this conversation demands, for instance may read it and not write to it.',
    advice: [
      'Compare `context.requiredPermission` with `context.userPermissions`, and hide what the user may not do.',
      'Ask the owner of the conversation or an administrator for the permission.',
      'Join the conversation again after a grant.',
    ],
    status: 403,
    category: 'permission',
    group: 'permissions',
    on: ['socket'],
    message: 'Insufficient permissions for this conversation',
    details: z.object({
      conversationId,
      requiredPermission: z.string().meta({ description: 'The permission that is needed.', example: 'conversation:write' }),
      userPermissions: z
        .array(z.string())
        .meta({ description: 'The permissions that the user has in this conversation.', example: ['conversation:read'] }),
    }),
    retry: { when: 'after-change', reason: 'The answer stays the same until the permission has been granted.' },
    effect: 'nothing',
    fatal: false,
    actor: 'operator',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The user was invited to read only.',
        sign: '`context.userPermissions` holds the reading permission and not the required one.',
        fix: 'Let the owner grant the required one.',
      },
      {
        cause: 'The user does not take part in the conversation.',
        sign: '`context.userPermissions` is empty.',
        fix: 'Get an invitation, or open a conversation of your own.',
      },
      {
        cause: 'The permission was withdrawn while the conversation was open.',
        sign: 'The same user could write a moment ago.',
        fix: 'Join again and show what is allowed now.',
      },
    ],
    raisedBy: ['join-conversation', 'send-message'],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'PERMISSION_DENIED',
            message: 'Insufficient permissions for this conversation',
            retryable: false,
            context: { conversationId: 'conv_123', requiredPermission: 'conversation:write', userPermissions: ['conversation:read'] },
          },
        },
        params: { conversationId: 'conv_123', requiredPermission: 'conversation:write', userPermissions: ['conversation:read'] },
      },
    ],
    related: ['AUTH_005', 'CONVERSATION_NOT_FOUND'],
    confusable: [
      { code: 'AUTH_005', tell: 'The same over REST, for an operation rather than a conversation.' },
      { code: 'AUTH_FAILED', tell: 'That one does not know the user at all.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as not retryable; that a grant helps is reasoned.',
      effect: 'Checked before the message is passed on.',
      actor: 'Someone who may grant the permission has to act.',
      raisedBy: 'Both events name a conversation.',
    },
  },
});
