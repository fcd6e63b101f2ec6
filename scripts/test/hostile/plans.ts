import type { HandlerPlan } from '../../snippet/handlers/plan.ts';
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

const sign = (one: Sign): Sign =>
  'equals' in one ? { ...one, equals: typeof one.equals === 'string' ? worst : one.equals } : { ...one, starts: worst, ends: worst };

/** A plan as it would come from a catalog that means harm: every text that is free is one that no language takes as it stands. */
export function hostile(plan: Plan): Plan {
  return {
    ...plan,
    code: worst,
    title: worst,
    recognition: { ...plan.recognition, signs: plan.recognition.signs.map(sign) },
    texts: plan.texts.map((one) => ('place' in one ? one : { ...one, text: worst })),
    ...(plan.actions && { actions: 'list' in plan.actions ? { ...plan.actions, list: [worst] } : plan.actions }),
    ...(plan.trace && { trace: { ...plan.trace, name: `context.${worst}` } }),
    details: plan.details.map((one, at) => ({ ...one, name: `params.${worst}${String(at)}` })),
    call: { ...plan.call, ...(plan.call.path !== undefined && { path: `${plan.call.path}/${worst.replaceAll(/[{}]/g, '')}` }) },
  };
}

/** The same for a whole handler; its codes stay different from each other. */
export function hostileHandler(plan: HandlerPlan): HandlerPlan {
  return {
    ...plan,
    title: worst,
    shared: plan.shared.map(sign),
    events: plan.events.map((_, at) => `${worst}${String(at)}`),
    traces: plan.traces.map((one) => ({ ...one, name: `context.${worst}` })),
    cases: plan.cases.map((one, at) => ({
      ...one,
      plan: hostile(one.plan),
      name: `${worst}${String(at)}`,
      signs: one.signs.map(sign),
      ...(one.codeAt && { codeAt: [...one.codeAt.slice(0, -1), worst] }),
    })),
    codePlaces: plan.codePlaces.map((place) => [...place.slice(0, -1), worst]),
  };
}
