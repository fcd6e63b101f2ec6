import { engineRule } from '../engine-rule.ts';

/** Two free texts without anything between them. */
export const touchingTexts = engineRule({
  id: 'touching-texts',
  title: 'Two free texts do not touch each other',
  severity: 'error',
  why: 'Nobody can tell where one ends and the other begins.',
  fix: 'Put a separator between them, or give one a pattern or an enum.',
  examples: {
    good: [
      'codes:\n  TOO_MANY_ORDERS:\n    params: { who: { type: string, example: ann }, what: { type: string, example: tea } }\n    message: Too many orders of {what} by {who}\n    details: [who, what]',
    ],
    bad: [
      'codes:\n  TOO_MANY_ORDERS:\n    params: { who: { type: string, example: ann }, what: { type: string, example: tea } }\n    message: Too many orders {who}{what} # <--\n    details: [who, what]',
    ],
  },
});
