import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import type { Transport } from '../model/vocabulary.ts';

/**
 * An envelope with everything resolved that depends on the catalog only. Plain JSON.
 * `project`, `schema` and `match` are walks over it and know no fact by name.
 */
export type Node = ConstNode | HoleNode | TextNode | AltNode | ObjectNode | ListNode | EachNode;

interface Base {
  /** The fact it comes from, for explanations: `code`, `message`, `texts.userTitle`, `context.traceId`. */
  of?: string;
  /** The facts that are part of a text. */
  mentions?: string[];
}

/** Stands as it is. */
export interface ConstNode extends Base {
  kind: 'const';
  value: Json;
}

/** Filled from the occurrence: `ref` is `params.x`, `context.x`, `message` or `status`. */
export interface HoleNode extends Base {
  kind: 'hole';
  ref: string;
  /** Schema of the value before `pipes`. */
  schema: JsonSchema;
  pipes?: string[];
  /** Sent when the occurrence lacks the value. */
  fallback?: { value: Json };
  /** The occurrence may lack it. */
  optional?: boolean;
}

/** A string made of literals and holes. Literals never touch each other. */
export interface TextNode extends Base {
  kind: 'text';
  parts: (string | HoleNode)[];
}

/** One of several wordings; which one is a fact of the occurrence (`variant`, `locale`). Never inside an entry to match. */
export interface AltNode extends Base {
  kind: 'alt';
  options: Node[];
}

export interface Field {
  node: Node;
  /** `always`: in every message. `maybe`: exactly when all of `needs` are there. `optional`: sent when it can be, not demanded. */
  presence: 'always' | 'maybe' | 'optional';
  /** Optional facts under it (and `errors` for a list of sub-errors). */
  needs?: string[];
  deprecated?: { use?: string; removeIn?: string };
}

/** A JSON object: known fields, and perhaps one key from a parameter or keys from the paths of sub-errors. */
export interface ObjectNode extends Base {
  kind: 'object';
  fields: Record<string, Field>;
  dynamic?: { key: HoleNode; node: Node };
  /** Sub-errors keyed by where they belong: one level, or any depth with `leaf` merged into the innermost object. */
  tree?: { leaf: Node; deep: boolean };
  /** Header names: compared without regard to case. */
  caseless?: boolean;
}

/** A fixed list; or, when open, items in any order among unknown others. */
export interface ListNode extends Base {
  kind: 'list';
  items: { node: Node; optional?: boolean }[];
  open: boolean;
}

/** Sub-errors: a list of them, or a single one in place. `open`: an error may be followed by others of the same kind. */
export interface EachNode extends Base {
  kind: 'each';
  envelopes: string[];
  single?: boolean;
}

/** One message that can be sent: an envelope, a code of it (none for a carrier), one wording. */
export interface Entry {
  service: string;
  envelope: string;
  transport: Transport;
  /** Id of the code; absent for a carrier. */
  code?: string;
  variant?: number;
  locale?: string;
  node: Node;
  /** Operations that raise it, as a hint for decoding. */
  operations?: string[];
}

/** What varies between two messages of the same code. */
export interface Occurrence {
  params?: JsonObject;
  context?: JsonObject;
  status?: number;
  message?: string;
  variant?: number;
  locale?: string;
  errors?: SubOccurrence[];
}

/** A sub-error: which code, where it belongs, and what varies. */
export interface SubOccurrence extends Omit<Occurrence, 'context'> {
  code: string;
  envelope?: string;
  at?: string[];
}

/** A message: the slots of its transport. Header names as the envelope spells them. */
export type Message = JsonObject;

/** A departure from the contract, by its place in the message (RFC 6901). */
export interface Problem {
  pointer: string;
  kind: 'missing' | 'unexpected' | 'type' | 'const' | 'text' | 'conflict' | 'no-child';
  message: string;
  wanted?: Json;
  got?: Json;
  /** The other place, for a conflict. */
  other?: string;
}
