import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Transport } from '../model/vocabulary.ts';
import type { Sent } from './sent.ts';
import type { World } from './world.ts';

/** A whole HTTP response. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Absent: no content. */
  readonly body?: string;
}

/** What listens for connections of a transport. */
export interface Endpoint {
  /** True for a path that is its own by the protocol; absent where it takes every upgrade that no other wants. */
  readonly owns?: (url: string) => boolean;
  /** Takes an HTTP request on such a path (long polling). */
  request?(request: IncomingMessage, response: ServerResponse): void;
  /** Takes an `Upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** How the mock sends messages of one transport. Registered in `transports/index.ts`; has `answer` or `open`, or both. */
export interface MockTransport {
  readonly name: Transport;
  /** What the mock does, in a sentence for the page of triggers. */
  readonly does: string;
  /** The message as an HTTP response. */
  readonly answer?: (sent: Sent) => Answer;
  /** Opens its endpoints. */
  readonly open?: (world: World) => Endpoint;
}
