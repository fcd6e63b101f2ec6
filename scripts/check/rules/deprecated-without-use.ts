import type { Rule } from '../rule.ts';

/** Deprecations that do not say what comes instead. */
export const deprecatedWithoutUse: Rule = {
  id: 'deprecated-without-use',
  title: 'A deprecated code names the one to use instead, or says why there is none',
  severity: 'warning',
  why: 'A client that handles the old code must know what it will get.',
  fix: 'Add `use: CODE`, or `reason`.',
  examples: {
    good: ["codes:\n  OUT_OF_STOCK: { deprecated: { in: '2.0', reason: Orders wait for new stock instead. } }"],
    bad: ["codes:\n  OUT_OF_STOCK:\n    deprecated: # <--\n      in: '2.0'"],
  },
  code({ id, code }, report) {
    if (code.deprecated && code.deprecated.use === undefined && code.deprecated.reason === undefined) {
      report({ message: `\`${id}\` is deprecated in favour of nothing`, path: ['deprecated'], key: true });
    }
  },
};
