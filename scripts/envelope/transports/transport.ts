import type { Transport } from '../../model/vocabulary.ts';
import type { Message } from '../node.ts';

/** One line of a message as it is sent, and the place in the message that it shows (RFC 6901). */
export interface WireLine {
  text: string;
  pointer: string;
}

/** What a slot of a message holds. `headers`: a map of texts. */
export type SlotKind = 'json' | 'text' | 'status' | 'headers' | 'arguments';

/** A way in which messages travel: which slots they have and how they look on the wire. */
export interface TransportSpec {
  readonly name: Transport;
  readonly title: string;
  /** The standard that defines the frame. */
  readonly standard: string;
  readonly slots: Readonly<Record<string, SlotKind>>;
  /** Header names are compared without regard to case. */
  readonly caselessHeaders: boolean;
  /** The message as it is sent, line by line, JSON indented for reading. */
  readonly render: (message: Message, contentType: string) => WireLine[];
}
