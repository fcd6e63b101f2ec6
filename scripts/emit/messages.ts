import type { CompiledCode, CompiledEnvelope, CompiledMessage, CompiledService, Texts } from '../compile/types.ts';
import { slug } from '../model/slug.ts';
import type { Transport } from '../model/vocabulary.ts';

/** A message that the service can send: a code in one of its envelopes, or a carrier, which is no error itself but holds some. */
export interface Sendable {
  /** Id of the code; for a carrier the name of its envelope. */
  readonly id: string;
  /** The code as shown; for a carrier the name of its envelope. */
  readonly label: string;
  readonly title: Texts;
  readonly summary?: Texts;
  readonly status: readonly number[];
  /** URL path of the page that tells about it. */
  readonly path: string;
  /** One segment of a path, unique in the envelope. */
  readonly slug: string;
  readonly message: CompiledMessage;
  /** Ids of the codes for which it is sent. */
  readonly codes: readonly string[];
  /** The code; absent for a carrier. */
  readonly error?: CompiledCode;
}

/** A message without its template. To take it out by its name would read it (`scripts/cache/late.ts`), and it is most of a message. */
export function withoutNode(message: CompiledMessage): Omit<CompiledMessage, 'node'> {
  const names = (Object.keys(message) as (keyof CompiledMessage)[]).filter((name) => name !== 'node');
  return Object.fromEntries(names.map((name) => [name, message[name]])) as unknown as Omit<CompiledMessage, 'node'>;
}

/** No slug of a code begins so: `~` there stands before upper-case hexadecimal digits (`model/slug.ts`). */
const CARRIER = '~carrier';

function coded(code: CompiledCode, message: CompiledMessage): Sendable {
  const { id, title, summary, status, path } = code;
  return { id, label: code.code, title, ...(summary && { summary }), status, path, slug: code.slug, message, codes: [id], error: code };
}

/** An envelope with a message of its own, which no code stands for: nothing else has a template. */
const isCarrier = (envelope: CompiledEnvelope): envelope is CompiledEnvelope & Required<Pick<CompiledEnvelope, 'node'>> =>
  envelope.node !== undefined;

function carrier(service: CompiledService, envelope: CompiledEnvelope): Sendable[] {
  if (!isCarrier(envelope)) return [];
  const { name, transport, contentType, node, title, description } = envelope;
  const inside = new Set(service.envelopes.filter(({ within }) => within?.includes(name)).map((each) => each.name));
  const items = service.codes.flatMap((code) =>
    code.messages.filter((each) => inside.has(each.envelope)).map((message) => ({ code, message })),
  );
  const examples = items.flatMap(({ code, message }) => {
    const [first] = message.within === name ? message.examples : [];
    const sent = first?.carried;
    return first === undefined || sent === undefined
      ? []
      : [{ name: slug(code.id), title: code.title, occurrence: first.occurrence, message: sent }];
  });
  const message: CompiledMessage = { envelope: name, transport, contentType, node, fields: [], examples };
  const codes = [...new Set(items.map(({ code }) => code.id))];
  return [
    {
      id: name,
      label: name,
      title,
      ...(description && { summary: description }),
      status: [],
      path: service.path,
      slug: CARRIER,
      message,
      codes,
    },
  ];
}

/** The messages of a code, in the order of their envelopes. */
export function messagesOfCode(code: CompiledCode): Sendable[] {
  return code.messages.map((message) => coded(code, message));
}

/** The messages of a service that are no error themselves but hold some. */
export function carriersOf(service: CompiledService): Sendable[] {
  return service.envelopes.flatMap((envelope) => carrier(service, envelope));
}

/** All messages of a service, in the order of codes; carriers last. */
export function messagesOf(service: CompiledService): Sendable[] {
  return [...service.codes.flatMap(messagesOfCode), ...carriersOf(service)];
}

/** True for a code that clients must expect: a removed one is no longer sent, a reserved one not yet. Their own pages and schemas stay. */
function isExpected(code: CompiledCode): boolean {
  return code.lifecycle.state === 'stable' || code.lifecycle.state === 'deprecated';
}

/** The messages that clients of a service must expect: what unions, OpenAPI and AsyncAPI are made of. */
export function expectedMessagesOf(service: CompiledService): Sendable[] {
  return messagesOf(service).filter(({ error }) => error === undefined || isExpected(error));
}

/** True where {@link expectedMessagesOf} has one over a transport; none is made, of which a service has thousands. */
export function expectsMessageOver({ codes, envelopes }: CompiledService, transport: Transport): boolean {
  return (
    codes.some((code) => isExpected(code) && code.messages.some((message) => message.transport === transport)) ||
    envelopes.some((envelope) => isCarrier(envelope) && envelope.transport === transport)
  );
}

/** Where a code can be met: which kinds of document tell about it. A nested error is met wherever its envelope stands. */
export function documentedIn(service: CompiledService, codes: readonly CompiledCode[]): { openapi: boolean; asyncapi: boolean } {
  const names = new Set(codes.filter(isExpected).flatMap(({ messages }) => messages.map(({ envelope }) => envelope)));
  const open = (list: Set<string>): Set<string> => {
    const more = service.envelopes.filter(({ name }) => list.has(name)).flatMap(({ within }) => within ?? []);
    return more.every((name) => list.has(name)) ? list : open(new Set([...list, ...more]));
  };
  const all = open(names);
  const transports = service.envelopes.filter(({ name }) => all.has(name)).map(({ transport }) => transport);
  return { openapi: transports.includes('http'), asyncapi: transports.some((transport) => transport !== 'http' && transport !== 'nested') };
}
