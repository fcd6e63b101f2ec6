import { engineRule } from '../engine-rule.ts';

/** Nested envelopes with the name of a fact. */
export const nameClash = engineRule({
  id: 'name-clash',
  title: 'No nested envelope has the name of a fact',
  severity: 'error',
  why: 'In a template `$message` could mean either.',
  fix: 'Rename the nested envelope.',
  examples: {
    good: ['on: [http]\nenvelopes:\n  issue: { transport: nested, body: { code: $code } }'],
    bad: ['on: [http]\nenvelopes:\n  message: # <--\n    transport: nested\n    body: { code: $code }'],
  },
});
