import { engineRule } from '../engine-rule.ts';

/** Conversions that cannot be undone for a value. */
export const pipeDomain = engineRule({
  id: 'pipe-domain',
  title: 'A conversion can be undone for every value that it meets',
  severity: 'error',
  why: 'A reader of the message could not find the value that was meant.',
  fix: 'Use another pipe, or declare a table that has the value.',
  examples: {
    good: ["envelopes:\n  http:\n    body: { status: '$status|string' }"],
    bad: ["envelopes:\n  http:\n    body:\n      number: '$code|number' # <--"],
  },
});
