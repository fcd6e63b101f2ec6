import type { CompiledMessage, CompiledService } from '../compile/types.ts';
import { fromPointer } from '../model/json.ts';
import type { JsonSchema } from '../model/json.ts';
import { slug } from '../model/slug.ts';
import type { Transport } from '../model/vocabulary.ts';
import { discriminators, disjoint, marksOf } from './disjoint.ts';
import type { Marks } from './disjoint.ts';
import { expectedMessagesOf, expectsMessageOver } from './messages.ts';
import { defRef, slotOf } from './schema-tools.ts';
import { pick } from './texts.ts';

/** One schema of a union: where it stands, and what is known of the values that fit it. */
interface Member {
  readonly envelope: string;
  readonly ref: string;
  readonly marks: Marks;
}

/** Requires, once for all, the place where the messages hold different strings: a wrong value is then one finding, not one a branch. */
function required(place: string, values: readonly string[]): JsonSchema {
  return fromPointer(place).reduceRight<JsonSchema>(
    (inner, step) => ({ type: 'object', required: [step], properties: { [step]: inner } }),
    { enum: [...new Set(values)] },
  );
}

function flat(members: readonly Member[]): JsonSchema {
  const marks = members.map((member) => member.marks);
  const [best] = discriminators(marks).toSorted((one, other) => new Set(other.values).size - new Set(one.values).size);
  const told = best !== undefined && new Set(best.values).size > 1;
  return {
    ...(told ? required(best.place, best.values) : {}),
    [disjoint(marks) ? 'oneOf' : 'anyOf']: members.map(({ ref }) => ({ $ref: ref })),
  };
}

/**
 * A union, and what it keeps in `$defs`. Of all members at once where they exclude each other; else, where they are in
 * several envelopes, of one union an envelope.
 *
 * @param defName name in `$defs` of the union of an envelope
 */
function union(
  members: readonly Member[],
  defName: (envelope: string) => string,
): { schema: JsonSchema; defs: Record<string, JsonSchema> } {
  const envelopes = [...new Set(members.map(({ envelope }) => envelope))];
  if (envelopes.length < 2) return { schema: flat(members), defs: {} };
  const defs = Object.fromEntries(
    envelopes.map((envelope) => [defName(envelope), flat(members.filter((member) => member.envelope === envelope))]),
  );
  const apart = disjoint(members.map(({ marks }) => marks));
  return { schema: apart ? flat(members) : { anyOf: Object.keys(defs).map((name) => defRef(name)) }, defs };
}

function membersOf(messages: readonly { ref: string; message: CompiledMessage }[]): { whole: Member[]; bodies: Member[] } {
  const whole: Member[] = [];
  const bodies: Member[] = [];
  // In one walk: the template of a message is read again each time after many others.
  for (const { ref, message } of messages) {
    const { envelope } = message;
    whole.push({ envelope, ref, marks: marksOf(message.node) });
    const body = slotOf(message, 'body');
    if (body) bodies.push({ envelope, ref: `${ref}#/$defs/body`, marks: marksOf(body.node) });
  }
  return { whole, bodies };
}

/** `$defs` of nested errors, which are nothing but body, by the slug of the envelope; also of envelopes without codes. */
function nestedDefs(service: CompiledService, bodies: readonly Member[]): Record<string, JsonSchema> {
  const envelopes = service.envelopes.filter(({ transport }) => transport === 'nested');
  return Object.fromEntries(
    envelopes.map(({ name }) => {
      const own = bodies.filter(({ envelope }) => envelope === name);
      return [slug(name), own.length === 0 ? {} : flat(own)];
    }),
  );
}

/** True where {@link unionSchema} gives a schema. */
export function hasUnion(service: CompiledService, transport: Transport): boolean {
  if (transport === 'nested') return service.envelopes.some((envelope) => envelope.transport === transport);
  return expectsMessageOver(service, transport);
}

/** The schema of any message of a service over one transport, with the bodies under `$defs/body`; undefined where there is none. */
export function unionSchema(service: CompiledService, transport: Transport): JsonSchema | undefined {
  if (!service.envelopes.some((envelope) => envelope.transport === transport)) return undefined;
  const messages = expectedMessagesOf(service)
    .filter(({ message }) => message.transport === transport)
    .map(({ slug: name, message }) => ({ ref: `${encodeURIComponent(slug(message.envelope))}/${encodeURIComponent(name)}.json`, message }));
  const { whole, bodies } = membersOf(messages);
  if (transport === 'nested') {
    const description = 'Errors that stand inside other messages, by envelope under `$defs`.';
    return {
      title: `${pick(service.title)}: ${transport}`,
      description,
      ...(whole.length === 0 ? {} : flat(whole)),
      $defs: nestedDefs(service, bodies),
    };
  }
  if (whole.length === 0) return undefined;
  const all = union(whole, (envelope) => `envelope.${slug(envelope)}`);
  const body = union(bodies, (envelope) => `body.${slug(envelope)}`);
  const $defs = { ...(bodies.length === 0 ? {} : { body: body.schema }), ...body.defs, ...all.defs };
  return {
    title: `${pick(service.title)}: ${transport}`,
    description: `Any error of the service in a message over ${transport}.`,
    ...all.schema,
    ...(Object.keys($defs).length === 0 ? {} : { $defs }),
  };
}
