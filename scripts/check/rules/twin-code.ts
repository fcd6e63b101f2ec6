import { envelopesOf } from '../../envelope/service.ts';
import type { Code } from '../../model/code.ts';
import { isLive, statusesOf, templatesOf } from '../facts.ts';
import type { CodeContext, Rule } from '../rule.ts';

/** The wording of a code; undefined where there is too little to say that it is that of another. */
export function wordingOf(code: Code): string | undefined {
  const templates = templatesOf(code).map(({ template }) => template);
  if (templates.length === 0 || code.wording === 'example' || !isLive(code) || code.deprecated) return undefined;
  return templates.length === 1 ? templates[0] : JSON.stringify(templates);
}

/** All that two codes must share to be one error under two names. */
function fingerprint({ code, in: { service } }: CodeContext): string {
  const templates = templatesOf(code).map(({ template }) => template);
  return JSON.stringify([templates, statusesOf(code), envelopesOf(service, code), code.params ?? {}, code.category, code.retry.when]);
}

/** Codes that share their wording with another. The rest is compared for them alone: nearly every code has a wording of its own. */
function sameWording(codes: readonly CodeContext[]): CodeContext[] {
  const wordings = codes.map(({ code }) => wordingOf(code));
  const count = new Map<string, number>();
  for (const wording of wordings) if (wording !== undefined) count.set(wording, (count.get(wording) ?? 0) + 1);
  return codes.filter((_, at) => (count.get(wordings[at] ?? '') ?? 0) > 1 && wordings[at] !== undefined);
}

/** True when an author has said how to tell them apart. */
function isToldApart(one: CodeContext, two: CodeContext): boolean {
  return (one.code.confusable ?? []).some(({ code }) => code === two.id) || (two.code.confusable ?? []).some(({ code }) => code === one.id);
}

/** One error under two names. */
export const twinCode: Rule = {
  id: 'twin-code',
  title: 'No error is declared twice under two names',
  severity: 'warning',
  why: 'Clients handle one of the two and miss the other.',
  fix: 'Keep one and list the other under `formerly`; or say under `confusable` how to tell them apart.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    message: Too many orders\n    params: null\n    details: null'],
    bad: [
      `codes:
  ORDER_LIMIT: # <--
    title: The limit of orders is reached
    summary: The account placed more orders than it may.
    status: 429
    category: limit
    message: Too many orders
    retry: { when: after-delay, after: 60 }
    effect: nothing
    actor: client
    advice: [Wait.]
    causes: [{ cause: Too many clients share one account., fix: Give each client its own account. }]`,
    ],
  },
  service({ unit, codes }, report) {
    const first = new Map<string, CodeContext>();
    for (const code of sameWording(codes)) {
      const print = fingerprint(code);
      const other = first.get(print);
      if (!other) first.set(print, code);
      else if (!isToldApart(other, code)) {
        const related = [{ message: `\`${other.id}\` stands here`, at: { unit, path: ['codes', other.id], key: true } }];
        report({
          message: `\`${code.id}\` and \`${other.id}\` are the same error: same message, status, parameters and envelopes`,
          path: ['codes', code.id],
          key: true,
          related,
        });
      }
    }
  },
};
