import { isLive } from '../facts.ts';
import type { Rule } from '../rule.ts';

/** Codes that do not say what to do. */
export const missingAdvice: Rule = {
  id: 'missing-advice',
  title: 'Every code says what to do now',
  severity: 'warning',
  why: 'It is the question that readers come with. `Nothing to do` is an answer too.',
  fix: 'Add `advice`: one step an item, most useful first.',
  examples: { good: ['codes:\n  OUT_OF_STOCK: { advice: null, reserved: true }'], bad: ['codes:\n  OUT_OF_STOCK: # <--\n    advice: []'] },
  code({ id, code }, report) {
    if (isLive(code) && (code.advice ?? []).length === 0) report({ message: `\`${id}\` does not say what to do`, path: [], key: true });
  },
};
