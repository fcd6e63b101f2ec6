import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import type { JsonObject } from '../model/json.ts';
import { channelsOf } from './asyncapi/channels.ts';
import { messageComponents } from './asyncapi/messages.ts';
import { operationsOf } from './asyncapi/operations.ts';
import { jsonText } from './json.ts';
import { prose } from './markdown.ts';
import { expectedMessagesOf } from './messages.ts';
import type { Sendable } from './messages.ts';
import { asyncapiPath, href } from './paths.ts';
import { pick, pickMaybe } from './texts.ts';
import { fileFrom } from './types.ts';
import type { EmitContext, Format, OutputFile } from './types.ts';

const SCOPE =
  'This document describes the errors of the service over everything but HTTP. The application is the service: it sends the errors, and receives the events that raise them. Other messages, servers and security are outside the catalog that it is made from. A field `x-error` holds the facts of an error, `x-slots` the parts of a message that AsyncAPI has no place for.';

function info(catalog: CompiledCatalog, service: CompiledService): JsonObject {
  const summary = pickMaybe(service.summary);
  const { url, email } = service.support ?? {};
  const contact = { ...(url !== undefined && { url }), ...(email !== undefined && { email }) };
  return {
    title: `${pick(service.title)}: errors`,
    version: service.version ?? '0',
    description: summary === undefined ? SCOPE : `${prose(summary)}\n\n${SCOPE}`,
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    license: { name: 'Not stated in this catalog' },
    tags: [{ name: service.service }],
    ...(catalog.url === undefined
      ? {}
      : { externalDocs: { url: href(catalog, service.path), description: 'Every error, with causes and fixes' } }),
  };
}

/** The messages that AsyncAPI describes: those over everything but HTTP. */
function asyncMessages(service: CompiledService): Sendable[] {
  return expectedMessagesOf(service).filter(({ message }) => message.transport !== 'http' && message.transport !== 'nested');
}

/** The AsyncAPI 3.0 document of a service. */
function asyncapiDocument(catalog: CompiledCatalog, service: CompiledService, context: EmitContext): JsonObject {
  const { schemas, components, sent } = messageComponents(catalog, service, context, asyncMessages(service));
  const channels = channelsOf(service);
  for (const each of sent) {
    const envelope = channels.envelope(each.envelope);
    if (envelope !== undefined && !each.ack) channels.ofEnvelope(envelope).add(each.name, components.ref(each.name));
  }
  const operations = operationsOf(service, channels, sent);
  return {
    asyncapi: '3.0.0',
    info: info(catalog, service),
    defaultContentType: 'application/json',
    channels: channels.all(),
    operations,
    components: { messages: components.all(), schemas: schemas.all() },
  };
}

function* emit(catalog: CompiledCatalog, context: EmitContext): Iterable<OutputFile> {
  for (const service of catalog.services) {
    if (asyncMessages(service).length > 0)
      yield fileFrom(asyncapiPath(service.service), [service], () => jsonText(asyncapiDocument(catalog, service, context)));
  }
}

/** AsyncAPI 3.0 of the errors over sockets, streams, topics and task results. */
export const asyncapi: Format = {
  name: 'asyncapi',
  title: 'AsyncAPI',
  docs: 'AsyncAPI 3.0 a service with errors over WebSocket, Socket.IO, server-sent events, Kafka or task results, `asyncapi/<service>.json`: a message a code and envelope with examples, channels, and operations from the point of view of the service (`send` for errors, `receive` with a reply for events that are answered). Payloads are written in the words of draft-07, which AsyncAPI extends.',
  per: 'service',
  emit,
};
