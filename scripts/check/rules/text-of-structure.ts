import { engineRule } from '../engine-rule.ts';

/** Lists and objects inside a text. */
export const textOfStructure = engineRule({
  id: 'text-of-structure',
  title: 'Only texts, numbers and flags stand inside a text',
  severity: 'error',
  why: 'A list or an object has no spelling of its own inside a text.',
  fix: 'Give it a field of its own.',
  examples: {
    good: ["envelopes:\n  http:\n    body: { note: '$code at $context.requestId' }"],
    bad: [
      'codes:\n  TOO_MANY_ORDERS:\n    params: { items: { type: array, example: [A-1] } }\n    message: Too many orders of {items} # <--\n    details: [items]',
    ],
  },
});
