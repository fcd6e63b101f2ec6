import type { Plan, Stray, TrialName } from '../snippet/types.ts';
import { valueAt } from '../snippet/value.ts';
import { faultsFor } from './faults.ts';

/**
 * What the mock answers: this error, the error of the service that is most like it, a message with a code that nobody knows, what something
 * between sends with the same status and no JSON, a message that has a code and is no error, a success.
 */
export type Answer = 'error' | 'other' | 'unknown' | 'not-json' | 'stray' | 'success';

/** One run of a snippet: what it meets. */
export interface Trial {
  readonly name: TrialName;
  /** Answers in order; after them come successes, so that a client which does not stop ends all the same. */
  readonly answers: readonly Answer[];
  /** Seconds to wait that the errors tell, in order, where messages may tell different ones. */
  readonly tells?: readonly number[];
  /** What is changed in each error on its way. */
  readonly edit?: Stray;
  /** What the snippet is told when it asks whether an earlier attempt was carried out. */
  readonly done: boolean;
  /** Codes that the service does not have: what a fallback must name one of. */
  readonly strangers?: readonly string[];
}

/**
 * The trials that a snippet must stand, by what its plan demands.
 *
 * @param stages those that only some runtimes can put on, as far as this one can
 */
export function trialsOf(plan: Plan, stages: readonly TrialName[] = []): Trial[] {
  return allTrialsOf(plan).filter(({ name }) => !isFallback(name) && name !== 'stray' && (name !== 'unsent' || stages.includes(name)));
}

/**
 * Trials of a whole handler, which must know what to do about a stranger, too.
 *
 * @param names those to run
 */
export function trialsNamed(plan: Plan, names: readonly TrialName[]): Trial[] {
  return allTrialsOf(plan).filter(({ name }) => names.includes(name));
}

/** Trials of a whole handler with messages that are like that of the error, one each: what is no error passes, and nobody knows a stranger. */
export const trialsAmong = (plan: Plan, strays: readonly Stray[]): Trial[] =>
  strays.map((edit) => ({
    name: edit.is === 'none' ? 'stray' : edit.is === 'stranger' ? 'fallback' : 'lasts',
    answers: edit.is === 'none' ? ['error'] : lastingOf(plan),
    edit,
    done: false,
  }));

/** A whole handler meets what is in no catalog: a code, or a page of something between. */
export const isFallback = (name: TrialName): boolean => name === 'fallback' || name === 'fallback-page';

function allTrialsOf(plan: Plan): Trial[] {
  const { policy } = plan;
  const ask = policy.kind === 'retry' && plan.ask;
  const lasting = lastingOf(plan);
  const told = tellsOf(plan, lasting.length);
  // By its status alone nothing tells the answer of a service from one of something between.
  const isTold = plan.transport === 'http' && plan.recognition.signs.some(({ place }) => place[0] !== 'status');
  const tells = (count: number): Pick<Trial, 'tells'> => (told ? { tells: told.slice(0, count) } : {});
  return [
    { name: 'success', answers: ['success'], done: false },
    { name: 'unknown', answers: ['unknown', 'unknown', 'unknown'], done: false },
    ...(isTold ? [{ name: 'not-json', answers: ['not-json', 'not-json', 'not-json'], done: false } as const] : []),
    ...listsFor(plan),
    { name: 'fallback', answers: ['unknown', 'unknown', 'unknown'], done: false },
    { name: 'stray', answers: ['stray'], done: false },
    { name: 'fallback-page', answers: ['not-json', 'not-json', 'not-json'], done: false },
    ...(plan.neighbour ? [{ name: 'other', answers: ['other', 'other', 'other'], done: false } as const] : []),
    { name: 'recovers', answers: ['error', 'success'], done: false, ...tells(1) },
    { name: 'lasts', answers: lasting, done: false, ...tells(lasting.length) },
    ...(ask ? [{ name: 'was-done', answers: lasting, done: true, ...tells(lasting.length) } as const] : []),
    ...faultsFor(plan),
  ];
}

/** What tells an error by a text must stand a list in the place of it, with that very text: what is no such text is another error. */
const listsFor = ({ recognition: { signs }, example }: Plan): Trial[] =>
  signs
    .filter((sign) => 'starts' in sign && sign.place[0] !== 'headers')
    .map(({ place }) => ({
      name: 'list',
      answers: ['error', 'error', 'error'],
      edit: { place, value: [valueAt(example, place) ?? null], is: 'none' },
      done: false,
    }));

/** Errors that a lasting trial has left for those who do not stop. */
const tooMany = 4;

const lastingOf = ({ policy }: Plan): Answer[] =>
  Array.from({ length: (policy.kind === 'retry' ? policy.attempts : 2) + tooMany }, () => 'error');

/** Waits that differ from the example and from each other, so that a constant in the place of what the message says is noticed. */
function tellsOf({ policy, example }: Plan, count: number): number[] | undefined {
  if (policy.kind !== 'retry' || policy.wait.kind !== 'told' || !policy.wait.varies) return undefined;
  const said = Number(valueAt(example, policy.wait.reading.place) ?? policy.wait.otherwise);
  const step = said > count ? -1 : 1;
  return Array.from({ length: count }, (_, at) => said + step * (at + 1));
}
