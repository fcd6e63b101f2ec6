import type { Json } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';
import type { Plan } from './types.ts';

/** What a snippet's function takes, in this order: the proof hands it the same. */
export type Argument =
  /** A value in the path of the request: `task_id`. */
  | { readonly kind: 'path'; readonly name: string }
  /** What is sent: the body of a request, the data of an event. */
  | { readonly kind: 'input' }
  /** A form with files, as the language has it, to be sent as `multipart/form-data`. */
  | { readonly kind: 'form' }
  /** The media type of what is sent, where only the caller knows it whole: a form has a boundary. */
  | { readonly kind: 'type' }
  /** Makes the message that is sent, with credentials. */
  | { readonly kind: 'message' }
  /** Runs the task and waits for its result. */
  | { readonly kind: 'run' }
  /** Gives new credentials. */
  | { readonly kind: 'refresh' }
  /** Tells whether an earlier attempt was carried out after all. */
  | { readonly kind: 'done' }
  /** Shows texts and actions to a person. */
  | { readonly kind: 'show' }
  /** Is told of a warning. */
  | { readonly kind: 'note' }
  /** Is told of a failure, where there is nobody to throw it at. */
  | { readonly kind: 'report' };

/** What the function of a whole handler takes beside that. */
export type Given =
  | Argument
  /** All that is called, together in an object of the language. */
  | { readonly kind: 'hooks' }
  /** This very value. */
  | { readonly kind: 'value'; readonly value: Json };

/** A piece of code that handles one error. */
export interface Snippet {
  /** The whole file, with a newline at its end. */
  readonly code: string;
  /** Numbers of the lines that carry this error's facts, from 1. */
  readonly facts: readonly number[];
  /** The function to call, and what it takes. */
  readonly entry: { readonly name: string; readonly takes: readonly Given[] };
}

/** A language and library in which errors are handled. */
export interface Client {
  /** Name in addresses, records and lists: `typescript-fetch`. */
  readonly id: string;
  /** As readers call it: `TypeScript, fetch`. */
  readonly title: string;
  /** Language of the code, as Shiki calls it. */
  readonly language: string;
  /** Name of the language for people. */
  readonly languageTitle: string;
  readonly extension: string;
  readonly transports: readonly Transport[];
  /** Packages beside the standard library, as the registry of the language calls them. */
  readonly libraries: readonly string[];
  /** The code for a plan; undefined where this client cannot do what the plan asks. */
  snippet(plan: Plan): Snippet | undefined;
}
