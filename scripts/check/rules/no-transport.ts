import { engineRule } from '../engine-rule.ts';

/** Envelopes that do not say how they travel. */
export const noTransport = engineRule({
  id: 'no-transport',
  title: 'Every envelope has a transport',
  severity: 'error',
  why: 'The transport decides which parts a message has, and in which documents it is described.',
  fix: 'Add `transport`, or take it from `base`.',
  examples: {
    good: ['envelopes:\n  problem: { base: problem-details }\non: [http]'],
    bad: ['on: [http]\nenvelopes:\n  second: # <--\n    body: { code: $code }'],
  },
});
