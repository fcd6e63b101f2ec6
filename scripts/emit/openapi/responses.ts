import type { JsonObject } from '../../model/json.ts';
import { reasonPhrase } from '../../model/status.ts';
import { code as codeSpan, prose } from '../markdown.ts';
import type { Sendable } from '../messages.ts';
import { pick } from '../texts.ts';
import type { Body, HttpComponents } from './bodies.ts';
import type { StatusKey } from './statuses.ts';

/** Messages by their status: one with several statuses stands under each. Statuses in order, `default` last. */
export function byStatus({ statuses }: HttpComponents, messages: readonly Sendable[]): [StatusKey, Sendable[]][] {
  const groups = new Map<StatusKey, Sendable[]>();
  for (const each of messages) {
    for (const status of statuses(each.message)) {
      const group = groups.get(status);
      if (group) group.push(each);
      else groups.set(status, [each]);
    }
  }
  const rank = (key: StatusKey) => (key === 'default' ? 1000 : key);
  return [...groups].toSorted(([one], [other]) => rank(one) - rank(other));
}

/** `Status401`, as a name in components. */
export function statusName(status: StatusKey): string {
  return status === 'default' ? 'Default' : `Status${status}`;
}

/** `401 Unauthorized` and the codes: what a response means. */
export function statusDescription(status: StatusKey, messages: readonly Sendable[]): string {
  const codes = [...new Map(messages.map(({ id, label, title }) => [id, `${codeSpan(label)} (${prose(pick(title))})`])).values()];
  const head = status === 'default' ? 'Any status' : `${status} ${reasonPhrase(status)}`.trim();
  return `${head}: ${codes.join(', ')}.`;
}

/** Examples by the name of their code; by their full name where a code has two bodies in one response. */
function examples(components: HttpComponents, bodies: readonly Body[], status: StatusKey | undefined): JsonObject {
  if (status === undefined) return {};
  const here = bodies.flatMap((body) => body.examples.filter((example) => example.status === undefined || example.status === status));
  const times = new Map<string, number>();
  for (const { short } of here) times.set(short, (times.get(short) ?? 0) + 1);
  const named = here.map(({ name, short }) => [times.get(short) === 1 ? short : name, components.sections.examples.ref(name)]);
  return named.length === 0 ? {} : { examples: Object.fromEntries(named) as JsonObject };
}

/**
 * One response that can be any of some messages (OpenAPI 3.1, Response Object): all headers, and a union of the bodies for
 * each media type, with an example a code.
 *
 * @param status which examples to show; undefined for a response of any status: without examples, its schema a union an envelope
 */
export function response(
  components: HttpComponents,
  messages: readonly Sendable[],
  description: string,
  status: StatusKey | undefined,
  besides: JsonObject[] = [],
): JsonObject {
  const headers = components.headers(messages);
  const bodies = messages.flatMap(({ message }) => components.body(message) ?? []);
  const types = [...new Set(bodies.map(({ contentType }) => contentType))];
  const content = types.map((type): [string, JsonObject] => {
    const here = bodies.filter(({ contentType }) => contentType === type);
    const schema = status === undefined ? components.unionOfEnvelopes(here) : components.union(here);
    return [type, { schema: besides.length === 0 ? schema : { anyOf: [schema, ...besides] }, ...examples(components, here, status) }];
  });
  return {
    description,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
  };
}
