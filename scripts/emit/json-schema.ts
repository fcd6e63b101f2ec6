import type { CompiledCatalog, CompiledMessage, CompiledService } from '../compile/types.ts';
import { fromPointer } from '../model/json.ts';
import type { JsonSchema } from '../model/json.ts';
import { slug } from '../model/slug.ts';
import { transports } from '../model/vocabulary.ts';
import type { Transport } from '../model/vocabulary.ts';
import { discriminators, disjoint, marksOf } from './disjoint.ts';
import { jsonText } from './json.ts';
import { messagesOf } from './messages.ts';
import type { Sendable } from './messages.ts';
import { href, schemaPath, unionPath } from './paths.ts';
import { propertyOf, slotOf } from './schema-tools.ts';
import { pick, pickMaybe } from './texts.ts';
import type { EmitContext, Format, OutputFile } from './types.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Where the errors of a nested envelope stand, seen from the schema of a message: once for all, since any message can hold any of them. */
function nestedRef(envelope: string): JsonSchema {
  return { $ref: `../nested.json#/$defs/${encodeURIComponent(slug(envelope))}` };
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

/** Requires, once for all, the place where the messages hold different strings: a wrong value is then one finding, not one a branch. */
function required(place: string, values: readonly string[]): JsonSchema {
  return fromPointer(place).reduceRight<JsonSchema>((inner, step) => ({ type: 'object', required: [step], properties: { [step]: inner } }), { enum: [...new Set(values)] });
}

function unionOf(refs: readonly string[], marks: readonly ReturnType<typeof marksOf>[]): JsonSchema {
  const best = discriminators(marks).toSorted((one, other) => new Set(other.values).size - new Set(one.values).size)[0];
  const told = best !== undefined && new Set(best.values).size > 1;
  return { ...(told ? required(best.place, best.values) : {}), [disjoint(marks) ? 'oneOf' : 'anyOf']: refs.map(($ref) => ({ $ref })) };
}

interface Member {
  ref: string;
  message: CompiledMessage;
}

function bodyUnion(members: readonly Member[]): JsonSchema | undefined {
  const bodies = members.flatMap(({ ref, message }) => {
    const body = slotOf(message, 'body');
    return body === undefined ? [] : [{ ref: `${ref}#/$defs/body`, marks: marksOf(body.node) }];
  });
  return bodies.length === 0 ? undefined : unionOf(bodies.map(({ ref }) => ref), bodies.map(({ marks }) => marks));
}

/** `$defs` of a union: the bodies; of nested errors, which are nothing but body, by envelope. */
function defs(service: CompiledService, transport: Transport, members: readonly Member[]): Record<string, JsonSchema> {
  if (transport !== 'nested') {
    const body = bodyUnion(members);
    return body === undefined ? {} : { body };
  }
  const envelopes = service.envelopes.filter((envelope) => envelope.transport === 'nested');
  return Object.fromEntries(envelopes.map(({ name }) => [slug(name), bodyUnion(members.filter(({ message }) => message.envelope === name)) ?? {}]));
}

/** The union of all messages of a transport. */
function union(catalog: CompiledCatalog, service: CompiledService, transport: Transport): JsonSchema | undefined {
  const members = messagesOf(service)
    .filter(({ message }) => message.transport === transport)
    .map(({ slug: name, message }) => ({ ref: `${encodeURIComponent(slug(message.envelope))}/${encodeURIComponent(name)}.json`, message }));
  const declared = service.envelopes.some((envelope) => envelope.transport === transport);
  if (members.length === 0 && !(declared && transport === 'nested')) return undefined;
  const $defs = defs(service, transport, members);
  return {
    $schema: DIALECT,
    $id: href(catalog, unionPath(service.service, transport)),
    title: `${pick(service.title)}: ${transport}`,
    description: transport === 'nested' ? 'Any error of the service that stands inside another message.' : `Any error of the service in a message over ${transport}.`,
    ...(members.length === 0 ? {} : unionOf(members.map(({ ref }) => ref), members.map(({ message }) => marksOf(message.node)))),
    ...(Object.keys($defs).length === 0 ? {} : { $defs }),
  };
}

function* emit(catalog: CompiledCatalog, context: EmitContext): Iterable<OutputFile> {
  for (const service of catalog.services) {
    for (const sendable of messagesOf(service)) {
      yield { path: pathOf(service, sendable), content: jsonText(single(catalog, service, sendable, context.schema(service, sendable.message, nestedRef))) };
    }
    for (const transport of transports) {
      const schema = union(catalog, service, transport);
      if (schema !== undefined) yield { path: unionPath(service.service, transport), content: jsonText(schema) };
    }
  }
}

/** JSON Schema (draft 2020-12) of every message. */
export const jsonSchema: Format = {
  name: 'json-schema',
  title: 'JSON Schema',
  docs: 'JSON Schema 2020-12: one a code and envelope, `schemas/<service>/<envelope>/<code>.json`, for the whole message (status, headers, body, ...) with the body under `$defs/body`; and one union a service and transport, `schemas/<service>/<transport>.json`. Schemas are open: fields that the catalog does not know are allowed. A union is `oneOf` where its members are proved to exclude each other, else `anyOf`.',
  emit,
};
