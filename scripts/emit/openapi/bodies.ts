import type { CompiledService } from '../../compile/types.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { componentName, nestedSchemas, section, titled } from '../components.ts';
import { disjoint, marksOf } from '../disjoint.ts';
import type { Sendable } from '../messages.ts';
import { propertyOf, slotOf } from '../schema-tools.ts';
import { pick, pickMaybe } from '../texts.ts';
import type { EmitContext } from '../types.ts';
import { responseHeaders, sentHeaders } from './headers.ts';
import type { SentHeader } from './headers.ts';
import { statusesOf } from './statuses.ts';
import type { StatusKey } from './statuses.ts';
import { unionSchema } from './union.ts';
import type { Branch } from './union.ts';

/** The body of a code in an envelope, in components. */
export interface Body extends Branch {
  readonly envelope: string;
  readonly contentType: string;
  /** Examples: name in components, name without the envelope, and the status that each is sent with. */
  readonly examples: readonly { name: string; short: string; status: Json | undefined }[];
}

/** What a message says beside its body. */
interface Head {
  readonly headers: readonly SentHeader[];
  readonly statuses: readonly StatusKey[];
}

/** Puts the bodies and headers of a service's HTTP messages in components, once each. */
export function httpComponents(service: CompiledService, context: EmitContext, messages: readonly Sendable[]) {
  const sections = {
    schemas: section('schemas'),
    headers: section('headers'),
    examples: section('examples'),
    responses: section('responses'),
  };
  const nested = nestedSchemas(service, context, sections.schemas, (schema) => schema);
  const bodies = new Map<Sendable['message'], Body>();
  const heads = new Map<Sendable['message'], Head>();

  for (const each of messages) {
    const { message } = each;
    const schema = context.schema(service, message, nested);
    // The service and each operation ask for these, and the template of a message is read again each time after many others.
    heads.set(message, {
      headers: sentHeaders(service, message, slotOf(message, 'headers'), propertyOf(schema, 'headers')),
      statuses: statusesOf(each, slotOf(message, 'status')),
    });
    const body = propertyOf(schema, 'body');
    const field = slotOf(message, 'body');
    if (body === undefined || field === undefined) continue;
    const name = sections.schemas.add(componentName(message.envelope, each.id), titled(each, body));
    const examples = message.examples.flatMap((example, at) => {
      if (example.message.body === undefined) return [];
      const summary = pickMaybe(example.title) ?? pick(each.title);
      const short = componentName(each.id, ...(at === 0 ? [] : [example.name]));
      const name = sections.examples.add(componentName(message.envelope, short), { summary, value: example.message.body });
      return [{ name, short, status: example.message.status }];
    });
    bodies.set(message, { name, envelope: message.envelope, marks: marksOf(field.node), contentType: message.contentType, examples });
  }

  function headersOf(some: readonly Sendable[]): Record<string, JsonObject> {
    return responseHeaders(some.map(({ message }) => heads.get(message)?.headers ?? []));
  }

  const common = new Map(
    Object.entries(headersOf(messages)).map(([name, header]) => [
      name,
      { component: sections.headers.add(name, header), text: JSON.stringify(header) },
    ]),
  );

  return {
    sections,
    body: (message: Sendable['message']) => bodies.get(message),
    statuses: (message: Sendable['message']): readonly StatusKey[] => heads.get(message)?.statuses ?? [],
    /** Headers of a response with some of the messages; a reference where it is what the whole service does. */
    headers: (some: readonly Sendable[]): Record<string, JsonObject> =>
      Object.fromEntries(
        Object.entries(headersOf(some)).map(([name, header]) => {
          const known = common.get(name);
          return [name, known?.text === JSON.stringify(header) ? sections.headers.ref(known.component) : header];
        }),
      ),
    union: (branches: readonly Branch[]) => unionSchema(branches, sections.schemas.ref),
    /** The union of the unions of some envelopes. */
    unionOfEnvelopes(found: readonly Body[]): JsonObject {
      const names = [...new Set(found.map(({ envelope }) => envelope))].map((envelope) => {
        const branches = [...bodies.values()].filter((body) => body.envelope === envelope);
        return sections.schemas.add(componentName(envelope), {
          title: `Any error in ${envelope}`,
          ...unionSchema(branches, sections.schemas.ref),
        });
      });
      const [only] = names;
      if (only !== undefined && names.length === 1) return sections.schemas.ref(only);
      return { [disjoint(found.map(({ marks }) => marks)) ? 'oneOf' : 'anyOf']: names.map((name) => sections.schemas.ref(name)) };
    },
  };
}

/** What {@link httpComponents} gives. */
export type HttpComponents = ReturnType<typeof httpComponents>;
