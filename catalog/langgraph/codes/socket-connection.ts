import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { conversationId } from '../fields.ts';

const inferred = {
  status: 'The nearest HTTP equivalent; the source gives none for the socket.',
  causes: 'The source names no causes for the socket; they are reasoned from text and context.',
  advice: 'The source gives no solutions for the socket.',
};

export default defineCodes({
  CONNECTION_ERROR: {
    title: 'Socket connection not established',
    summary: 'The client could not open the Socket.IO connection after several attempts, so nothing can be sent or received.',
    advice: [
      'Go on trying with growing pauses; the Socket.IO client does so by itself.',
      'Show that the connection is lost, and keep what the user writes until it is back.',
      'If it never succeeds, check address, proxy and the cross-origin settings of the server.',
    ],
    description: 'Look for it in the log of the client: a server that was never reached cannot have sent it.',
    status: 503,
    category: 'unavailable',
    group: 'connection',
    on: ['socket'],
    message: 'Failed to establish WebSocket connection',
    details: z.object({
      reason: z.string().meta({ description: 'What stopped the connection.', example: 'Network timeout' }),
      attempts: z.int().min(1).meta({ description: 'Attempts made so far.', example: 3 }),
    }),
    retry: { when: 'with-backoff', reason: 'Networks and servers come back; connecting again does no harm.' },
    effect: 'nothing',
    fatal: true,
    actor: 'client',
    actions: ['RETRY_WITH_BACKOFF'],
    causes: [
      {
        cause: 'The device is offline or its network is poor.',
        sign: 'Other sites fail too.',
        fix: 'Wait for the network, then connect again.',
      },
      {
        cause: 'A proxy or a load balancer does not let WebSocket through.',
        sign: 'REST calls to the same host succeed, and it fails in this network only.',
        fix: 'Allow the upgrade, or let Socket.IO fall back to long polling.',
      },
      {
        cause: 'The server is down or the address is wrong.',
        sign: 'REST calls to the same host fail too, while other sites work.',
        fix: 'Check the address; as operator, start the server.',
      },
      {
        cause: 'The server does not accept this origin.',
        sign: 'The console of the browser speaks of CORS.',
        fix: 'Add the origin to the settings of the server.',
      },
    ],
    raisedBy: ['connect'],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'CONNECTION_ERROR',
            message: 'Failed to establish WebSocket connection',
            retryable: true,
            context: { reason: 'Network timeout', attempts: 3 },
          },
        },
        params: { reason: 'Network timeout', attempts: 3 },
      },
    ],
    related: ['AUTH_FAILED'],
    confusable: [{ code: 'AUTH_FAILED', tell: 'That one proves that the connection stands: the server answered and refused the token.' }],
    inferred: {
      ...inferred,
      retry: 'The source says only that it is retryable.',
      effect: 'Without a connection nothing was sent.',
      fatal: 'There is no connection that could go on.',
      actor: 'The client connects again by itself.',
      raisedBy: 'Follows from the text.',
    },
    decisions: [
      {
        about: 'Who sends it, when there is no connection.',
        decision: 'The client raises it locally, in the shape of a socket error.',
        why: 'No server can send over a connection that was not established. It is documented with the others because handlers receive it in the same way.',
      },
    ],
  },

  AUTH_FAILED: {
    title: 'Socket authentication failed',
    summary: 'The server refused the token in the `authenticate` event, so the socket stays anonymous and may not do anything.',
    advice: [
      'Get a new token from `POST /token`, or send the user to sign in.',
      'Open a new connection and authenticate with the new token.',
      'Look at `context.tokenExpired`: when it is `false`, the token is wrong and not merely old.',
    ],
    status: 401,
    category: 'authentication',
    group: 'connection',
    on: ['socket'],
    message: 'Socket.IO authentication failed',
    details: z.object({
      tokenExpired: z.boolean().meta({ description: 'Whether the token was refused because of its age.', example: true }),
    }),
    retry: { when: 'after-change', reason: 'The same token is refused every time; a new one is accepted at once.' },
    effect: 'nothing',
    fatal: true,
    actor: 'client',
    actions: ['REDIRECT_TO_LOGIN'],
    causes: [
      {
        cause: 'The token has expired.',
        sign: '`context.tokenExpired` is `true`.',
        fix: 'Get a new one; renew it while a long session lasts.',
      },
      {
        cause: 'The token is malformed or from another deployment.',
        sign: '`context.tokenExpired` is `false`, and REST calls with it give `AUTH_002`.',
        fix: 'Send the token exactly as `POST /token` returned it.',
      },
      {
        cause: 'The client sent the event before it had a token.',
        sign: '`context.tokenExpired` is `false`, and the event left with an empty token.',
        fix: 'Wait for the token, then authenticate.',
      },
    ],
    raisedBy: ['authenticate'],
    provoke: [
      {
        title: 'Authenticate with a made-up token',
        language: 'javascript',
        run: "socket.on('error', console.log);\nsocket.emit('authenticate', { token: 'invalid-token' });",
      },
    ],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: { type: 'AUTH_FAILED', message: 'Socket.IO authentication failed', retryable: false, context: { tokenExpired: true } },
        },
        params: { tokenExpired: true },
      },
    ],
    related: ['AUTH_002', 'CONNECTION_ERROR'],
    confusable: [
      { code: 'AUTH_002', tell: 'The same trouble over REST, where the token goes into the `Authorization` header.' },
      { code: 'PERMISSION_DENIED', tell: 'That one knows the user, who lacks a permission.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as not retryable; that a new token helps is reasoned as for `AUTH_002`.',
      effect: 'The caller is turned away before anything runs.',
      fatal: 'The printed handler leaves the page for `/login`, which ends the connection.',
      actor: 'The client holds the token and can replace it.',
    },
  },

  CONVERSATION_NOT_FOUND: {
    title: 'Conversation does not exist',
    summary: 'The event names a conversation that the server does not know, so there is nothing to join and nobody to write to.',
    advice: [
      'Forget the stored id and show the list of conversations.',
      'Begin a new conversation if this one was deleted.',
      'If the id should be right, check that client and server belong to the same deployment.',
    ],
    status: 404,
    category: 'not-found',
    group: 'connection',
    on: ['socket'],
    message: 'Conversation {conversationId} does not exist',
    details: z.object({ conversationId }),
    retry: { when: 'after-change', reason: 'A conversation that is gone does not come back.' },
    effect: 'nothing',
    fatal: false,
    actor: 'client',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The conversation was deleted.',
        sign: 'It was open before on this or another device.',
        fix: 'Take it out of the list and begin a new one.',
      },
      {
        cause: 'The id is wrong or cut off.',
        sign: 'It does not look like the other ids, such as `conv_123`.',
        fix: 'Take the id from the answer that created the conversation.',
      },
      {
        cause: 'The client joins before the conversation has been created.',
        sign: 'The same id works a moment later.',
        fix: 'Wait for the answer to its creation, then join.',
      },
    ],
    raisedBy: ['join-conversation', 'send-message'],
    provoke: [
      {
        title: 'Join a conversation that does not exist',
        language: 'javascript',
        run: "socket.on('error', console.log);\nsocket.emit('join_conversation', {\n  conversationId: 'invalid-conv',\n  userId: 'user123',\n  endpoints: ['chatbot'],\n});",
      },
    ],
    samples: [
      {
        envelope: 'socket',
        payload: {
          event: 'error',
          body: {
            type: 'CONVERSATION_NOT_FOUND',
            message: 'Conversation conv_123 does not exist',
            retryable: false,
            context: { conversationId: 'conv_123' },
          },
        },
        params: { conversationId: 'conv_123' },
      },
    ],
    related: ['PERMISSION_DENIED', 'MEM_002'],
    confusable: [
      { code: 'PERMISSION_DENIED', tell: 'That one means that the conversation exists and is closed to this user.' },
      { code: 'MEM_002', tell: 'That one means that the conversation exists and its history was reset.' },
    ],
    inferred: {
      ...inferred,
      retry: 'Marked as not retryable; that another conversation helps is reasoned.',
      effect: 'There is no conversation in which anything could have happened.',
      fatal: 'Other conversations on the same socket are not concerned.',
      actor: 'The client keeps the ids of conversations.',
      raisedBy: 'The scenario shows `join_conversation`; `send_message` names a conversation too.',
    },
  },
});
