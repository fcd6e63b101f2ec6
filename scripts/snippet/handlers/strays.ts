import { isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { isIndex } from '../asked.ts';
import type { Place, Plan, Sign, Stray } from '../types.ts';
import { passes, valueAt, withValue } from '../value.ts';
import { isFailure, toldPlaces } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

/**
 * Messages that are like one of an error in all but one place. Each constant that tells the error, or tells errors at all, is another one, or
 * what stands around the code is not of its shape: a handler must not take them for the error. Or a list is empty of which it reads an
 * element: it is the same error. Messages that are another error of the service are left out.
 *
 * @param at which case of the plan: one that only tests of its own tell, or the first with a code
 */
export function straysOf(plan: HandlerPlan, at: number): Stray[] {
  const one = plan.cases[at];
  if (!one) return [];
  const { example } = one.plan;
  const { codeAt } = one;
  const edits = codeAt
    ? plan.cases.findIndex((other) => other.codeAt) === at
      ? [
          ...ofShape(codeAt, example),
          ...(plan.transport === 'http' ? ofHead(plan, one) : plan.shared.flatMap((sign) => ofSign(sign, example))),
        ]
      : []
    : ofOwn(one);
  const others = edits.flatMap((edit): Stray[] => {
    const message = withValue(example, edit);
    if (nameOf(plan, message) !== undefined) return [];
    return [{ ...edit, is: plan.transport === 'http' && isFailure({ example: message }) ? 'stranger' : 'none' }];
  });
  return [...others, ...emptied(one).map((edit): Stray => ({ ...edit, is: 'same' }))];
}

type Edit = Pick<Stray, 'place' | 'value'>;

/** One test alone tells an error: without it the message is that of a stranger, which handlers meet anyway. */
function ofOwn({ signs, plan: { example } }: Case): Edit[] {
  const edits = signs.filter(({ place }) => place[0] !== 'event').flatMap((sign) => ofSign(sign, example));
  const shapes = signs.filter((sign) => 'starts' in sign).map(({ place }): Edit => ({ place, value: [valueAt(example, place) ?? null] }));
  return [...(edits.length > 1 ? edits : []), ...shapes];
}

/** The status of a success: whatever the rest looks like, there is no error, unless a success of this service may have a code. */
const ofHead = (plan: HandlerPlan, one: Case): Edit[] =>
  isFailure(one.plan) && toldPlaces(plan).length === 0 ? [{ place: ['status'], value: 200 }] : [];

/** Another value in the place of what a sign asks for; a text that begins otherwise, and one that ends otherwise. */
function ofSign(sign: Sign, example: Plan['example']): Edit[] {
  const { place } = sign;
  if ('equals' in sign) {
    const { equals } = sign;
    return [{ place, value: typeof equals === 'string' ? `~${equals}` : typeof equals === 'number' ? equals + 1 : !equals }];
  }
  const text = valueAt(example, place);
  if (typeof text !== 'string') return [];
  return [...(sign.starts === '' ? [] : [{ place, value: `~${text}` }]), ...(sign.ends === '' ? [] : [{ place, value: `${text}~` }])];
}

/** Nothing where the code should be, and a list of it in the place of the object around it: what a list begins with is what careless readers take. */
function ofShape(codeAt: Place, example: Plan['example']): Edit[] {
  const around = codeAt.slice(0, -1);
  const isInside = codeAt[0] !== 'headers' && isObject(valueAt(example, around));
  return [{ place: codeAt }, ...(isInside ? [{ place: around, value: [valueAt(example, codeAt) ?? null] }] : [])];
}

/** Empty lists of which an element is reported, or tells how long to wait. Whoever shows texts shows whatever there is. */
function emptied({ plan: { policy, details, trace, example } }: Case): Edit[] {
  const read = [
    ...(policy.kind === 'correct' ? details.slice(0, 3) : []),
    ...(policy.kind === 'retry' && policy.wait.kind === 'told' ? [policy.wait.reading] : []),
    ...(trace && policy.kind !== 'show' && policy.kind !== 'note' ? [trace] : []),
  ];
  const lists = read.flatMap(({ place }) =>
    place.flatMap((step, at) =>
      at > 1 && isIndex(step) && Array.isArray(valueAt(example, place.slice(0, at))) ? [place.slice(0, at)] : [],
    ),
  );
  return [...new Map(lists.map((place) => [place.join('\n'), { place, value: [] }])).values()];
}

/** What a handler takes a message for, as it is asked by every language; undefined where it is no error that has a name. */
function nameOf(plan: HandlerPlan, message: Plan['example']): string | undefined {
  // Whoever knows no error with a status of success looks no further.
  if (plan.transport === 'http' && !plan.lax && !isFailure({ example: message })) return undefined;
  const own = plan.cases.find(({ codeAt, signs }) => codeAt === undefined && signs.every((sign) => passes(sign, message)));
  if (own) return own.name;
  if (plan.transport !== 'http' && !plan.shared.every((sign) => passes(sign, message))) return undefined;
  const found = plan.codePlaces
    .map((place): Json | undefined => valueAt(message, place))
    .find((value) => value !== undefined && value !== null);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
