import type { Argument } from '../snippet/client.ts';
import type { Observed } from './trial.ts';

/** What a harness is given for one run, as a line of JSON: the same in every language. */
export interface Job {
  readonly id: string;
  /** The file of the snippet, absolute. */
  readonly file: string;
  /** The function and what it takes. */
  readonly entry: string;
  readonly takes: readonly Argument[];
  /** `API_URL` of the snippet's environment: leads to the scenario of this run. */
  readonly url: string;
  /** What the snippet is told when it asks whether an earlier attempt was carried out. */
  readonly done: boolean;
}

/** What a harness says of one run, as a line of JSON: what only the language can see. */
export type Told = { readonly id: string } & Omit<Observed, 'attempts' | 'connections' | 'credentials'>;
