import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import type { JsonObject } from '../model/json.ts';
import { jsonPieces } from './json.ts';
import { prose } from './markdown.ts';
import { expectedMessagesOf, expectsMessageOver } from './messages.ts';
import { httpComponents } from './openapi/bodies.ts';
import { pathsObject } from './openapi/paths.ts';
import { byStatus, response, statusDescription, statusName } from './openapi/responses.ts';
import { href, openapiPath } from './paths.ts';
import { pick, pickMaybe } from './texts.ts';
import { piecesFrom } from './types.ts';
import type { EmitContext, Format, OutputFile } from './types.ts';

const SCOPE =
  'This document describes the errors of the service: which operations raise them, and what is sent. Requests, successful responses, servers and security are outside the catalog that it is made from.';

function info(service: CompiledService): JsonObject {
  const summary = pickMaybe(service.summary);
  const support = service.support;
  const contact = {
    ...(support?.url !== undefined && { url: support.url }),
    ...(support?.email !== undefined && { email: support.email }),
  };
  return {
    title: `${pick(service.title)}: errors`,
    ...(summary === undefined ? {} : { summary }),
    description: SCOPE,
    version: service.version ?? '0',
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    // A catalog does not say under which terms the service is offered. NOASSERTION is SPDX's word for that (SPDX 2.3, section 3.15).
    license: { name: 'Not stated in this catalog', identifier: 'NOASSERTION' },
  };
}

function pathItem(operationId: string, summary: string, { service }: CompiledService, responses: JsonObject): JsonObject {
  return { get: { operationId, summary, tags: [service], responses } };
}

/** The OpenAPI 3.1 document of a service; undefined when no error of it travels over HTTP. */
export function openapiDocument(catalog: CompiledCatalog, service: CompiledService, context: EmitContext): JsonObject | undefined {
  const messages = expectedMessagesOf(service).filter(({ message }) => message.transport === 'http');
  if (messages.length === 0) return undefined;
  const components = httpComponents(service, context, messages);
  const { sections } = components;
  const paths = pathsObject(service, components, messages);

  const statuses = byStatus(components, messages).map(([status, group]): [string, JsonObject] => {
    const name = sections.responses.add(statusName(status), response(components, group, statusDescription(status, group), status));
    return [String(status), sections.responses.ref(name)];
  });

  const any = sections.responses.add('Error', response(components, messages, 'Any error of the service, whatever its status.', undefined));

  return {
    openapi: '3.1.0',
    info: info(service),
    servers: [{ url: '/', description: 'Not stated in this catalog: the origin of the service.' }],
    security: [],
    tags: [{ name: service.service, description: prose(pickMaybe(service.summary) ?? pick(service.title)) }],
    externalDocs: { url: href(catalog, service.path), description: 'Every error, with causes and fixes' },
    paths,
    components: {
      schemas: sections.schemas.all(),
      responses: sections.responses.all(),
      examples: sections.examples.all(),
      headers: sections.headers.all(),
      // Path items of no path: what an operation that is not declared can refer to as a whole.
      pathItems: {
        errors: pathItem('errorsByStatus', 'The error responses of the service, by status', service, Object.fromEntries(statuses)),
        error: pathItem('anyError', 'One response for all errors of the service', service, { default: sections.responses.ref(any) }),
      },
    },
  };
}

function* emit(catalog: CompiledCatalog, context: EmitContext): Iterable<OutputFile> {
  for (const service of catalog.services) {
    if (expectsMessageOver(service, 'http'))
      yield piecesFrom(openapiPath(service.service), [service], () => jsonPieces(openapiDocument(catalog, service, context), 3));
  }
}

/** OpenAPI 3.1 of the errors over HTTP. */
export const openapi: Format = {
  name: 'openapi',
  title: 'OpenAPI',
  docs: 'OpenAPI 3.1 a service with HTTP errors, `openapi/<service>.json`: a schema a code and envelope, headers, and ready responses to `$ref`: `#/components/responses/Status401` holds all errors of that status, `#/components/responses/<operation>.401` those that one operation raises. Declared operations stand under `paths` with their errors only.',
  per: 'service',
  emit,
};
