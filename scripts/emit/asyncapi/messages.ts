import type { CompiledCatalog, CompiledCode, CompiledService } from '../../compile/types.ts';
import type { Message } from '../../envelope/node.ts';
import { isObject } from '../../model/json.ts';
import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import { componentName, nestedSchemas, section, titled } from '../components.ts';
import { href } from '../paths.ts';
import type { Sendable } from '../messages.ts';
import { propertyOf, slotOf } from '../schema-tools.ts';
import { pick, pickMaybe } from '../texts.ts';
import type { EmitContext } from '../types.ts';
import { draft07 } from './draft-07.ts';

/** A message of the document and where it belongs. */
export interface Sent {
  readonly name: string;
  readonly envelope: string;
  readonly codes: readonly string[];
  /** It answers an emit rather than standing alone. */
  readonly ack: boolean;
}

/** Slots that are the payload, the headers, the name or the binding of a message; the others stand under `x-slots`. */
const PLACED = new Set(['body', 'args', 'ack', 'headers', 'event', 'key']);

function has(schema: JsonSchema, slot: string): boolean {
  return propertyOf(schema, slot) !== undefined;
}

/** The payload: the body; or all arguments of an event, when there are several. */
function payloadOf(whole: JsonSchema, ack: boolean): JsonSchema | undefined {
  if (ack) return propertyOf(whole, 'ack');
  const body = propertyOf(whole, 'body');
  const args = propertyOf(whole, 'args');
  if (args === undefined || body === undefined) return args ?? body;
  const rest = Array.isArray(args.prefixItems) ? args.prefixItems : [];
  return { ...args, prefixItems: [body, ...rest], minItems: rest.length + 1, maxItems: rest.length + 1 };
}

function payloadIn(message: Message, ack: boolean): Json | undefined {
  if (ack) return message.ack;
  const { body, args } = message;
  if (!Array.isArray(args)) return body;
  return body === undefined ? args : [body, ...args];
}

function eventOf({ message }: Sendable): string | undefined {
  const event = slotOf(message, 'event')?.node;
  return event?.kind === 'const' && typeof event.value === 'string' ? event.value : undefined;
}

/** What AsyncAPI has no words for, under the names of the model. */
function facts({ service, code, category, severity, retryable, retry, effect, fatal, actor }: CompiledCode): JsonObject {
  return { service, code, category, severity, retryable, retry: retry.when, effect, ...(fatal === undefined ? {} : { fatal }), actor };
}

/** Puts the messages of a service that travel otherwise than over HTTP into components. */
export function messageComponents(catalog: CompiledCatalog, service: CompiledService, context: EmitContext, messages: readonly Sendable[]) {
  const schemas = section('schemas');
  const components = section('messages');
  const nested = nestedSchemas(service, context, schemas, draft07);
  const sent: Sent[] = [];

  function add(each: Sendable, whole: JsonSchema, ack: boolean): void {
    const { message, error } = each;
    const base = componentName(message.envelope, each.id, ...(ack ? ['ack'] : []));
    const payload = payloadOf(whole, ack);
    const headers = ack ? undefined : propertyOf(whole, 'headers');
    const key = propertyOf(whole, 'key');
    const slots = Object.entries((whole.properties ?? {}) as JsonObject).filter(([slot]) => !PLACED.has(slot));
    const examples = message.examples.flatMap((example) => {
      const value = payloadIn(example.message, ack);
      if (value === undefined) return [];
      const shown = isObject(example.message.headers) && !ack ? { headers: example.message.headers } : {};
      return [{ name: example.name, summary: pickMaybe(example.title) ?? pick(each.title), ...shown, payload: value }];
    });
    const summary = pickMaybe(each.summary);
    const object: JsonObject = {
      name: ack ? each.label : (eventOf(each) ?? each.label),
      title: `${each.label}: ${pick(each.title)}`,
      ...(summary === undefined ? {} : { summary }),
      contentType: message.contentType,
      ...(headers === undefined ? {} : { headers: draft07(headers) }),
      ...(payload === undefined ? {} : { payload: schemas.ref(schemas.add(base, titled(each, draft07(payload)))) }),
      ...(key === undefined ? {} : { bindings: { kafka: { key: draft07(key), bindingVersion: '0.5.0' } } }),
      ...(catalog.url === undefined
        ? {}
        : { externalDocs: { url: href(catalog, each.path), description: 'What it means and what to do' } }),
      ...(examples.length === 0 ? {} : { examples }),
      ...(error && { 'x-error': facts(error) }),
      ...(slots.length === 0 || ack
        ? {}
        : { 'x-slots': Object.fromEntries(slots.map(([slot, schema]) => [slot, draft07(schema as JsonSchema)])) }),
    };
    sent.push({ name: components.add(base, object), envelope: message.envelope, codes: each.codes, ack });
  }

  for (const each of messages) {
    const whole = context.schema(service, each.message, nested);
    const ack = has(whole, 'ack');
    if (!ack || has(whole, 'event') || has(whole, 'body') || has(whole, 'args')) add(each, whole, false);
    if (ack) add(each, whole, true);
  }
  return { schemas, components, sent };
}
