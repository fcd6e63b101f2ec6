import type { CompiledEnvelope, CompiledOperation, CompiledService } from '../../compile/types.ts';
import type { JsonObject } from '../../model/json.ts';
import { componentName, section } from '../components.ts';
import { paragraphs } from '../markdown.ts';
import { pick, pickMaybe } from '../texts.ts';
import type { Channel, Channels } from './channels.ts';
import type { Sent } from './messages.ts';

const OUTSIDE = 'What the client sends is outside this catalog.';

/** The events that clients send: a message without a payload, and the errors that are answered in the acknowledgement. */
function received(
  channel: Channel,
  name: string,
  event: string | undefined,
  title: string,
  description: string | undefined,
  replies: readonly string[],
): JsonObject {
  const message = componentName(name, 'request');
  // An acknowledgement comes on the channel of the event.
  for (const reply of replies) channel.add(reply, { $ref: `#/components/messages/${reply}` });
  channel.add(message, { name: event ?? name, title, summary: OUTSIDE });
  const to = { $ref: `#/channels/${channel.name}` };
  return {
    action: 'receive',
    channel: to,
    title,
    ...(description === undefined ? {} : { description: paragraphs(description) }),
    messages: [channel.ref(message)],
    ...(replies.length === 0 ? {} : { reply: { channel: to, messages: replies.map(channel.ref) } }),
  };
}

/**
 * The operations of a document. The application is the service: it sends errors, and receives the events that raise them
 * (AsyncAPI 3.0, Operation Object: `action` is the point of view of the application).
 */
export function operationsOf(service: CompiledService, channels: Channels, sent: readonly Sent[]): JsonObject {
  const operations = section('operations');
  const inEnvelope = (envelope: CompiledEnvelope, ack: boolean) =>
    sent.filter((each) => each.envelope === envelope.name && each.ack === ack);

  for (const envelope of service.envelopes) {
    const messages = inEnvelope(envelope, false);
    if (messages.length === 0) continue;
    const channel = channels.ofEnvelope(envelope);
    const description = pickMaybe(envelope.description);
    operations.add(componentName('send', envelope.name), {
      action: 'send',
      channel: { $ref: `#/channels/${channel.name}` },
      title: pick(envelope.title),
      summary: `Sends an error in ${envelope.name}.`,
      ...(description === undefined ? {} : { description: paragraphs(description) }),
      messages: messages.map(({ name }) => channel.ref(name)),
    });
  }

  const answered = new Set<string>();
  for (const operation of service.operations) {
    if (operation.event === undefined) continue;
    const acks = sent.filter(({ ack, codes }) => ack && codes.some((id) => operation.raises.includes(id)));
    for (const { name } of acks) answered.add(name);
    const channel = channelOf(service, channels, operation, acks[0]);
    operations.add(
      componentName('receive', operation.name),
      received(
        channel,
        operation.name,
        operation.event,
        pick(operation.title),
        pickMaybe(operation.description),
        acks.map(({ name }) => name),
      ),
    );
  }
  for (const envelope of service.envelopes) {
    const rest = inEnvelope(envelope, true).filter(({ name }) => !answered.has(name));
    if (rest.length === 0) continue;
    const title = `Any event that is answered with ${envelope.name}`;
    operations.add(
      componentName('receive', envelope.name),
      received(
        channels.ofEnvelope(envelope),
        envelope.name,
        undefined,
        title,
        undefined,
        rest.map(({ name }) => name),
      ),
    );
  }
  return operations.all();
}

/** Where an event is sent: where it says, else where the first of its errors arrives. */
function channelOf(service: CompiledService, channels: Channels, operation: CompiledOperation, ack: Sent | undefined): Channel {
  const raised = service.codes.filter(({ id }) => operation.raises.includes(id)).flatMap(({ messages }) => messages);
  const names = [...(ack === undefined ? [] : [ack.envelope]), ...raised.map(({ envelope }) => envelope)];
  const envelopes = names.flatMap((name) => channels.envelope(name) ?? []);
  const socket =
    envelopes.find(({ transport }) => transport === 'socket.io' || transport === 'websocket') ??
    envelopes.find(({ transport }) => transport !== 'http' && transport !== 'nested');
  return channels.channel(socket?.transport ?? 'websocket', operation.channel ?? socket?.channel);
}
