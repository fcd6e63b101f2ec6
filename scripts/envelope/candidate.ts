import type { Transport } from '../model/vocabulary.ts';
import type { Match } from './match-result.ts';
import type { Entry, Occurrence, Problem } from './node.ts';

/** One way to read a message. */
export interface Candidate {
  entry: Entry;
  occurrence: Occurrence;
  /** Departures from the contract; none: the message fits. */
  problems: Problem[];
  /** Unknown fields. */
  extras: string[];
  /** Deprecated fields that were sent. */
  deprecated: Match['deprecated'];
  /** Places that can be read in several ways. */
  ambiguous: { pointer: string; refs: string[] }[];
  /** For ranking only: what fits, less what does not. */
  score: number;
  /** Places that the entry explains. */
  covered: ReadonlySet<string>;
  /** Constants that fit, the status left out. */
  fits: number;
  /** Of a candidate that does not fit: the message holds its code at the place where it belongs. */
  named?: boolean;
}

export interface DecodeOptions {
  transport?: Transport;
  service?: string;
  /** The operation that was called, where the message alone does not tell. */
  operation?: string;
  /** Only some slots were captured: those that are missing are no problem. */
  partial?: boolean;
}
