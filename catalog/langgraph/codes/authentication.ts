import { defineCodes } from 'errdex/catalog';

const inferred = {
  effect: 'The caller is turned away before anything runs.',
  raisedBy: 'Only the test scenarios of the source tie codes to endpoints.',
  causes: 'The source names one cause in a line; the finer ones and all signs are reasoned.',
};

export default defineCodes({
  AUTH_001: {
    title: 'Wrong user name or password',
    summary:
      'The token endpoint knows no user with this combination of user name and password, and does not say which of the two is wrong.',
    advice: [
      'Let the user enter user name and password again, and keep the form filled except for the password.',
      'Offer to create an account or to reset the password.',
      'Never repeat the call by itself with the same credentials.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Incorrect username or password',
    retry: { when: 'after-change', retryable: true, reason: 'The same credentials fail every time; other ones may succeed at once.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['REDIRECT_TO_LOGIN'],
    causes: [
      {
        cause: 'A mistyped user name or password.',
        sign: 'The same account could sign in before, and does so again after careful typing.',
        fix: 'Enter both again; look at caps lock and at blanks that were pasted along.',
      },
      {
        cause: 'There is no such account.',
        sign: 'The user never signed in at this deployment.',
        fix: 'Create an account, or use the address of the right deployment.',
      },
      {
        cause: 'The client sends JSON where the endpoint expects a form.',
        sign: 'It fails for every user from this client, and the `curl` call below with real credentials succeeds.',
        fix: 'Send `username` and `password` as `application/x-www-form-urlencoded`.',
      },
    ],
    raisedBy: ['create-token'],
    provoke: [
      {
        title: 'Ask for a token with made-up credentials',
        language: 'bash',
        run: 'curl -i -X POST http://localhost:8000/token \\\n  -d username=invalid -d password=wrong',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: { status: 401, headers: { 'X-Error-Code': 'AUTH_001' }, body: { detail: 'Incorrect username or password' } },
      },
    ],
    related: ['AUTH_002', 'AUTH_004'],
    confusable: [
      {
        code: 'AUTH_002',
        tell: 'That one is about a token that was sent along; this one comes from `POST /token`, before there is any token.',
      },
      { code: 'AUTH_004', tell: 'That one means that the account exists and is disabled.' },
    ],
    inferred: {
      ...inferred,
      retry: 'The source says only "Yes"; that it needs a change follows from its solution, to verify the credentials.',
      actor: 'Only the user knows the password.',
    },
    decisions: [
      {
        about: 'Marked as retryable, although it is a 401 and the frontend handler calls every 401 not retryable.',
        decision: '`X-Retryable: true`, retry policy `after-change`.',
        why: 'The flag means that the user may try again. A program that repeats the same call only risks locking the account.',
      },
    ],
  },

  AUTH_002: {
    title: 'Token not accepted',
    summary: 'A bearer token was sent along, but it is malformed, expired or not signed by this service, so the caller stays unknown.',
    advice: [
      'Throw the stored token away and get a new one from `POST /token`.',
      'Repeat the original request once with the new token.',
      'If a fresh token is refused as well, compare clock and signing key of the servers instead of trying on.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Could not validate credentials',
    retry: { when: 'after-change', reason: 'The same token is refused every time; a new one is accepted at once.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['REDIRECT_TO_LOGIN'],
    causes: [
      {
        cause: 'The token has expired.',
        sign: 'It worked before, and the time in its `exp` claim has passed.',
        fix: 'Get a new one, and renew it a little before `exp`.',
      },
      {
        cause: 'The token was cut off or altered on the way.',
        sign: 'It does not consist of three parts with dots between, or still has quotation marks around it.',
        fix: 'Store and send the token exactly as `POST /token` returned it.',
      },
      {
        cause: 'The token comes from another deployment, or the signing key was changed.',
        sign: 'All tokens from before a certain moment fail, although `exp` lies ahead.',
        fix: 'Sign in again; as operator, let all servers use one signing key.',
      },
    ],
    raisedBy: ['read-current-user', 'list-assistants', 'invoke-assistant'],
    provoke: [
      {
        title: 'Send a token that is none',
        language: 'bash',
        run: 'curl -i http://localhost:8000/users/me \\\n  -H "Authorization: Bearer expired.jwt.token"',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: { status: 401, headers: { 'X-Error-Code': 'AUTH_002' }, body: { detail: 'Could not validate credentials' } },
      },
      {
        envelope: 'http',
        title: 'With all debugging headers',
        payload: {
          status: 401,
          headers: {
            'X-Request-ID': 'req_123456789',
            'X-Error-Code': 'AUTH_002',
            'X-Timestamp': '1640995200',
            'X-Retryable': 'false',
            'X-Rate-Limit-Remaining': '95',
          },
          body: { detail: 'Could not validate credentials' },
        },
      },
    ],
    related: ['AUTH_001', 'AUTH_FAILED'],
    confusable: [
      { code: 'AUTH_003', tell: 'That one means that no token was sent at all.' },
      { code: 'AUTH_FAILED', tell: 'The same trouble on the socket, where the token goes into the `authenticate` event.' },
      { code: 'TOOL_002', tell: 'That one has status 500 and concerns the API key of a tool. Do not sign the user out for it.' },
    ],
    inferred: {
      ...inferred,
      retry: 'The source says only "No"; that a new token helps follows from its solution.',
      actor: 'The client holds the token and can replace it.',
    },
  },

  AUTH_003: {
    title: 'No token in the request',
    summary: 'The endpoint is open to signed-in callers only, and the request came without an `Authorization` header.',
    advice: [
      'Send the header `Authorization: Bearer <token>` with every call except `POST /token`.',
      'If the client does set it, look for a redirect or a proxy that drops it.',
      'If there is no token yet, send the user to sign in.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Not authenticated',
    retry: { when: 'after-change', reason: 'The same request stays anonymous; with a token it goes through.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['REDIRECT_TO_LOGIN'],
    causes: [
      {
        cause: 'The call was written without the header.',
        sign: 'It fails for everybody from the first day.',
        fix: 'Set the header in one place that all calls go through.',
      },
      {
        cause: 'The call is made before the user has signed in, or after signing out.',
        sign: 'The client holds no token at that moment; later calls succeed.',
        fix: 'Wait for the token, and send the user to sign in where there is none.',
      },
      {
        cause: 'A redirect to another host or scheme dropped the header.',
        sign: 'The log of the client shows a 301 or 307 before the 401.',
        fix: 'Call the final address directly.',
      },
    ],
    raisedBy: ['read-current-user', 'list-assistants', 'invoke-assistant'],
    provoke: [{ title: 'List the assistants without a token', language: 'bash', run: 'curl -i http://localhost:8000/assistants' }],
    samples: [
      { envelope: 'http', payload: { status: 401, headers: { 'X-Error-Code': 'AUTH_003' }, body: { detail: 'Not authenticated' } } },
    ],
    related: ['AUTH_002'],
    confusable: [{ code: 'AUTH_002', tell: 'That one means that a token was sent and refused.' }],
    inferred: { ...inferred, actor: 'A missing header is a fault in the program, not in the hands of its user.' },
  },

  AUTH_004: {
    title: 'User account is disabled',
    summary: 'User name, password or token are right, but an administrator has disabled the account, so it may not be used.',
    advice: [
      'Tell the user that the account is disabled and whom to ask.',
      'As administrator, reactivate the account if that is intended.',
      'Sign in again afterwards with the same credentials.',
    ],
    status: 401,
    category: 'authentication',
    group: 'authentication',
    message: 'Inactive user',
    retry: { when: 'after-change', reason: 'Nothing that the caller sends can help until the account has been reactivated.' },
    effect: 'nothing',
    actor: 'operator',
    actions: ['SHOW_ERROR', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'An administrator disabled the account on purpose.',
        sign: 'The user list shows it as inactive, with a date or a note.',
        fix: 'Clear it up with the user, then reactivate the account.',
      },
      {
        cause: 'An automatic rule disabled it, for instance after long disuse or when the user left a directory.',
        sign: 'Several accounts became inactive at the same hour.',
        fix: 'Correct the rule or the directory, then reactivate the accounts.',
      },
    ],
    raisedBy: ['read-current-user', 'list-assistants', 'invoke-assistant'],
    samples: [{ envelope: 'http', payload: { status: 401, headers: { 'X-Error-Code': 'AUTH_004' }, body: { detail: 'Inactive user' } } }],
    related: ['RES_002', 'AUTH_005'],
    confusable: [
      { code: 'RES_002', tell: 'That one means that the account is gone, not just disabled.' },
      { code: 'AUTH_005', tell: 'That one means an active account which lacks a permission.' },
    ],
    inferred: {
      ...inferred,
      retry: 'The source says only "No"; that it ends with the reactivation follows from its solution.',
      actions: 'The frontend handler sends every 401 to the sign-in page, which cannot help here: signing in again gives the same error.',
      actor: 'Only an administrator can reactivate the account.',
    },
    decisions: [
      {
        about: 'A disabled account is answered with 401 rather than 403.',
        decision: 'Status 401, as the section says. Clients must not answer this 401 with a new sign-in.',
        why: 'The source lists it under "Authentication Errors (401)"; code or text keep it apart from the others.',
      },
    ],
  },
});
