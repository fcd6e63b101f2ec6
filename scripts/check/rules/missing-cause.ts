import { isLive } from '../facts.ts';
import type { Rule } from '../rule.ts';

/** Codes without a cause. */
export const missingCause: Rule = {
  id: 'missing-cause',
  title: 'Every code names at least one cause with its fix',
  severity: 'warning',
  why: 'Who looks a code up wants to know what went wrong and what to change; the message they have already.',
  fix: 'Add `causes`, each with `cause` and `fix`.',
  examples: {
    good: ["codes:\n  OUT_OF_STOCK: { causes: null, removed: { in: '2.0' } }"],
    bad: ['codes:\n  OUT_OF_STOCK: # <--\n    causes: null', 'codes:\n  OUT_OF_STOCK: # <--\n    causes: []'],
  },
  code({ id, code }, report) {
    if (isLive(code) && (code.causes ?? []).length === 0) report({ message: `\`${id}\` names no cause`, path: [], key: true });
  },
};
