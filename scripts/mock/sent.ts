import type { CompiledMessage, CompiledService } from '../compile/types.ts';
import { jsonEqual } from '../model/json.ts';
import type { Entry, Message, Occurrence, SubOccurrence } from '../envelope/node.ts';
import { project } from '../envelope/project.ts';
import { nestedIn } from '../envelope/needs.ts';
import type { Transport } from '../model/vocabulary.ts';
import type { Found, MockCatalog } from './catalog.ts';
import type { Outcome } from './log.ts';
import { exampleFor, occurrenceFor } from './occurrence.ts';
import type { Options } from './options.ts';
import { badOption, Refusal } from './problem.ts';
import { carrierOf } from './provoke.ts';
import { estranged, strangerTo, strayed, UNKNOWN_WORDING } from './unknown.ts';

/** The name that stands for a code which is not in the catalog. No slug begins so (`model/slug.ts`). */
export const UNKNOWN = '~unknown';

/** The name that stands for the answer of something between client and service, such as a proxy: a page for people, no message of the service. */
export const PROXY = '~proxy';

/** The name that stands for a message which is no error, although something stands where codes of errors do, or an event of errors is its name. */
export const STRAY = '~stray';

/** What a proxy says instead of the service (RFC 9110, section 15.6.3). */
const PAGE = '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>';

/** A message to be sent, and what the transport must know of its code. */
export interface Sent extends Found {
  readonly message: Message;
  readonly contentType: string;
  /** The transport that carries it: for a nested error that of the outer message. */
  readonly transport: Transport;
  /** The envelope that is sent. */
  readonly envelope: string;
  readonly outcome: Outcome;
}

/** The envelope for a code: the one that is asked for, else the first whose transport comes first in `preferred`. */
function messageFor({ service, code }: Found, options: Options, preferred: readonly Transport[]): CompiledMessage {
  if (options.envelope !== undefined) {
    const found = code.messages.find(({ envelope }) => envelope === options.envelope);
    if (found) return found;
    const names = code.messages.map(({ envelope }) => envelope).join(', ');
    throw badOption('envelope', `\`${code.id}\` does not travel in \`${options.envelope}\`; its envelopes are ${names}`);
  }
  for (const transport of preferred) {
    const found = code.messages.find((message) => carrierOf(service, message) === transport);
    if (found) return found;
  }
  const [first] = code.messages;
  if (!first) throw new Refusal(404, `\`${code.id}\` travels in no envelope`, { parameter: 'code' });
  return first;
}

function entryFor(catalog: MockCatalog, found: Found, message: CompiledMessage, occurrence: Occurrence, options: Options): Entry {
  const all = catalog.wordings(found, message.envelope);
  const { locale = occurrence.locale, variant = occurrence.variant } = options;
  const entry = all.find((one) => (locale === undefined || one.locale === locale) && (variant === undefined || one.variant === variant));
  if (
    entry &&
    (options.variant === undefined || entry.variant !== undefined) &&
    (options.locale === undefined || entry.locale !== undefined)
  )
    return entry;
  // A service with one wire locale does not say it in its messages: to ask for that one is no mistake.
  if (all[0] && options.variant === undefined && options.locale === found.service.locales.wire[0] && all[0].locale === undefined)
    return all[0];
  const has = (values: readonly (number | undefined)[]): string =>
    [...new Set(values.filter((value) => value !== undefined))].join(', ') || 'only one';
  if (options.variant !== undefined && !all.some((one) => one.variant === options.variant))
    throw badOption('variant', `\`${found.code.id}\` has no wording ${options.variant}; there is ${has(all.map((one) => one.variant))}`);
  throw badOption(
    'locale',
    `\`${found.code.id}\` has no message in \`${options.locale}\`; there is ${found.service.locales.wire.join(', ')}`,
  );
}

/** A whole message that holds this error as its only sub-error. */
function inCarrier(catalog: MockCatalog, found: Found, message: CompiledMessage, entry: Entry, occurrence: Occurrence): Message {
  const { context, ...own } = occurrence;
  const error: SubOccurrence = { ...own, code: found.code.id, envelope: message.envelope, at: ['field'] };
  const holders = catalog.entries.filter(
    (one) => one.service === entry.service && one.envelope === message.within && nestedIn(one.node).includes(message.envelope),
  );
  const problems: string[] = [];
  for (const holder of holders.toSorted((one, two) => Number(one.locale !== entry.locale) - Number(two.locale !== entry.locale))) {
    const outer = found.service.codes.find(({ id }) => id === holder.code)?.messages.find(({ envelope }) => envelope === holder.envelope);
    const around = outer?.examples[0]?.occurrence ?? {};
    const shown = context ?? around.context;
    const sent = project(holder, { ...around, ...(shown && { context: shown }), errors: [error] }, catalog.lexicon);
    if (sent.message) return sent.message;
    problems.push(...sent.problems);
  }
  throw new Refusal(400, `\`${found.code.id}\` cannot be sent so: ${[...new Set(problems)].join('; ') || 'no message holds it'}`);
}

/** The code that an unknown one is made from: the first that travels as asked. */
function modelFor(services: readonly CompiledService[], options: Options, preferred: readonly Transport[]): Found {
  for (const service of services) {
    for (const code of service.codes) {
      const fits = ({ envelope, transport }: CompiledMessage): boolean =>
        options.envelope === undefined ? preferred.includes(transport) : envelope === options.envelope;
      // An envelope may have a status of its own, whatever that of the code is.
      const isSent = (message: CompiledMessage): boolean =>
        options.status === undefined ||
        code.status.includes(options.status) ||
        message.examples.some((example) => example.message['status'] === options.status);
      if (code.messages.some((message) => fits(message) && isSent(message))) return { service, code };
    }
  }
  throw badOption('code', `no service here sends an error so that a client could meet an unknown one over ${preferred.join(' or ')}`);
}

/** An answer that comes from no service at all: HTML, with the status that is asked for or 502. */
function byProxy(services: readonly CompiledService[], options: Options, preferred: readonly Transport[]): Sent {
  if (!preferred.includes('http')) throw badOption('code', `\`${PROXY}\` answers requests only`);
  const { status, ...others } = options;
  const between = modelFor(services, others, ['http']);
  const message = { status: status ?? 502, body: PAGE };
  return { ...between, transport: 'http', contentType: 'text/html', envelope: '', message, outcome: { outcome: 'unknown-code' } };
}

/**
 * The message that a client asks for, exactly as the catalog describes it.
 *
 * @param preferred transports in the order in which they are tried where the client names no envelope
 * @param among services whose codes are meant; all where absent
 * @throws Refusal that says which option is wrong, and what is possible
 */
export function messageOf(
  catalog: MockCatalog,
  options: Options,
  preferred: readonly Transport[],
  among?: readonly CompiledService[],
): Sent {
  if (options.code === undefined) throw badOption('code', 'say which code: `code`');
  let services = among;
  if (options.service !== undefined) {
    const named = catalog.service(options.service);
    if (!named)
      throw badOption(
        'service',
        `there is no service \`${options.service}\`; there are ${catalog.catalog.services.map(({ service }) => service).join(', ')}`,
      );
    services = [named];
  }
  if (options.code === PROXY) return byProxy(services ?? catalog.catalog.services, options, preferred);
  const isUnknown = options.code === UNKNOWN || options.code === STRAY;
  const found = isUnknown ? modelFor(services ?? catalog.catalog.services, options, preferred) : catalog.find(options.code, services);
  const message = messageFor(found, options, preferred);
  const occurrence = occurrenceFor(found, message, options);
  const known = entryFor(catalog, found, message, occurrence, options);
  const { variant, locale } = known;
  const asked: Occurrence = {
    ...occurrence,
    ...(isUnknown && occurrence.message !== undefined && { message: UNKNOWN_WORDING }),
    ...(variant !== undefined && { variant }),
    ...(locale !== undefined && { locale }),
  };
  const transport = carrierOf(found.service, message);
  const common = { ...found, transport, contentType: message.contentType, envelope: message.within ?? message.envelope };
  if (message.within !== undefined && !isUnknown) {
    const outer = found.service.envelopes.find(({ name }) => name === message.within);
    const outcome: Outcome = { outcome: 'error', code: `${found.service.service}/${found.code.id}` };
    // Unchanged, it is sent inside the very message that the pages show.
    const example = exampleFor(message, options);
    const isShown = example?.carried !== undefined && jsonEqual(example.occurrence, asked);
    const carried = (isShown ? example.carried : undefined) ?? inCarrier(catalog, found, message, known, asked);
    return { ...common, contentType: outer?.contentType ?? message.contentType, message: carried, outcome };
  }
  const taken = new Set(found.service.codes.flatMap(({ id, code }) => [id, code]));
  const stranger = strangerTo(found.code.code, taken);
  const foreign = isUnknown ? estranged(known.node, found.code.code, stranger) : known.node;
  const entry = { ...known, node: options.code === STRAY ? strayed(foreign) : foreign };
  const sent = project(entry, asked, catalog.lexicon);
  if (!sent.message) throw new Refusal(400, `\`${found.code.id}\` cannot be sent so: ${sent.problems.join('; ')}`);
  const outcome: Outcome = isUnknown
    ? { outcome: 'unknown-code', code: `${found.service.service}/${stranger}` }
    : { outcome: 'error', code: `${found.service.service}/${found.code.id}` };
  // An event has its name besides: there it is one without a code.
  const isEmpty = options.code === STRAY && transport === 'socket.io';
  return { ...common, message: isEmpty ? { ...sent.message, body: {} } : sent.message, outcome };
}
