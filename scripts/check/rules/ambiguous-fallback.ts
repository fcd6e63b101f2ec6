import { engineRule } from '../engine-rule.ts';

/** A fallback that is also a value. */
export const ambiguousFallback = engineRule({
  id: 'ambiguous-fallback',
  title: 'The value after `??` is none that the field can have',
  severity: 'error',
  why: 'A reader cannot tell an absent value from a present one.',
  fix: 'Narrow the schema of the field, or choose another fallback.',
  examples: {
    good: [
      "context: { trace: { type: string, optional: true, example: t-1 } }\nenvelopes:\n  http:\n    body: { trace: '$context.trace ?? null' }",
    ],
    bad: [
      'context: { trace: { type: string, optional: true, example: t-1 } }\nenvelopes:\n  http:\n    body:\n      trace: \'$context.trace ?? ""\' # <--',
    ],
  },
});
