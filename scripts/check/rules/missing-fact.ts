import { engineRule } from '../engine-rule.ts';

/** A field that is always sent, of a fact that a code lacks. */
export const missingFact = engineRule({
  id: 'missing-fact',
  title: 'A code has every fact that its envelopes always send',
  severity: 'error',
  why: 'The message cannot be put together without it.',
  fix: 'Give the code the fact, or end the key with `?` so that the field is sent only where the fact exists.',
  examples: {
    good: ['envelopes:\n  http:\n    body: { fatal?: $fatal }'],
    bad: ['envelopes:\n  http:\n    body:\n      group: $texts.button # <--'],
  },
});
