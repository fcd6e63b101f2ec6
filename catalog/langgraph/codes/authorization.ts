import { defineCodes } from 'errdex/catalog';

const inferred = {
  effect: 'The caller is turned away before anything runs.',
  raisedBy: 'Only the test scenarios of the source tie codes to endpoints.',
  causes: 'The source names one cause in a line; the finer ones and all signs are reasoned.',
};

export default defineCodes({
  AUTH_005: {
    title: 'Permission for this operation missing',
    summary: 'The caller is signed in and known, but the account has not been granted the permission that this operation needs.',
    advice: [
      'Tell the user which operation was refused, and hide it where the permission is known to be missing.',
      'Ask an administrator for access, or use an account that has it.',
      'Sign in again after a grant, in case permissions are kept in the token.',
    ],
    status: 403,
    category: 'permission',
    group: 'authorization',
    message: 'Insufficient permissions for this operation',
    retry: { when: 'after-change', reason: 'The answer stays the same until access has been granted.' },
    effect: 'nothing',
    actor: 'operator',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The account never had the permission.',
        sign: 'The operation has failed for this user from the beginning.',
        fix: 'Request access, or use another account.',
      },
      {
        cause: 'The permission was granted after the token had been issued.',
        sign: 'The administrator sees the grant, and a fresh sign-in makes it work.',
        fix: 'Get a new token.',
      },
      { cause: 'The permission was withdrawn.', sign: 'The same user could do it before.', fix: 'Ask the administrator for the reason.' },
    ],
    raisedBy: ['list-assistants', 'invoke-assistant'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 403, headers: { 'X-Error-Code': 'AUTH_005' }, body: { detail: 'Insufficient permissions for this operation' } },
      },
    ],
    related: ['AUTH_004', 'PERMISSION_DENIED'],
    confusable: [
      {
        code: 'PERMISSION_DENIED',
        tell: 'The same on the socket, for one conversation; it names the permission in `context.requiredPermission`.',
      },
    ],
    inferred: {
      ...inferred,
      retry: 'The source says only "No"; that it ends with a grant follows from its solution.',
      actor: 'Access is requested by the user and granted by an administrator, who decides.',
    },
  },
});
