import type { Json } from '../../model/json.ts';
import { declared, isMixed, partOf, read, readAs, typeOf } from '../clients/typescript-part.ts';
import type { Use } from '../clients/typescript-part.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';
import { detailsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

/** A value that a handler has parsed, and what the type checker knows of it. */
export interface Parsed {
  /** Declares its type; nothing where it is no object of which something is read. */
  readonly lines: readonly string[];
  /** Its type; it may be missing. */
  readonly type: string;
  /** An expression for a place, of the type that it is read as. */
  readonly at: (place: Place, type: string) => string;
}

/** How a value that was parsed is named, and what of a message it is. */
export interface Naming {
  /** Of the variable. */
  readonly variable: string;
  /** Of the interface. */
  readonly type: string;
  /** Where a place of a message stands in it; undefined where it stands elsewhere. */
  readonly below: (place: Place) => Place | undefined;
  /** What of a whole message it is; the slot of each place where absent. */
  readonly of?: (example: Plan['example']) => Json;
}

/** The type of whatever a handler reads of any of its messages. */
export function parsedOf(plan: HandlerPlan, { variable, type, below, of }: Naming): Parsed {
  const uses = plan.cases.flatMap((one) =>
    usesOf(one, plan).flatMap(([place, ...types]) => {
      const found = below(place);
      return found
        ? types.map((each): Use => ({
            place: found,
            type: each,
            isOptional: true,
            example: of ? of(one.plan.example) : one.plan.example[place[0] ?? ''],
          }))
        : [];
    }),
  );
  const root = partOf(uses);
  const isNamed = root.parts.size > 0 && !isMixed(root);
  return {
    lines: isNamed ? ['/** What is read of a message. */', ...declared(type, root)] : [],
    type: maybe(isNamed ? type : typeOf(root)),
    at: (place, wanted) => read(variable, root, below(place) ?? [], wanted),
  };
}

const maybe = (type: string): string => (type === 'unknown' ? type : `${type} | undefined`);

type Used = readonly [place: Place, ...types: string[]];

/** Everything that is read of the message of an error, and as what. */
function usesOf(one: Case, plan: HandlerPlan): Used[] {
  const tested = (sign: Sign): Used => [sign.place, 'equals' in sign ? typeof sign.equals : 'unknown'];
  const told = (reading: Reading): Used => [reading.place, readAs(reading.types)];
  const { policy, texts, actions } = one.plan;
  return [
    ...one.signs.map(tested),
    ...(one.codeAt ? [[one.codeAt, one.isNumber === true ? 'number' : 'string'] as const] : []),
    ...(plan.transport === 'http' ? [] : plan.shared.map(tested)),
    ...plan.traces.map(told),
    ...detailsOf(one).map(told),
    ...(policy.kind === 'show'
      ? [
          ...texts.flatMap((text): Used[] => ('place' in text ? [[text.place, 'string']] : [])),
          ...(actions && 'place' in actions ? [[actions.place, 'string[]'] as const] : []),
        ]
      : []),
    ...(policy.kind === 'retry' && policy.wait.kind === 'told'
      ? [[policy.wait.reading.place, secondsAs(policy.wait), readAs(policy.wait.reading.types)] as const]
      : []),
  ];
}

/** What codes are where they stand as they are. */
export const codeAs = ({ cases }: HandlerPlan, place: Place): string =>
  ['number', 'string']
    .filter((type) =>
      cases.some(({ codeAt, isNumber }) => codeAt?.join('\n') === place.join('\n') && (isNumber === true) === (type === 'number')),
    )
    .join(' | ');

/** Where a message says how long to wait: a number as it is, or whatever can be made one. */
export const secondsAs = ({ reading: { place, types } }: Extract<Wait, { kind: 'told' }>): string =>
  place[0] !== 'headers' && types.includes('number') ? 'number' : 'unknown';
