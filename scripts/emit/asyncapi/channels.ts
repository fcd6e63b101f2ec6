import type { CompiledEnvelope, CompiledService } from '../../compile/types.ts';
import { transportSpec } from '../../envelope/transports/index.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Transport } from '../../model/vocabulary.ts';
import { componentName, section } from '../components.ts';

/** A channel while it is being filled. */
export interface Channel {
  readonly name: string;
  readonly add: (message: string, value: JsonObject) => void;
  /** A reference to a message of the channel, which is what operations take (AsyncAPI 3.0, Operation Object). */
  readonly ref: (message: string) => { $ref: string };
}

/** Where messages arrive when an envelope does not say: the default namespace of Socket.IO; elsewhere it is unknown, which is `null` (AsyncAPI 3.0, Channel Object). */
function addressOf(transport: Transport, channel: string | undefined): string | null {
  return channel ?? (transport === 'socket.io' ? '/' : null);
}

const bindings: Partial<Record<Transport, JsonObject>> = {
  // The opening handshake is a GET (RFC 6455, section 4.1).
  websocket: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
};

/** The channels of a document, one a transport and address. */
export function channelsOf(service: CompiledService) {
  const names = section('channels');
  const found = new Map<string, Channel>();
  const objects = new Map<string, { head: JsonObject; messages: Map<string, JsonObject> }>();

  function channel(transport: Transport, given: string | undefined): Channel {
    const address = addressOf(transport, given);
    const key = JSON.stringify([transport, address]);
    const known = found.get(key);
    if (known) return known;
    const parts = address === null ? [] : address.split(/[^A-Za-z0-9_-]+/).filter(Boolean);
    const name = names.reserve(componentName(transport, ...parts));
    const messages = new Map<string, JsonObject>();
    const parameters = Array.from((address ?? '').matchAll(/\{([A-Za-z0-9_-]+)\}/g), ([, parameter = '']) => [parameter, {}] as const);
    const bound = bindings[transport];
    objects.set(name, {
      head: {
        address,
        title: address === null ? transportSpec(transport).title : `${transportSpec(transport).title} ${address}`,
        ...(parameters.length === 0 ? {} : { parameters: Object.fromEntries(parameters) }),
        ...(bound === undefined ? {} : { bindings: bound }),
      },
      messages,
    });
    const made: Channel = {
      name,
      add: (message, value) => void messages.set(message, value),
      ref: (message) => ({ $ref: `#/channels/${name}/messages/${message}` }),
    };
    found.set(key, made);
    return made;
  }

  return {
    channel,
    ofEnvelope: ({ transport, channel: address }: CompiledEnvelope): Channel => channel(transport, address),
    /** The envelope of this name; the names come from the service itself. */
    envelope: (name: string): CompiledEnvelope | undefined => service.envelopes.find((envelope) => envelope.name === name),
    all: (): JsonObject =>
      Object.fromEntries(Array.from(objects, ([name, { head, messages }]) => [name, { ...head, messages: Object.fromEntries(messages) }])),
  };
}

/** What {@link channelsOf} gives. */
export type Channels = ReturnType<typeof channelsOf>;
