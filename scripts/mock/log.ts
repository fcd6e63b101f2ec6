import type { Json } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';

/** What the mock saw or did, in order. `at` is the time of the clock that it was given, or the number of the event where it has none. */
export type MockEvent = { readonly at: number; readonly key: string } & MockDeed;

/** What an answer was: the code that was sent, a success, or why the mock refused. */
export interface Outcome {
  readonly outcome: 'error' | 'unknown-code' | 'success' | 'pending' | 'refused';
  /** `service/id` of the code that was sent. */
  readonly code?: string;
}

/** One event without its time and key. */
export type MockDeed =
  | ({
      readonly type: 'request';
      readonly method: string;
      /** As the client wrote it, query included, without the key that stood in the path. */
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly status: number;
    } & Outcome)
  | ({
      /** A connection, or an attempt at one: `refused` where the handshake failed. */
      readonly type: 'open';
      readonly transport: Transport;
      readonly connection: number;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      /** What a client of Socket.IO gave as `auth`. */
      readonly auth?: Json;
    } & Outcome)
  | { readonly type: 'received'; readonly transport: Transport; readonly connection: number; readonly data: Json }
  | ({ readonly type: 'sent'; readonly transport: Transport; readonly connection: number; readonly data: Json } & Outcome)
  | {
      readonly type: 'closed';
      readonly transport: Transport;
      readonly connection: number;
      readonly by: 'mock' | 'client';
      readonly code?: number;
      readonly reason?: string;
    };

/** The record of a mock: everything, or what belongs to one scenario key (`''`: requests without one). */
export interface MockLog {
  events(key?: string): readonly MockEvent[];
  clear(key?: string): void;
}

/** A log that can be written to; the oldest events go where `limit` is reached. */
export interface WritableLog extends MockLog {
  write(key: string, deed: MockDeed): void;
}

/**
 * An empty log.
 *
 * @param clock milliseconds; absent: events are numbered from 0
 * @param limit events to keep
 */
export function createLog(clock: (() => number) | undefined, limit: number): WritableLog {
  let events: MockEvent[] = [];
  let count = 0;
  return {
    events: (key) => (key === undefined ? [...events] : events.filter((event) => event.key === key)),
    clear: (key) => {
      events = key === undefined ? [] : events.filter((event) => event.key !== key);
    },
    write: (key, deed) => {
      events.push({ at: clock ? clock() : count, key, ...deed });
      count += 1;
      if (events.length > limit * 2) events = events.slice(-limit);
    },
  };
}
