import { engineRule } from '../engine-rule.ts';

/** References that cannot be read. */
export const templateSyntax = engineRule({
  id: 'template-syntax',
  title: 'Every `$` of a template begins a reference, or is written twice',
  severity: 'error',
  why: 'A reference that cannot be read would be sent as it stands.',
  fix: 'Write `$name`, `$(name)`, `$(name|pipe)`; `$$` for a dollar sign before a letter or a parenthesis.',
  examples: {
    good: ["envelopes:\n  http:\n    body: { note: 'Costs $5, see $$HOME and $(code)' }"],
    bad: ["envelopes:\n  http:\n    body:\n      note: '$(code name)' # <--"],
  },
});
