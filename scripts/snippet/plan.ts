import type { AnnotatedField, CompiledCode, CompiledMessage, CompiledService, Texts } from '../compile/types.ts';
import { fromPointer } from '../model/json.ts';
import type { JsonSchema } from '../model/json.ts';
import { reasonPhrase } from '../model/status.ts';
import { neighbourOf, recognise, sentOver } from './recognise.ts';
import type { Sent } from './recognise.ts';
import type { Call, Plan, Policy, Reading, Wait } from './types.ts';

/** Seconds before the second attempt of a backoff, and the longest wait. */
const first = 1;
const cap = 30;

/**
 * What a client has to do about a code, on each transport that carries it: one plan a transport, made from the facts alone.
 * Codes that are no longer or not yet sent have none, nor have errors that only stand inside others.
 *
 * @param locale of the texts that are not on the wire
 */
export function plansOf(code: CompiledCode, service: CompiledService, locale: string): Plan[] {
  if (code.lifecycle.state === 'removed' || code.lifecycle.state === 'reserved') return [];
  return code.transports
    .filter((transport) => transport !== 'nested')
    .flatMap((transport) => {
      const all = sentOver(service, transport);
      const sent = all.find((one) => one.code.id === code.id && one.message.within === undefined);
      return sent ? [planOf(sent, all, service, locale)] : [];
    });
}

function planOf(sent: Sent, all: readonly Sent[], service: CompiledService, locale: string): Plan {
  const { code, message } = sent;
  const { transport } = message;
  const discriminator = service.envelopes.find(({ name }) => name === message.envelope)?.discriminator?.pointer;
  const readings = readingsOf(sent, service);
  const named = (name: string): Reading | undefined => readings.find((one) => one.name === name);
  const texts = textsFor(code, readings, locale);
  const actions = named('actions') ?? (code.actions.length > 0 ? { name: 'actions', list: code.actions } : undefined);
  const trace = traceOf(service, readings);
  const call = callOf(sent, service);
  const wording = named('message');
  const recognition = recognise(sent, all, discriminator);
  const neighbour = neighbourOf(recognition, sent, all);
  return {
    service: service.service,
    id: code.id,
    code: code.code,
    transport,
    envelope: message.envelope,
    title: titleOf(code, transport),
    call,
    recognition,
    policy: policyOf(code, readings, texts.length > 0 || actions !== undefined),
    reconnect: code.fatal === true,
    ask: code.effect !== 'nothing' && code.severity === 'error' && (call.method === undefined || ['POST', 'PATCH'].includes(call.method)),
    ...(trace && { trace }),
    ...(wording && { message: wording }),
    texts,
    ...(actions && { actions }),
    details: readings.filter(({ name }) => name.startsWith('params.') && name !== code.retry.afterFrom),
    ...(neighbour && {
      neighbour: { id: neighbour.code.id, envelope: neighbour.message.envelope, example: neighbour.message.examples[0]?.message ?? {} },
    }),
    example: message.examples[0]?.message ?? {},
  };
}

/** `429 Too Many Requests`, or nothing where no status is sent. */
function titleOf(code: CompiledCode, transport: CompiledMessage['transport']): string {
  const [status] = code.status;
  return transport === 'http' && code.statusOnWire && status !== undefined ? `${String(status)} ${reasonPhrase(status)}`.trim() : '';
}

/** What a message tells, each thing once. */
export function readingsOf({ code, message: { fields } }: Sent, service: CompiledService): Reading[] {
  return fields.flatMap((field, at) => (isSaidEarlier(field, at, fields) ? [] : readingOf(field, code, service)));
}

/** Whether another field, the first that always does, says the same. By its place: fields that are read again are other objects. */
function isSaidEarlier({ of, deprecated, kind }: AnnotatedField, at: number, fields: readonly AnnotatedField[]): boolean {
  if (of === undefined || of === 'retryAfter' || deprecated || kind === 'structure') return false;
  const earlier = fields.findIndex((other) => other.of === of && other.presence === 'always');
  return earlier >= 0 && earlier !== at;
}

/** What a field of the message tells; nothing for what is deprecated or sensitive. */
function readingOf(field: AnnotatedField, code: CompiledCode, service: CompiledService): Reading[] {
  if (field.of === undefined || field.deprecated || field.kind === 'structure')
    return field.of === 'actions' ? [reading(field, ['array'])] : [];
  const [kind, name] = field.of.split('.');
  const parameter = (kind === 'params' ? code.params : kind === 'context' ? service.context : []).find((one) => one.name === name);
  if (parameter?.sensitive) return [];
  // Headers are texts, whatever the parameter is.
  const header = field.pointer.startsWith('/headers/');
  const types = header
    ? ['string']
    : field.of === 'actions'
      ? ['array']
      : field.of === 'retryAfter'
        ? ['number']
        : parameter
          ? typesOf(parameter.schema)
          : ['string'];
  return [reading(field, types)];
}

const reading = (field: AnnotatedField, types: readonly string[]): Reading => ({
  name: field.of ?? '',
  place: fromPointer(field.pointer),
  types,
  always: field.presence === 'always',
});

function typesOf(schema: JsonSchema): string[] {
  const { type } = schema;
  if (Array.isArray(type)) return type.filter((one) => typeof one === 'string');
  return typeof type === 'string' ? [type] : ['string'];
}

/** Context that the service wants in tickets, else the first id among what every message carries. */
export function traceOf(service: CompiledService, readings: readonly Reading[]): Reading | undefined {
  const wanted = service.support?.fields ?? [];
  const context = readings.filter(({ name }) => name.startsWith('context.'));
  return context.find(({ name }) => wanted.includes(name));
}

/** The texts for people: those of the message, in the order in which the service declares them; else those of the catalog. */
function textsFor(code: CompiledCode, readings: readonly Reading[], locale: string): Plan['texts'] {
  const names = Object.keys(code.texts);
  const sent = names.flatMap((name) => readings.find((one) => one.name === `texts.${name}`) ?? []);
  if (sent.length > 0) return sent;
  const own = names.flatMap((name) => {
    const text = pick(code.texts[name], locale);
    return text === undefined ? [] : [{ name: `texts.${name}`, text }];
  });
  if (own.length > 0) return own;
  // The wording is for developers unless a person is the one to act.
  return code.actor === 'end-user' ? readings.filter(({ name }) => name === 'message').slice(0, 1) : [];
}

const pick = (texts: Texts | undefined, locale: string): string | undefined => texts?.[locale] ?? Object.values(texts ?? {})[0];

function policyOf(code: CompiledCode, readings: readonly Reading[], showable: boolean): Policy {
  const { when, after, maxAttempts } = code.retry;
  if (code.severity === 'warning') return { kind: 'note' };
  if (when === 'never') return code.actor === 'end-user' && showable ? { kind: 'show' } : { kind: 'stop' };
  if (when === 'after-change') {
    // Only a client can get itself new credentials; a developer or an operator has to put them in its hands.
    if (code.category === 'authentication' && code.actor === 'client') return { kind: 'refresh' };
    if (code.actor === 'end-user' && showable) return { kind: 'show' };
    return code.actor === 'operator' || code.actor === 'nobody' ? { kind: 'stop' } : { kind: 'correct' };
  }
  if (when === 'at-once') return { kind: 'retry', wait: { kind: 'none' }, attempts: maxAttempts ?? 2 };
  if (when === 'with-backoff')
    return { kind: 'retry', wait: { kind: 'backoff', first: after ?? first, cap: Math.max(cap, after ?? 0) }, attempts: maxAttempts ?? 4 };
  return { kind: 'retry', wait: waitOf(code, readings), attempts: maxAttempts ?? 3 };
}

function waitOf(code: CompiledCode, readings: readonly Reading[]): Wait {
  const told = readings.find(({ name }) => name === 'retryAfter') ?? readings.find(({ name }) => name === code.retry.afterFrom);
  const otherwise = code.retryAfter ?? code.retry.after ?? cap;
  if (told) return { kind: 'told', reading: told, otherwise, varies: code.retry.afterFrom !== undefined };
  return code.retry.after === undefined ? { kind: 'backoff', first, cap } : { kind: 'seconds', seconds: code.retry.after };
}

/** The first operation that raises the code and travels as the message does; of several requests the one that names its path. */
function callOf({ code, message }: Sent, service: CompiledService): Call {
  const operations = code.raisedBy.flatMap(({ operation }) => service.operations.filter(({ name }) => name === operation));
  const fits = operations.find(({ path, event, task }) =>
    message.transport === 'http'
      ? path !== undefined
      : message.transport === 'task-result'
        ? task !== undefined
        : path === undefined && event !== undefined,
  );
  const channel = fits?.channel ?? service.envelopes.find(({ name }) => name === message.envelope)?.channel;
  const hasBody = fits?.method !== undefined && ['POST', 'PUT', 'PATCH'].includes(fits.method);
  const contentType = message.transport === 'http' ? (fits?.contentType ?? (hasBody ? 'application/json' : undefined)) : undefined;
  return {
    name: fits?.name ?? operations[0]?.name ?? service.service,
    ...(fits?.method !== undefined && { method: fits.method }),
    ...(fits?.path !== undefined && { path: fits.path }),
    ...(contentType !== undefined && { contentType }),
    ...(fits?.event !== undefined && { event: fits.event }),
    ...(fits?.credentials === true && { credentials: true }),
    ...(channel !== undefined && { channel }),
    ...(fits?.task !== undefined && { task: fits.task }),
  };
}
