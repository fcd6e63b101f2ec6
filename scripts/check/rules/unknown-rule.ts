import { nearest } from '../../model/nearest.ts';
import type { Rule } from '../rule.ts';

/** Severities for rules that do not exist. */
export const unknownRule: Rule = {
  id: 'unknown-rule',
  title: 'The settings name only rules that exist',
  severity: 'error',
  why: 'The severity that was meant for a rule does not reach it.',
  fix: 'Correct the name; `scripts/check/RULES.md` lists all rules.',
  examples: { good: ['catalog:\n  rules: { missing-cause: error }'], bad: ['catalog:\n  rules:\n    missing-causes: error # <--'] },
  catalog({ settings, ruleIds }, report) {
    for (const id of Object.keys(settings.rules ?? {})) {
      if (!ruleIds.includes(id))
        report({
          message: `there is no rule \`${id}\` whose severity can be set`,
          path: ['rules', id],
          key: true,
          suggest: nearest(id, ruleIds),
        });
    }
  },
};
