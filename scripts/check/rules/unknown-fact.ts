import { code as codeSchema } from '../../model/code.ts';
import { nearest } from '../../model/nearest.ts';
import type { Rule } from '../rule.ts';

/** `inferred` entries that are no facts of the code. */
export const unknownFact: Rule = {
  id: 'unknown-fact',
  title: '`inferred` names facts of a code that the code has',
  severity: 'warning',
  why: 'The mark that a fact is inferred would stand beside nothing, and the fact would look stated.',
  fix: 'Name a key of the code: `retry`, `effect`, `causes`.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK: { inferred: [effect, causes] }'],
    bad: ['codes:\n  OUT_OF_STOCK:\n    inferred:\n      - efect # <--\n      - fatal # <--'],
  },
  code({ code }, report) {
    const written = code.inferred ?? [];
    const names = Array.isArray(written) ? written : Object.keys(written);
    const known = Object.keys(codeSchema.shape);
    for (const [at, name] of names.entries()) {
      const fact = name.split('.')[0] ?? '';
      const place = Array.isArray(written) ? { path: ['inferred', at] } : { path: ['inferred', name], key: true };
      if (!known.includes(fact)) report({ message: `a code has no fact \`${name}\``, ...place, suggest: nearest(fact, known) });
      else if (!Object.hasOwn(code, fact)) report({ message: `the code does not state \`${fact}\`, so it cannot be inferred`, ...place });
    }
  },
};
