import type { Message, Node, Occurrence } from '../envelope/node.ts';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import type { Actor, Category, Effect, LifeCycle, RetryWhen, Transport } from '../model/vocabulary.ts';
import type { CompiledGuideText } from './guide-text.ts';
import type { CompiledHandler, CompiledSnippet } from './snippet.ts';

export type { CompiledHandler, CompiledSnippet } from './snippet.ts';

/** A text by locale. The default locale comes first; others may be missing. */
export type Texts = Record<string, string>;

/** A version of the service or an ISO 8601 date. */
type Moment = string;

/** The whole catalog, with everything derived, in a fixed order. Plain JSON: the only input of every emitter and of the site. */
export interface CompiledCatalog {
  /** Version of this format. */
  version: 1;
  generator: { name: 'errdex'; version: string };
  title: Texts;
  summary?: Texts;
  /** Where the site stands, without a slash at the end. */
  url?: string;
  /** Addresses of pages end without a slash: a host that is configured so. */
  trailingSlash?: false;
  /** How the pages look, where the settings say. */
  site?: CompiledSite;
  /** Documentation locales of all services, the default first. */
  locales: string[];
  services: CompiledService[];
  /** Those of the whole catalog first, then by service, in the order to read them; absent where there are none. */
  guides?: CompiledGuide[];
}

/** A guide, in all its languages. */
export interface CompiledGuide {
  /** Part of its address. */
  name: string;
  /** Absent: it is about the whole catalog. */
  service?: string;
  /** URL path of its page: `/guides/<name>/` or `/<service>/guides/<name>/`. */
  path: string;
  title: Texts;
  summary?: Texts;
  order: number;
  /** By locale, the default first: file relative to the catalog folder, MDX without front matter, and its words for the search. */
  texts: Record<string, CompiledGuideText>;
  /** Paths of the pages of the codes that it mentions. */
  codes: string[];
}

/** How the pages look. Paths are those of the output. */
export interface CompiledSite {
  logo?: string;
  icon?: string;
  /** Colours of links: `#1a57b3`. */
  accent?: { light?: string; dark?: string };
  /** Style sheets, in order. */
  css?: string[];
  footer?: { text: Texts; url: string }[];
  /** A section of every code's page. */
  section?: { title: Texts; text: Texts };
  /** False: pages have no pictures for social networks. */
  cards?: false;
}

export interface Decision {
  about: string;
  decision: string;
  why: string;
}

export interface Named {
  name: string;
  title: Texts;
  description?: Texts;
}

/** A parameter, context field or declared fact. */
export interface Parameter {
  name: string;
  /** JSON Schema, without our own keywords. */
  schema: JsonSchema;
  /** The schema in words: `integer, seconds`, `one of body, query`. */
  type: string;
  description?: Texts;
  optional: boolean;
  sensitive: boolean;
  unit?: string;
  example: Json;
  /** Where it stands in the messages of the code (only in parameters of codes). */
  places?: { envelope: string; pointer: string }[];
}

export interface CompiledOperation {
  name: string;
  title: Texts;
  description?: Texts;
  method?: string;
  path?: string;
  /** Media type of the body of the request, where it is declared. */
  contentType?: string;
  event?: string;
  /** True where the event carries the credentials. */
  credentials?: boolean;
  task?: string;
  channel?: string;
  /** Ids of the codes that it raises. */
  raises: string[];
}

export interface CompiledEnvelope {
  name: string;
  transport: Transport;
  title: Texts;
  description?: Texts;
  contentType: string;
  carrier: boolean;
  channel?: string;
  /** Ids of the codes that it carries. */
  codes: string[];
  /** Where the code stands: the place with the constant that tells codes apart; absent when it is not on the wire. */
  discriminator?: { pointer: string; of: 'code' | 'other' };
  /** For a nested envelope: the envelopes in which it stands. */
  within?: string[];
  /** For a carrier: the resolved template. */
  node?: Node;
}

export interface CompiledService {
  service: string;
  title: Texts;
  summary?: Texts;
  description?: Texts;
  version?: string;
  repository?: string;
  support?: { url?: string; email?: string; fields: string[] };
  /** Files that handle all errors: only what has run as recorded. */
  handlers?: CompiledHandler[];
  /** URL path of its page: `/<service>/`. */
  path: string;
  locales: { wire: string[]; docs: string[] };
  transports: Transport[];
  context: Parameter[];
  facts: Parameter[];
  texts: { name: string; description?: Texts; words?: [number, number]; sentences?: [number, number] }[];
  actions: Named[];
  groups: Named[];
  operations: CompiledOperation[];
  /** Named two-way maps, which nodes name as pipes. */
  tables?: Record<string, Record<string, string | number>>;
  envelopes: CompiledEnvelope[];
  codes: CompiledCode[];
  /** Pairs of codes that a message may not tell apart. */
  ambiguities: { codes: [string, string]; envelopes: [string, string] }[];
  decisions: Decision[];
}

/** A link to another code, resolved. */
export interface CodeLink {
  service: string;
  /** Id of the code. */
  id: string;
  code: string;
  title: Texts;
  path: string;
}

/** Where the messages of two codes always differ: the place in the message (RFC 6901), the constant or wording here, and the one there. */
export interface Difference {
  pointer: string;
  here: Json;
  there: Json;
}

export interface CompiledCode {
  service: string;
  /** Name in the catalog, unique in the service. */
  id: string;
  /** As it stands on the wire, and as it is shown. */
  code: string;
  slug: string;
  /** URL path of its page: `/<service>/<slug>/`. */
  path: string;
  title: Texts;
  summary?: Texts;
  description?: Texts;
  advice: Texts[];
  severity: 'error' | 'warning';
  /** HTTP statuses, none, one or several. */
  status: number[];
  /** False when `status` is only the HTTP equivalent. */
  statusOnWire: boolean;
  /** How a client recognises it: by the code in the body, in a header, in another place, or not by a code at all. */
  identifiedBy: 'body' | 'header' | 'other' | 'none';
  category: Category;
  group?: string;
  transports: Transport[];
  retry: {
    when: RetryWhen;
    /** Seconds, where they are constant. */
    after?: number;
    /** The reference that carries the seconds: `params.wait`. */
    afterFrom?: string;
    maxAttempts?: number;
    reason?: Texts;
  };
  /** The flag, as on the wire. */
  retryable: boolean;
  /** Seconds in the example, where there is a delay. */
  retryAfter?: number;
  effect: Effect;
  /** Absent: there is no session. */
  fatal?: boolean;
  actor: Actor;
  actions: string[];
  texts: Record<string, Texts>;
  facts: JsonObject;
  /** Wire message templates; none when the wording is free. */
  message: { locale: string; template: string }[];
  wording: 'exact' | 'example' | 'free';
  params: Parameter[];
  causes: { cause: Texts; sign?: Texts; fix: Texts }[];
  raisedBy: { operation: string; when?: Texts }[];
  emittedBy: { file: string; lines?: string; symbol?: string; when?: Texts; url?: string }[];
  provoke: { title?: Texts; language: string; run: string }[];
  samples: { envelope: string; title?: Texts; payload: Json }[];
  related: CodeLink[];
  /** Declared by the author, or computed (`computed: true`): no message tells them apart, or the facts are alike. `apart`: where to look. */
  confusable: (CodeLink & { tell?: Texts; computed: boolean; apart?: Difference })[];
  lifecycle: {
    state: LifeCycle;
    since?: Moment;
    deprecated?: { in: Moment; use?: CodeLink; removeIn?: Moment; reason?: Texts };
    removed?: { in: Moment; use?: CodeLink; reason?: Texts };
    formerly: string[];
  };
  /** Facts that the source does not state, with the reasoning where it is not obvious. */
  inferred: Record<string, string>;
  decisions: Decision[];
  messages: CompiledMessage[];
  /** How clients handle it: only what has run as recorded. */
  snippets?: CompiledSnippet[];
  /** Snippets of the author, by client. */
  snippetsWritten?: Record<string, string>;
  /** Where it is declared, relative to the catalog folder. */
  declaredAt: { file: string; line: number; editUrl?: string };
}

/** One line of the annotated payload. */
export interface AnnotatedField {
  /** Place in the message (RFC 6901): `/body/error_code`, `/headers/Retry-After`. */
  pointer: string;
  presence: 'always' | 'maybe' | 'optional';
  /** `constant` for this code, or `varies` between occurrences. */
  kind: 'constant' | 'varies' | 'structure';
  /** The fact it comes from: `code`, `message`, `params.field`, `context.traceId`, `texts.userTitle`. */
  of?: string;
  description?: Texts;
  deprecated?: { use?: string; removeIn?: string };
  /** Other places that always hold the same value. */
  equals: string[];
}

/** A code in one of its envelopes. */
export interface CompiledMessage {
  envelope: string;
  transport: Transport;
  /** For a nested envelope: the envelope that is sent, with this error as its only sub-error. */
  within?: string;
  contentType: string;
  /** Resolved template: the input of schema, decoder, mock and verifier. */
  node: Node;
  fields: AnnotatedField[];
  /** The first is the one to show. `name` is a key, unique in the message. */
  examples: CompiledExample[];
}

/** A message that really could be sent: the occurrence, projected. */
export interface CompiledExample {
  name: string;
  title?: Texts;
  occurrence: Occurrence;
  /** The slots of the transport; for a nested envelope `{ body: item }`. */
  message: Message;
  /** For a nested envelope: the whole message that carries it. */
  carried?: Message;
}
