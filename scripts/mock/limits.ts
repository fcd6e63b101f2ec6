/** How much a client may ask of the mock. Counts, bytes and milliseconds. */
export interface Limits {
  /** Bytes of a request body, a WebSocket message and a Socket.IO packet. */
  readonly body: number;
  /** TCP connections at a time. */
  readonly connections: number;
  /** Until the headers of a request are there. */
  readonly headersTimeout: number;
  /** Until a whole request is there. */
  readonly requestTimeout: number;
  /** How long a WebSocket or Socket.IO session may last. */
  readonly session: number;
  /** Scenario keys at a time. */
  readonly scenarios: number;
  /** Events that the log keeps. */
  readonly events: number;
}

/** Enough for every test suite, and little enough that a broken client cannot fill the memory. */
export const defaultLimits: Limits = {
  body: 64 * 1024,
  connections: 512,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  session: 10 * 60_000,
  scenarios: 10_000,
  events: 20_000,
};
