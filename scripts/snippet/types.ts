import type { Json } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';

/** A place in a message: `['status']`, `['headers', 'Retry-After']`, `['body', 'error', 'code']`. The first step is the slot of the transport. */
export type Place = readonly string[];

/** What a snippet is made to meet by the proof. */
export type TrialName =
  | 'recovers'
  | 'lasts'
  | 'unknown'
  | 'not-json'
  | 'list'
  | 'other'
  | 'success'
  | 'was-done'
  | 'fallback'
  // What a whole handler meets beside: a page of something between, and a message that is no error.
  | 'fallback-page'
  | 'stray'
  // What has nothing to do with this error, and must not be taken for it or for a success.
  | 'nowhere'
  | 'cut'
  | 'no-credentials'
  | 'unsent'
  // As `recovers`, each message in pieces.
  | 'parts';

/** A message that is like one of an error in all but one place. */
export interface Stray {
  readonly place: Place;
  /** What stands there; absent: nothing. */
  readonly value?: Json;
  /** What it is to a handler: no error, one that nobody knows, or the same error, of which less is told. */
  readonly is: 'none' | 'stranger' | 'same';
}

/** One test that a client makes to recognise the error. */
export type Sign =
  /** The place holds exactly this value. */
  | { readonly place: Place; readonly equals: string | number | boolean }
  /** The place holds a text that begins and ends so: between the two stand the values of parameters. */
  | { readonly place: Place; readonly starts: string; readonly ends: string };

/** How an error is recognised on the wire: all signs together fit this code and no other of the service on this transport. */
export interface Recognition {
  readonly signs: readonly Sign[];
  /** False where no signs can do that: the messages of two codes may be equal. */
  readonly sure: boolean;
  /** Those that the others imply in all that the catalog shows: the code alone would tell it, and the status is looked at first because it is cheap. */
  readonly redundant?: readonly Sign[];
}

/** Something that a client reads from the message. */
export interface Reading {
  /** Name of the parameter or fact, as the catalog has it. */
  readonly name: string;
  readonly place: Place;
  /** Other than text: a number, a list, ... (JSON Schema types), or several. */
  readonly types: readonly string[];
  /** False where some messages lack it. */
  readonly always: boolean;
}

/** What a client waits for between two attempts. */
export type Wait =
  | { readonly kind: 'none' }
  /** So many seconds. */
  | { readonly kind: 'seconds'; readonly seconds: number }
  /** As the message says, in seconds; `otherwise` where it says nothing. */
  | {
      readonly kind: 'told';
      readonly reading: Reading;
      readonly otherwise: number;
      /** Each message may say another value: a parameter holds it, no constant of the catalog. */
      readonly varies: boolean;
    }
  /** Exponential backoff with full jitter: at most `first * 2 ** n`, never more than `cap`, in seconds. */
  | { readonly kind: 'backoff'; readonly first: number; readonly cap: number };

/** What the facts demand of a client. Every kind gives visibly different code. */
export type Policy =
  /** Repeating is useless: stop and report. */
  | { readonly kind: 'stop' }
  /** A person must change something: show them what, and offer what may be done. */
  | { readonly kind: 'show' }
  /** The caller must change the request: say which values are wrong. */
  | { readonly kind: 'correct' }
  /** Get new credentials once, then repeat. */
  | { readonly kind: 'refresh' }
  /** Repeat, `attempts` in all. */
  | { readonly kind: 'retry'; readonly wait: Wait; readonly attempts: number }
  /** No failure: take the result, and note the warning. */
  | { readonly kind: 'note' };

/** What is called: a request, an event, a task; undefined parts are not known to the catalog. */
export interface Call {
  /** Name of the operation in the catalog, or of the service where no operation raises the error on this transport. */
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  /** Media type of the body of the request; absent where none is sent. */
  readonly contentType?: string;
  readonly event?: string;
  /** True where the event carries the credentials. */
  readonly credentials?: boolean;
  readonly channel?: string;
  readonly task?: string;
}

/** What a snippet for one code on one transport does, before any language: the input of every client. */
export interface Plan {
  readonly service: string;
  /** Id of the code in the catalog, and the code as it stands on the wire. */
  readonly id: string;
  readonly code: string;
  readonly transport: Transport;
  readonly envelope: string;
  /** One line: status and name. */
  readonly title: string;
  readonly call: Call;
  readonly recognition: Recognition;
  readonly policy: Policy;
  /** The connection is over with this error: make a new one before anything else. */
  readonly reconnect: boolean;
  /** It may have been done, or was done: a write is not repeated unseen. */
  readonly ask: boolean;
  /** Where the id stands that support asks for. */
  readonly trace?: Reading;
  /** Where the wording for developers stands. */
  readonly message?: Reading;
  /** Where the texts for people stand, the shortest first; constants of the catalog where they are not on the wire. */
  readonly texts: readonly (Reading | { readonly name: string; readonly text: string })[];
  /** The actions that may be offered: where they stand, or which they are. */
  readonly actions?: Reading | { readonly name: string; readonly list: readonly string[] };
  /** What the message says of this occurrence. */
  readonly details: readonly Reading[];
  /** The error of the same service and transport that is most like this one: the first to be taken for it where a test is missing. */
  readonly neighbour?: { readonly id: string; readonly envelope: string; readonly example: Plan['example'] };
  /** The message of the example that the proof sends: what the mock answers. */
  readonly example: Readonly<Record<string, Json>>;
}
