import type { Transport } from '../model/vocabulary.ts';
import type { Given } from '../snippet/client.ts';
import type { Observed } from './judge.ts';

/** What a harness is given for one run, as a line of JSON: the same in every language. */
export interface Job {
  readonly id: string;
  /** The file of the snippet, absolute. */
  readonly file: string;
  /** The function and what it takes. */
  readonly entry: string;
  readonly takes: readonly Given[];
  readonly transport: Transport;
  /** `API_URL` of the snippet's environment: leads to the scenario of this run. */
  readonly url: string;
  /** What the snippet is told when it asks whether an earlier attempt was carried out. */
  readonly done: boolean;
  /** What goes wrong in this run, where the harness has a hand in it. */
  readonly fault?: 'no-credentials' | 'unsent';
  /**
   * For connections, which nobody ends: a run is over when the mock has seen so many messages (`attempts` of the JSON at `watch`) and the
   * harness so many moves (waits, and calls of what it handed in), or when `patience` is over; a moment later, so that one too many is seen.
   */
  readonly watch: string;
  readonly attempts: number;
  readonly moves: number;
  /** Milliseconds. */
  readonly patience: number;
}

/** What a harness says of one run, as a line of JSON: what only the language can see. */
export type Told = { readonly id: string } & Omit<
  Observed,
  'attempts' | 'calls' | 'contentTypes' | 'bodies' | 'connections' | 'credentials'
>;
