import { statusesOf } from '../facts.ts';
import type { Rule } from '../rule.ts';

/** Errors that ask clients to wait, without a word on how long. */
export const retryDelay: Rule = {
  id: 'retry-delay',
  title: 'An error that asks the client to wait says how long',
  severity: 'warning',
  why: 'Without a delay every client invents one, and all of them come back at once (RFC 9110, section 10.2.3; RFC 6585, section 4).',
  fix: 'Add `retry.after`: seconds, or the parameter that carries them. Where the delay is not known in seconds, say why, or when else, in `retry.reason`.',
  examples: {
    good: [
      'codes:\n  TOO_MANY_ORDERS:\n    retry: { when: with-backoff, after: null, reason: The quota is shared with other accounts. }',
      'codes:\n  OUT_OF_STOCK:\n    retry: { when: after-delay, reason: The body names the hour at which the shelf is filled. }',
      'codes:\n  TOO_MANY_ORDERS:\n    params: { wait: { type: integer, example: 5 } }\n    retry: { after: $params.wait }',
    ],
    bad: [
      'codes:\n  TOO_MANY_ORDERS:\n    retry: # <--\n      when: with-backoff\n      after: null',
      'codes:\n  OUT_OF_STOCK:\n    retry: # <--\n      when: after-delay',
    ],
  },
  code({ id, code }, report) {
    const { when, after, reason } = code.retry;
    if (after !== undefined || reason !== undefined) return;
    if (when === 'after-delay')
      report({ message: `\`${id}\` is to be retried after a delay, but none is given`, path: ['retry'], key: true });
    else if (statusesOf(code).includes(429) && when !== 'never') {
      report({ message: `\`${id}\` has status 429 and neither a delay nor a reason why there is none`, path: ['retry'], key: true });
    }
  },
};
