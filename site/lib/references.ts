import type { CompiledCode, CompiledMessage, CompiledService } from '../../scripts/compile/types.ts';
import { asyncapiPath, componentName, openapiPath } from '../../scripts/emit/paths.ts';

/** What of a message another API description can refer to. */
export interface Reference {
  of: 'schema' | 'response' | 'message';
  document: 'OpenAPI' | 'AsyncAPI';
  /** Status of a response, or `default`. */
  status?: string;
  /** Path of the document and the place in it (RFC 6901, section 6). */
  path: string;
}

/** Slots of a message template that are there. */
function slotsOf({ node }: CompiledMessage): Record<string, unknown> {
  return node.kind === 'object' ? node.fields : {};
}

function statusesOf(code: CompiledCode, { node }: CompiledMessage): string[] {
  const status = node.kind === 'object' ? node.fields['status']?.node : undefined;
  if (status?.kind === 'const' && typeof status.value === 'number') return [String(status.value)];
  return status === undefined || code.status.length === 0 ? ['default'] : code.status.map(String);
}

/** Every page of a code asks whether its names are its own: they are counted once a service. */
const counted = new WeakMap<CompiledService, ReadonlyMap<string, number>>();

/** How many messages and envelopes of a service have the name of a component: where it is more than one, the document numbers them, and which is which is not said. */
function namesOf(service: CompiledService): ReadonlyMap<string, number> {
  const known = counted.get(service);
  if (known) return known;
  const names = new Map<string, number>();
  const all = service.codes.flatMap((code) => code.messages.map(({ envelope }) => componentName(envelope, code.id)));
  for (const name of [...all, ...service.envelopes.map((envelope) => componentName(envelope.name))]) names.set(name, (names.get(name) ?? 0) + 1);
  counted.set(service, names);
  return names;
}

/** Of each message of a code, whether the document says which is which: the only thing that its page shows of the other codes of its service. */
export function ownNames({ id, messages }: CompiledCode, service: CompiledService): boolean[] {
  return messages.map(({ envelope }) => namesOf(service).get(componentName(envelope, id)) === 1);
}

/** What the emitted OpenAPI and AsyncAPI documents hold of a message, by the place in them; nothing of a code that is no longer or not yet sent. */
export function references(code: CompiledCode, message: CompiledMessage, service: CompiledService): Reference[] {
  const { state } = code.lifecycle;
  const name = componentName(message.envelope, code.id);
  if (state === 'removed' || state === 'reserved' || namesOf(service).get(name) !== 1) return [];
  const openapi = `/${openapiPath(service.service)}#/components`;
  const asyncapi = `/${asyncapiPath(service.service)}#/components`;
  const slots = slotsOf(message);
  if (message.transport === 'http') {
    const schema: Reference[] = slots['body'] === undefined ? [] : [{ of: 'schema', document: 'OpenAPI', path: `${openapi}/schemas/${name}` }];
    const responses = statusesOf(code, message).map((status): Reference => {
      const component = status === 'default' ? 'Default' : `Status${status}`;
      return { of: 'response', document: 'OpenAPI', status, path: `${openapi}/responses/${component}` };
    });
    return [...schema, ...responses];
  }
  if (message.transport === 'nested') {
    const outer = service.envelopes.find((envelope) => envelope.name === message.within)?.transport;
    if (outer === undefined || outer === 'nested') return [];
    return outer === 'http'
      ? [{ of: 'schema', document: 'OpenAPI', path: `${openapi}/schemas/${name}` }]
      : [{ of: 'schema', document: 'AsyncAPI', path: `${asyncapi}/schemas/${name}` }];
  }
  const only = slots['ack'] !== undefined && ['event', 'body', 'args'].every((slot) => slots[slot] === undefined);
  return [{ of: 'message', document: 'AsyncAPI', path: `${asyncapi}/messages/${only ? `${name}.ack` : name}` }];
}
