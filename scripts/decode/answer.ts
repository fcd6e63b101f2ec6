import type { Candidate } from '../envelope/candidate.ts';
import type { Occurrence, Problem } from '../envelope/node.ts';
import type { Stranger, VerdictName } from '../envelope/verdict.ts';
import type { Json } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';
import type { Pasted } from './pasted.ts';

/**
 * How sure an answer is: the verdicts of the decoder, and `likely`: one code fits all that is there, but only its wording was
 * pasted, the text is cut off, or the message stands inside something that is none.
 */
export type AnswerVerdict = VerdictName | 'likely';

/** A departure from the contract, by its place. */
export interface Departure extends Omit<Problem, 'kind'> {
  /** `alias`: a deprecated field is in use, which is allowed. */
  kind: Problem['kind'] | 'alias';
  /** The fact that stands there: `retryable`, `code`, `context.traceId`. */
  of?: string;
  /** Of an alias: the field to use instead, and when it goes. */
  use?: string;
  removeIn?: string;
}

/** One code that a message may be. */
export interface Reading {
  service: string;
  /** Absent where only the wording was pasted. */
  envelope?: string;
  transport?: Transport;
  /** Id of the code; absent where the message only carries other errors. */
  code?: string;
  occurrence: Occurrence;
  departures: Departure[];
  /** Fields that the contract does not know; `meant`: the missing one whose name is near. */
  unknown: { pointer: string; meant?: string }[];
  /** Places whose text can be read in several ways, and the values that stay open. */
  open: Candidate['ambiguous'];
  /** Constants and texts of the message that fit, the status left out. */
  fits: number;
}

/** What a pasted message is. */
export interface Answer {
  verdict: AnswerVerdict;
  pasted: Pick<Pasted, 'way' | 'line' | 'label' | 'flaws'>;
  /** Where in the pasted value the message stands, where that is not the top (RFC 6901). */
  inside?: string;
  /** The best first. */
  readings: Reading[];
  /** The value at the place of the code that is no known code. */
  stranger?: Stranger;
  /** Places that were not pasted, and would tell the readings apart. */
  tells: string[];
}

/** A value of an occurrence, by its reference. */
export interface ShownValue {
  ref: string;
  value: Json;
}

/** All values of an occurrence that a reader may want to see. */
export function shownValues({ params, context, message, status }: Occurrence): ShownValue[] {
  const group = (name: string, values: Record<string, Json> | undefined): ShownValue[] =>
    Object.entries(values ?? {}).map(([key, value]) => ({ ref: `${name}.${key}`, value }));
  return [
    ...group('params', params),
    ...(message === undefined ? [] : [{ ref: 'message', value: message }]),
    ...(status === undefined ? [] : [{ ref: 'status', value: status }]),
    ...group('context', context),
  ];
}
