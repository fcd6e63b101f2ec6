import type { Plan, Sign } from '../../snippet/types.ts';

/** What would end a string, a line or a statement in some language, start an escape or a format there, or turn the direction of text. */
export const nasty: readonly string[] = [
  '"',
  "'",
  '`',
  '\\',
  '\\u0022; panic(1) //',
  '\n',
  '\r\n',
  '\t\b\f\v\0\u0001\u007f\u0085\u009f',
  '${x} #{x} {x} %s %d %%',
  '*/ // /* #',
  '\u2028\u2029',
  '\u202e\u2066\u200f\ufeff',
  '\u{e0001}\u{1f600}',
  'e\u0301 жҖ',
  '</script>',
  '$(x) $x `x` !x',
];

/** All of them in one text. */
export const worst = nasty.join(' ');

/** A plan as it would come from a catalog that means harm: every text that is free is one that no language takes as it stands. */
export function hostile(plan: Plan): Plan {
  const sign = (one: Sign): Sign =>
    'equals' in one ? { ...one, equals: typeof one.equals === 'string' ? worst : one.equals } : { ...one, starts: worst, ends: worst };
  return {
    ...plan,
    code: worst,
    title: worst,
    recognition: { ...plan.recognition, signs: plan.recognition.signs.map(sign) },
    texts: plan.texts.map((one) => ('place' in one ? one : { ...one, text: worst })),
    ...(plan.actions && { actions: 'list' in plan.actions ? { ...plan.actions, list: [worst] } : plan.actions }),
    ...(plan.trace && { trace: { ...plan.trace, name: `context.${worst}` } }),
    details: plan.details.map((one) => ({ ...one, name: `params.${worst}` })),
    call: { ...plan.call, ...(plan.call.path !== undefined && { path: `${plan.call.path}/${worst.replaceAll(/[{}]/g, '')}` }) },
  };
}
