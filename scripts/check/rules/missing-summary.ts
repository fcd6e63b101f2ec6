import { isLive } from '../facts.ts';
import type { Rule } from '../rule.ts';

/** Codes without a summary. */
export const missingSummary: Rule = {
  id: 'missing-summary',
  title: 'Every code says in one sentence what it means',
  severity: 'warning',
  why: 'It is the first thing that a reader sees, and what search results and editors show.',
  fix: 'Add `summary`: what happened, without the remedy.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK: { summary: null, reserved: true }'],
    bad: ['codes:\n  OUT_OF_STOCK: # <--\n    summary: null'],
  },
  code({ id, code }, report) {
    if (isLive(code) && code.summary === undefined) report({ message: `\`${id}\` has no summary`, path: [], key: true });
  },
};
