import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

const role = z.enum(['learner', 'expert', 'admin']);
const everyProtected = { operation: 'analyzeNotes', when: 'As on every endpoint that needs a token.' };

export default defineCodes({
  AUTH_001: {
    title: 'Authorization header is missing',
    summary:
      'The endpoint is protected, and the request reached it without an `Authorization` header, so the server cannot tell who is asking.',
    advice: [
      'Add `Authorization: Bearer <token>` to the request.',
      'If your program does send it, compare the request as it leaves your program with the one that arrives: a proxy or redirect may drop it.',
      'Without a token, obtain one from `/auth/google/login`, or from `/auth/demo-token` while developing.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Missing Authorization header',
    retry: { when: 'after-change', reason: 'The same request without the header is refused each time.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['contact_support'],
    causes: [
      {
        cause: 'The call was written without the header.',
        sign: 'This one call fails; others of the same program succeed.',
        fix: 'Send the call through the same function that adds the token elsewhere.',
      },
      {
        cause: 'The call ran before the token was stored.',
        sign: 'It fails at start-up or right after signing in, then works.',
        fix: 'Wait for the token before the first protected call.',
      },
      {
        cause: 'A redirect or proxy removed the header.',
        sign: 'Your log shows the header; the URL that answered has another host, port or scheme.',
        fix: 'Call the final address directly, or let the proxy forward `Authorization`.',
      },
    ],
    raisedBy: [everyProtected, 'analyzeAudio', 'addContribution', 'reviewContribution', 'startQuiz', 'answerQuiz', 'whoAmI'],
    provoke: [{ title: 'Call a protected endpoint without a token', language: 'bash', run: 'curl -i "$TUNIMAQAM_URL/auth/whoami"' }],
    samples: [{ envelope: 'http', payload: { status: 401, body: { error: 'Missing Authorization header', code: 'AUTH_001' } } }],
    related: ['AUTH_002', 'AUTH_003', 'AUTH_004'],
    confusable: [{ code: 'AUTH_002', tell: 'There the header arrived, but its value is not `Bearer <token>`.' }],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
  },
  AUTH_002: {
    title: 'Token not sent as Bearer',
    summary: 'An `Authorization` header arrived, but its value does not have the form `Bearer <token>`, so no token could be read from it.',
    advice: [
      'Make the header exactly `Authorization: Bearer eyJ...`: the word `Bearer`, one space, the token.',
      'Look for quotes, line breaks, a doubled `Bearer` or the text `undefined` in the value.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Invalid token format. Expected: Bearer <token>',
    retry: { when: 'after-change', reason: 'The header is built wrongly and will be so the next time.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['contact_support'],
    causes: [
      { cause: 'The scheme is missing.', sign: 'The value begins with `eyJ`.', fix: 'Put `Bearer ` before the token.' },
      {
        cause: 'Another scheme is used.',
        sign: 'The value begins with `Basic`, `Token` or `JWT`.',
        fix: 'Use `Bearer`; the API knows no other scheme.',
      },
      {
        cause: 'The token variable is empty.',
        sign: 'The value is `Bearer`, `Bearer null` or `Bearer undefined`.',
        fix: 'Obtain a token first, and do not send the header without one.',
      },
    ],
    raisedBy: [everyProtected, 'analyzeAudio', 'addContribution', 'reviewContribution', 'startQuiz', 'answerQuiz', 'whoAmI'],
    provoke: [
      {
        title: 'Send a token without its scheme',
        language: 'bash',
        run: 'curl -i "$TUNIMAQAM_URL/auth/whoami" -H "Authorization: $TOKEN"',
      },
    ],
    samples: [
      { envelope: 'http', payload: { status: 401, body: { error: 'Invalid token format. Expected: Bearer <token>', code: 'AUTH_002' } } },
    ],
    related: ['AUTH_001', 'AUTH_004'],
    confusable: [
      { code: 'AUTH_001', tell: 'There no header arrived at all.' },
      { code: 'AUTH_004', tell: 'There the form was right and the signature inside the token was not.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
  },
  AUTH_003: {
    title: 'Access token has expired',
    summary: 'The token is genuine and well formed, but the moment in `details.expired_at` has passed and the server no longer accepts it.',
    advice: [
      'Drop the stored token.',
      'Obtain a new one from `/auth/google/login`, or from `/auth/demo-token` while developing.',
      'Repeat the request once with the new token; it was refused before it ran.',
      'From now on renew the token shortly before it expires.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Token has expired',
    details: z.object({ expired_at: z.string().datetime().describe('When the token stopped being valid, in UTC.') }),
    retry: { when: 'after-change', reason: 'The request itself is right: it succeeds with a new token.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['sign_in'],
    causes: [
      {
        cause: 'The token simply grew old.',
        sign: '`details.expired_at` lies minutes to hours back, and the person had been signed in for long.',
        fix: 'Sign in again, and renew before expiry in future.',
      },
      {
        cause: 'The program goes on using an old token after renewal.',
        sign: '`details.expired_at` stays the same after signing in again.',
        fix: 'Replace the stored token everywhere: other tabs, workers, cached clients.',
      },
      {
        cause: 'The clock of the server or of the token’s issuer is wrong.',
        sign: '`details.expired_at` is still ahead by your own clock.',
        fix: 'Let the operator synchronise the clocks.',
      },
    ],
    raisedBy: [everyProtected, 'analyzeAudio', 'addContribution', 'reviewContribution', 'startQuiz', 'answerQuiz', 'whoAmI'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 401, body: { error: 'Token has expired', code: 'AUTH_003', details: { expired_at: '2026-01-10T12:00:00Z' } } },
        params: { expired_at: '2026-01-10T12:00:00Z' },
      },
    ],
    examples: [{ params: { expired_at: '2026-01-10T12:00:00Z' } }],
    related: ['AUTH_001', 'AUTH_004'],
    confusable: [
      { code: 'AUTH_004', tell: 'There the token would be refused at any time; only this code carries `details.expired_at`.' },
      { code: 'QUIZ_001', tell: 'There a quiz session expired, with status 400; the token is fine.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'causes', 'raisedBy'],
  },
  AUTH_004: {
    title: 'Token signature does not verify',
    summary: 'The signature of the token was not made with the secret of this server, so the server trusts nothing that the token says.',
    advice: [
      'Drop the token and obtain a fresh one from the server that you are calling.',
      'Repeat the request once with it.',
      'If the fresh token is refused too, report it: the server signs and verifies with different secrets.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Invalid token signature',
    retry: { when: 'after-change', reason: 'A token that does not verify never will; a fresh one should.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['sign_in', 'contact_support'],
    causes: [
      {
        cause: 'The token comes from another environment.',
        sign: 'It works on the server that issued it, such as staging or a local one.',
        fix: 'Keep one token for each base address.',
      },
      {
        cause: 'The token was cut or changed on its way.',
        sign: 'It differs from the one that was issued, often in length.',
        fix: 'Store and send it unchanged; look at column sizes and at escaping.',
      },
      {
        cause: 'The operator changed the signing secret, or instances have different ones.',
        sign: 'All tokens fail since one moment, or one token fails on some requests only.',
        fix: 'Sign in again; the operator gives all instances the same secret.',
      },
      {
        cause: 'Somebody tampered with the token.',
        sign: 'The claims, for instance the role, are not those that were issued.',
        fix: 'Refuse the request and look into where the token came from.',
      },
    ],
    raisedBy: [everyProtected, 'analyzeAudio', 'addContribution', 'reviewContribution', 'startQuiz', 'answerQuiz', 'whoAmI'],
    provoke: [
      {
        title: 'Break the last characters of a valid token',
        language: 'bash',
        run: 'curl -i "$TUNIMAQAM_URL/auth/whoami" -H "Authorization: Bearer ${TOKEN%????}AAAA"',
      },
    ],
    samples: [{ envelope: 'http', payload: { status: 401, body: { error: 'Invalid token signature', code: 'AUTH_004' } } }],
    related: ['AUTH_002', 'AUTH_003'],
    confusable: [
      { code: 'AUTH_003', tell: 'There the token was good until `details.expired_at`.' },
      { code: 'AUTH_002', tell: 'There no token could be read at all.' },
      { code: 'AUTH_005', tell: 'There, with status 403, the token was believed and its role is not enough.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
  },
  AUTH_005: {
    title: 'Role does not allow this',
    summary: 'The token is valid, but the role that it carries is not among the roles that this endpoint accepts.',
    advice: [
      'Compare `details.user_role` with `details.required_roles`: one of these is needed.',
      'Sign in with an account that has such a role, or ask an administrator for it.',
      'In your interface, hide what the role of the person does not allow.',
    ],
    status: 403,
    category: 'permission',
    group: 'authentication',
    message: 'Insufficient permissions. Required role: {required_role}',
    params: {
      required_role: {
        type: 'string',
        enum: ['learner', 'expert', 'admin'],
        description: 'One role that would do, named in the wording only. Read `details.required_roles` instead.',
        example: 'admin',
      },
    },
    details: z.object({
      user_role: role.describe('The role in the token.'),
      required_roles: z.array(role).describe('The roles that the endpoint accepts; any one of them is enough.'),
    }),
    retry: { when: 'after-change', reason: 'The answer changes only with another role.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['request_access', 'contact_support'],
    causes: [
      {
        cause: 'The person’s role is too low.',
        sign: '`details.user_role` is the role that the person really has.',
        fix: 'Ask an administrator, or leave the task to somebody with the role.',
      },
      {
        cause: 'The person signed in with the wrong account.',
        sign: 'They hold the role under another address.',
        fix: 'Sign out and use the other account.',
      },
      {
        cause: 'The role was granted after the token was issued.',
        sign: 'The administrator says that the role is granted; `details.user_role` is the old one.',
        fix: 'Sign in again for a token with the new role.',
      },
    ],
    raisedBy: ['uploadMaqamAudio', 'updateMaqam', 'deleteMaqam', 'updateAudio', 'deleteAudio', 'reviewContribution'],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 403,
          body: {
            error: 'Insufficient permissions. Required role: admin',
            code: 'AUTH_005',
            details: { user_role: 'learner', required_roles: ['admin', 'expert'] },
          },
        },
        params: { required_role: 'admin', user_role: 'learner', required_roles: ['admin', 'expert'] },
      },
    ],
    examples: [{ params: { required_role: 'admin', user_role: 'learner', required_roles: ['admin', 'expert'] } }],
    related: ['AUTH_003', 'CONTRIB_002'],
    confusable: [{ code: 'AUTH_004', tell: 'There, with status 401, the server does not know who is asking. Here it knows and says no.' }],
    inferred: ['category', 'retry', 'effect', 'actor', 'causes', 'raisedBy', 'params'],
    decisions: [
      {
        about: 'The printed message says "Required role: admin", its details list `admin` and `expert`.',
        decision:
          '`details.required_roles` is the truth: any one of them is enough. The role in the message is a parameter of its own and is not to be read by programs.',
        why: 'The list is structured and complete; a sentence in the singular cannot say "one of". As a parameter the message still decodes for endpoints that name another role.',
      },
    ],
  },
});
