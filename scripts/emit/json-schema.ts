import type { CompiledCatalog, CompiledService } from '../compile/types.ts';
import type { JsonSchema } from '../model/json.ts';
import { slug } from '../model/slug.ts';
import { transports } from '../model/vocabulary.ts';
import { jsonText } from './json.ts';
import { carriersOf, messagesOfCode } from './messages.ts';
import type { Sendable } from './messages.ts';
import { hasUnion, unionSchema } from './json-schema-union.ts';
import { href, schemaPath, unionPath } from './paths.ts';
import { defRef, propertyOf } from './schema-tools.ts';
import { pick, pickMaybe } from './texts.ts';
import { fileFrom } from './types.ts';
import type { CodeFormat, EmitContext, OutputFile } from './types.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Where the errors of a nested envelope stand, seen from the schema of a message: once for all, since any message can hold any of them. */
function nestedRef(envelope: string): JsonSchema {
  return defRef(slug(envelope), '../nested.json');
}

function pathOf({ service }: CompiledService, { slug: name, message }: Sendable): string {
  return schemaPath({ service, slug: name }, message.envelope);
}

/** The schema of one code in one envelope: the whole message, its body under `$defs/body`. */
function single(catalog: CompiledCatalog, service: CompiledService, sendable: Sendable, whole: JsonSchema): JsonSchema {
  const body = propertyOf(whole, 'body');
  const summary = pickMaybe(sendable.summary);
  return {
    $schema: DIALECT,
    $id: href(catalog, pathOf(service, sendable)),
    title: `${sendable.label}: ${pick(sendable.title)}`,
    ...(summary === undefined ? {} : { description: summary }),
    ...whole,
    ...(body === undefined ? {} : { properties: { ...(whole.properties as JsonSchema), body: { $ref: '#/$defs/body' } } }),
    examples: sendable.message.examples.map((example) => example.message),
    ...(body === undefined ? {} : { $defs: { body } }),
  };
}

function fileOf(catalog: CompiledCatalog, service: CompiledService, sendable: Sendable, context: EmitContext): OutputFile {
  // A carrier holds errors of many codes.
  return fileFrom(pathOf(service, sendable), [sendable.error ?? service], () =>
    jsonText(single(catalog, service, sendable, context.schema(service, sendable.message, nestedRef))),
  );
}

function* unions(catalog: CompiledCatalog, service: CompiledService): Iterable<OutputFile> {
  for (const transport of transports) {
    if (!hasUnion(service, transport)) continue;
    yield fileFrom(unionPath(service.service, transport), [service], () =>
      jsonText({ $schema: DIALECT, $id: href(catalog, unionPath(service.service, transport)), ...unionSchema(service, transport) }),
    );
  }
}

/**
 * JSON Schema (draft 2020-12) of every message. Open ones only: a closed edition would double the number of files for a check
 * that the decoder does better, since it also compares places and knows which field goes with which.
 */
export const jsonSchema: CodeFormat = {
  name: 'json-schema',
  title: 'JSON Schema',
  docs: 'JSON Schema 2020-12: one a code and envelope, `schemas/<service>/<envelope>/<code>.json`, for the whole message (status, headers, body, ...) with the body under `$defs/body`; and one union a service and transport, `schemas/<service>/<transport>.json`. Schemas are open: fields that the catalog does not know are allowed. A union is `oneOf` where its members are proved to exclude each other, else `anyOf`; where a transport has several envelopes, `$defs/envelope.<envelope>` is the union of one of them.',
  per: 'code',
  ofCode: (catalog, service, code, context) => messagesOfCode(code).map((sendable) => fileOf(catalog, service, sendable, context)),
  *ofService(catalog, service, context) {
    for (const carrier of carriersOf(service)) yield fileOf(catalog, service, carrier, context);
    yield* unions(catalog, service);
  },
};
