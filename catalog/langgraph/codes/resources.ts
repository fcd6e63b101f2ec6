import { $, defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { assistantId, unixSeconds } from '../fields.ts';

const causes = 'The source names one cause in a line; the finer ones and all signs are reasoned.';

export default defineCodes({
  RES_001: {
    title: 'Assistant does not exist',
    summary: 'The path of the request names an assistant, and this deployment has none with that id.',
    advice: [
      'List the assistants with `GET /assistants` and use an id from there.',
      'If the assistant should be there, check that the deployment has registered it.',
      'Forget a stored id that is no longer listed.',
    ],
    status: 404,
    category: 'not-found',
    group: 'resources',
    message: 'Assistant {assistant_id} not found',
    params: { assistant_id: assistantId.meta({ example: 'invalid-assistant' }) },
    retry: { when: 'after-change', reason: 'The answer stays the same until the id is corrected or the assistant is deployed.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The id in the path is misspelt.',
        sign: 'The list of `GET /assistants` holds a similar one.',
        fix: 'Use the id exactly as listed.',
      },
      {
        cause: 'The assistant was removed or renamed.',
        sign: 'The same id worked before a deployment.',
        fix: 'Choose another assistant, or bring the old one back.',
      },
      {
        cause: 'The assistant failed to register at start-up.',
        sign: 'Its id is right and missing from the list; the start-up log names it.',
        fix: 'Repair its graph and start the service again.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    provoke: [
      {
        title: 'Invoke an assistant that does not exist',
        language: 'bash',
        run: 'curl -i -X POST http://localhost:8000/assistants/invalid-assistant/invoke \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d \'{"message": "test"}\'',
      },
    ],
    samples: [
      {
        envelope: 'http',
        title: 'With the id of VAL_002, told apart by the status',
        payload: { status: 404, headers: { 'X-Error-Code': 'RES_001' }, body: { detail: 'Assistant chatbot-invalid not found' } },
        params: { assistant_id: 'chatbot-invalid' },
      },
    ],
    related: ['VAL_002', 'ASSISTANT_UNAVAILABLE'],
    confusable: [
      { code: 'VAL_002', tell: 'The text is the same. This one has status 404, that one 400.' },
      { code: 'ASSISTANT_UNAVAILABLE', tell: 'That one means that the assistant exists and is not healthy; it comes over the socket.' },
    ],
    inferred: {
      causes,
      retry: 'The source says only "No"; that another id helps follows from its solution.',
      effect: 'There is no assistant that could have run.',
      actor: 'Ids of assistants stand in programs and configurations.',
      raisedBy: 'By the scenario "invalid assistant ID", which names no code.',
      samples: 'The source prints the text with `{assistant_id}` in place of an id.',
    },
  },

  RES_002: {
    title: 'User no longer exists',
    summary: 'The token is in order and names a user, but the account behind it has been deleted since it was issued.',
    advice: [
      'Throw the token away and send the user to sign in.',
      'Offer to create a new account if signing in fails.',
      'If everybody meets this at once, check that the service uses the right database.',
    ],
    status: 404,
    category: 'not-found',
    group: 'resources',
    message: 'User not found',
    retry: { when: 'after-change', reason: 'A deleted account does not come back; another sign-in does help.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['REDIRECT_TO_LOGIN'],
    causes: [
      {
        cause: 'The account was deleted while the token was still valid.',
        sign: 'One user is concerned, and signing in gives `AUTH_001`.',
        fix: 'Create a new account.',
      },
      {
        cause: 'The service runs on a fresh or different database.',
        sign: 'All users are concerned from one moment on.',
        fix: 'As operator, restore or connect the right database.',
      },
    ],
    raisedBy: ['read-current-user'],
    samples: [{ envelope: 'http', payload: { status: 404, headers: { 'X-Error-Code': 'RES_002' }, body: { detail: 'User not found' } } }],
    related: ['AUTH_001', 'AUTH_004'],
    confusable: [
      { code: 'AUTH_004', tell: 'That one means that the account is there and disabled.' },
      { code: 'RES_001', tell: 'That one is about an assistant; both have status 404.' },
    ],
    inferred: {
      causes,
      retry: 'The source says only "No"; that another sign-in helps follows from its solution.',
      effect: 'The user is looked up before anything runs.',
      actor: 'Only the user can sign in or create an account.',
      actions: 'The frontend handler only shows a 404; the solution is to authenticate again.',
      raisedBy: 'Follows from the cause; the source names no endpoint.',
    },
  },

  RATE_001: {
    title: 'Too many requests',
    summary: 'The caller has used up the requests allowed in the current window, and further ones are refused until it ends.',
    advice: [
      'Wait the seconds given in `Retry-After`, or 60 where the header cannot be read, then repeat the request.',
      'Hold back all other requests of this caller for the same time.',
      'Spread the load, or ask the operator for a higher limit, if it happens regularly.',
    ],
    status: 429,
    category: 'limit',
    group: 'rate-limit',
    on: {
      http: {
        headers: {
          'X-RateLimit-Limit': { $value: $.params.limit, $optional: true },
          'X-RateLimit-Remaining': { $value: $.params.remaining, $optional: true },
          'X-RateLimit-Reset': { $value: $.params.reset, $optional: true },
        },
      },
    },
    message: 'Rate limit exceeded. Try again in {wait} seconds.',
    params: {
      wait: z.int().min(0).meta({ description: 'Seconds until requests are accepted again.', unit: 's', example: 60 }),
      limit: z.int().min(0).meta({ description: 'Requests allowed in a window.', example: 100 }),
      remaining: z.int().min(0).meta({ description: 'Requests left in this window.', example: 0 }),
      reset: unixSeconds.meta({ description: 'When the window ends, in seconds since 1970-01-01 UTC.' }),
    },
    retry: { when: 'after-delay', after: `${$.params.wait}`, reason: 'Requests before the window ends are refused as well.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['RETRY_AFTER_DELAY'],
    causes: [
      {
        cause: 'A loop or a retry without a pause.',
        sign: 'The log of the client shows the same request many times a second.',
        fix: 'Pause between attempts, and stop after a few.',
      },
      {
        cause: 'Several clients share one account.',
        sign: 'Each one alone stays far below `X-RateLimit-Limit`.',
        fix: 'Give each its own account, or one queue for all.',
      },
      {
        cause: 'The load has grown beyond the limit.',
        sign: 'Requests are spread evenly and all of them are wanted.',
        fix: 'Ask the operator for a higher limit.',
      },
    ],
    raisedBy: ['create-token', 'read-current-user', 'list-assistants', 'invoke-assistant'],
    examples: [{ name: 'window-used-up', context: { quotaLeft: 0, sentAt: 1640995140 } }],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 429,
          headers: {
            'X-Error-Code': 'RATE_001',
            'X-RateLimit-Limit': '100',
            'X-RateLimit-Remaining': '0',
            'X-RateLimit-Reset': '1640995200',
            'Retry-After': '60',
          },
          body: { detail: 'Rate limit exceeded. Try again in 60 seconds.' },
        },
        params: { wait: 60, limit: 100, remaining: 0, reset: 1640995200 },
      },
    ],
    related: ['RATE_LIMIT'],
    confusable: [
      { code: 'RATE_LIMIT', tell: 'That one limits messages on the socket, and gives the end of the window in `context.resetTime`.' },
    ],
    inferred: {
      causes,
      effect: 'A limiter refuses requests before they are handled.',
      actor: 'The client waits; no person has to do anything.',
      raisedBy: 'A limit of requests holds for every endpoint unless said otherwise.',
    },
    decisions: [
      {
        about: 'The number in the text and the header `Retry-After` are both 60.',
        decision: 'One parameter, `wait`, at both places.',
        why: 'Both say how long to wait. A response in which they differ breaks the contract.',
      },
      {
        about: '`X-RateLimit-Reset` and the `X-Timestamp` of the header example are the same number, 1640995200.',
        decision: 'The example here is sent 60 seconds before the reset.',
        why: 'They come from two unrelated examples; together they would say that the window ends now and that one must wait for 60 seconds.',
      },
    ],
  },
});
