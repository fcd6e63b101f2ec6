import type { Message } from '../envelope/node.ts';
import type { Json } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';

/** One way to see what was pasted as a message. */
export interface View {
  message: Message;
  /** Absent: the form of the text does not say. */
  transport?: Transport;
  /** Only some slots were captured. */
  partial: boolean;
  /** Only looked at where the views before it are not recognised at all. */
  fallback?: boolean;
}

/** What is wrong with the text itself. `truncated`: it ends before the message does. */
export type Flaw = 'truncated';

/** One message that was found in a text. */
export interface Pasted {
  /** Name of the way in which it was pasted. */
  way: string;
  /** Line of the text on which it begins, from 1. */
  line: number;
  /** What the text says about it, such as the address of the request. */
  label?: string;
  views: View[];
  /** A JSON value that may hold the message somewhere inside: a structured log record. */
  around?: Json;
  /** Texts that may be the wording of an error and nothing else, the longest first. */
  texts?: string[];
  flaws: Flaw[];
}

/** A form in which people paste messages. Registered in `ways/index.ts`. */
export interface PasteWay {
  readonly name: string;
  readonly title: string;
  /**
   * The messages in a text of this form.
   *
   * @param text with line feeds only, and no byte order mark
   * @returns undefined where the text has another form
   */
  readonly read: (text: string) => Pasted[] | undefined;
  /** A message in this form, for examples and tests: the inverse of `read`. Undefined where such a text cannot carry it. */
  readonly write: (message: Message, transport: Transport, contentType: string) => string | undefined;
}
