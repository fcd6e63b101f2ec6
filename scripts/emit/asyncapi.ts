import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import type { JsonObject } from '../model/json.ts';
import { transports } from '../model/vocabulary.ts';
import type { Transport } from '../model/vocabulary.ts';
import { channelsOf } from './asyncapi/channels.ts';
import { messageComponents } from './asyncapi/messages.ts';
import { operationsOf } from './asyncapi/operations.ts';
import { jsonPieces } from './json.ts';
import { prose } from './markdown.ts';
import { expectedMessagesOf, expectsMessageOver } from './messages.ts';
import { asyncapiPath, href } from './paths.ts';
import { pick, pickMaybe } from './texts.ts';
import { piecesFrom } from './types.ts';
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

/** AsyncAPI describes the messages over everything but HTTP. */
function isDescribed(transport: Transport): boolean {
  return transport !== 'http' && transport !== 'nested';
}

/** The AsyncAPI 3.0 document of a service. */
function asyncapiDocument(catalog: CompiledCatalog, service: CompiledService, context: EmitContext): JsonObject {
  const messages = expectedMessagesOf(service).filter(({ message }) => isDescribed(message.transport));
  const { schemas, components, sent } = messageComponents(catalog, service, context, messages);
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
    // In pieces of a component or less: the text of all is several times what its objects are.
    if (transports.some((transport) => isDescribed(transport) && expectsMessageOver(service, transport)))
      yield piecesFrom(asyncapiPath(service.service), [service], () => jsonPieces(asyncapiDocument(catalog, service, context), 3));
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
