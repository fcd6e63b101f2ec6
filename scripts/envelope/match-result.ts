import type { Json } from '../model/json.ts';
import type { Lexicon } from './catalog.ts';
import type { Node, Problem, SubOccurrence, TextNode } from './node.ts';

/** How the sub-errors of a list are read: by the decoder, which knows all entries. */
export type ReadItem = (envelopes: readonly string[], item: Json, at: string) => ItemReading;
export interface ItemReading {
  error?: SubOccurrence;
  /** Context of the whole message that the item shows. */
  context: { ref: string; value: Json; pointer: string }[];
  problems: Problem[];
  ambiguous: string[];
  extras: string[];
  deprecated: Match['deprecated'];
  /** False for an item in which nothing is as in any known sub-error. */
  recognised: boolean;
}

/** Everything that a message says when it is read as one entry, before the values are brought together. */
export interface Match {
  binds: { ref: string; value: Json; pointer: string }[];
  texts: { node: TextNode; text: string; pointer: string }[];
  /** Places that say that a value is not there: absent fields and fallbacks. `envelopes`: of the sub-errors that would stand there. */
  absent: { needs: string[]; pointer: string; envelopes?: string[] }[];
  errors: { list: string; pointer: string; items: SubOccurrence[]; tree?: boolean }[];
  problems: Problem[];
  /** Unknown fields: no problem by themselves. */
  extras: string[];
  /** Deprecated fields that were sent. */
  deprecated: { pointer: string; use?: string; removeIn?: string }[];
  /** Pointers that the entry explains. */
  covered: Set<string>;
  /** Places whose value fits in more than one way. */
  ambiguous: string[];
  /** Constants and texts that fit, and literal characters in them: for ranking. */
  constants: number;
  literals: number;
}

/** What a walk needs beside the node and the value. */
export interface MatchContext {
  lexicon: Lexicon;
  service: string;
  readItem: ReadItem;
  /** Slots that were not captured (only a body was pasted): their absence is no problem. */
  partial: boolean;
}

/** An empty match. */
export function newMatch(): Match {
  return {
    binds: [],
    texts: [],
    absent: [],
    errors: [],
    problems: [],
    extras: [],
    deprecated: [],
    covered: new Set(),
    ambiguous: [],
    constants: 0,
    literals: 0,
  };
}

/** Reads a value as a node and collects what it says into `into`. */
export type MatchNode = (node: Node, value: Json, at: string, into: Match, context: MatchContext) => void;

/** True when a place for sub-errors was read without fault, and has none. */
export function isWithoutErrors(match: Match): boolean {
  return match.problems.length === 0 && match.errors.every((list) => list.items.length === 0);
}

/** Takes over what a trial found. */
export function absorb(into: Match, trial: Match): void {
  into.binds.push(...trial.binds);
  into.texts.push(...trial.texts);
  into.absent.push(...trial.absent);
  into.errors.push(...trial.errors);
  into.problems.push(...trial.problems);
  into.extras.push(...trial.extras);
  into.deprecated.push(...trial.deprecated);
  for (const place of trial.covered) into.covered.add(place);
  into.ambiguous.push(...trial.ambiguous);
  into.constants += trial.constants;
  into.literals += trial.literals;
}
