import type { CompiledService } from '../compile/types.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import { paragraphs, prose } from './markdown.ts';
import { expectedMessagesOf } from './messages.ts';
import type { Sendable } from './messages.ts';
import { componentName } from './paths.ts';
import { mapSchema, propertyOf } from './schema-tools.ts';
import { pick, pickMaybe } from './texts.ts';
import type { EmitContext } from './types.ts';

export { componentName };

/** Named things of one section of components. */
export interface Section {
  /** Puts a value under a name and gives the name: the same for an equal value, with a number for another one. */
  readonly add: (name: string, value: Json) => string;
  /** Keeps a name for a value that comes later, and gives it. */
  readonly reserve: (name: string) => string;
  readonly fill: (name: string, value: Json) => void;
  /** A reference to a name. */
  readonly ref: (name: string) => { $ref: string };
  /** All of them, in the order in which they came. */
  readonly all: () => Record<string, Json>;
}

/** What else wants a name that is taken. */
interface Rivals {
  /** The name of each value that wants it, by its text. */
  readonly names: Map<string, string>;
  /** The first number that may be free. */
  next: number;
}

/** An empty section, such as `schemas`. */
export function section(title: string): Section {
  const values = new Map<string, Json | undefined>();
  const contested = new Map<string, Rivals>();
  // Nearly all names are wanted once: to keep the text of every value, for whoever else may want its name, doubled what a document takes.
  function rivalsOf(name: string): Rivals {
    const first = values.get(name);
    const rivals = contested.get(name) ?? { names: new Map(first === undefined ? [] : [[JSON.stringify(first), name]]), next: 2 };
    contested.set(name, rivals);
    return rivals;
  }
  function free(name: string): string {
    if (!values.has(name)) return name;
    const rivals = rivalsOf(name);
    while (values.has(`${name}_${rivals.next}`)) rivals.next += 1;
    return `${name}_${rivals.next}`;
  }
  return {
    add(given, value) {
      const name = componentName(given);
      const text = values.has(name) ? JSON.stringify(value) : undefined;
      const equal = text === undefined ? undefined : rivalsOf(name).names.get(text);
      if (equal !== undefined) return equal;
      const found = free(name);
      values.set(found, value);
      if (text !== undefined) rivalsOf(name).names.set(text, found);
      return found;
    },
    reserve(given) {
      const name = free(componentName(given));
      values.set(name, undefined);
      return name;
    },
    fill: (name, value) => void values.set(name, value),
    ref: (name) => ({ $ref: `#/components/${title}/${name}` }),
    all: () => Object.fromEntries(Array.from(values, ([name, value]) => [name, value ?? {}])),
  };
}

/** Descriptions of OpenAPI (section 4.7) and AsyncAPI are CommonMark; those of a catalog are text. */
function documented(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (inner) =>
    typeof inner.description === 'string' ? { ...inner, description: paragraphs(inner.description) } : inner,
  ) as JsonSchema;
}

/** The schema of a code under its title, for a document whose descriptions are CommonMark. */
export function titled({ label, title, summary: texts }: Sendable, schema: JsonSchema): JsonSchema {
  const summary = pickMaybe(texts);
  return { title: `${label}: ${pick(title)}`, ...(summary === undefined ? {} : { description: prose(summary) }), ...documented(schema) };
}

/**
 * Puts the nested errors that some messages can hold into `schemas`: one a code, and a union for each envelope under its own name.
 *
 * @param convert from JSON Schema 2020-12 to the dialect of the document
 * @returns what stands for a nested envelope: a reference
 */
export function nestedSchemas(
  service: CompiledService,
  context: EmitContext,
  schemas: Section,
  convert: (schema: JsonSchema) => JsonSchema,
): (envelope: string) => JsonSchema {
  const names = new Map<string, string>();
  const all = expectedMessagesOf(service);
  const refTo = (envelope: string): JsonSchema => {
    const known = names.get(envelope);
    if (known !== undefined) return schemas.ref(known);
    // Named before its members are made: they may hold errors of the same envelope.
    const name = schemas.reserve(componentName(envelope));
    names.set(envelope, name);
    const members = all
      .filter(({ message }) => message.envelope === envelope)
      .map((each) => {
        const body = propertyOf(context.schema(service, each.message, refTo), 'body') ?? {};
        return schemas.ref(schemas.add(componentName(envelope, each.id), convert(titled(each, body))));
      });
    const [only] = members;
    schemas.fill(name, {
      title: `Any error in ${envelope}`,
      ...(only === undefined ? {} : members.length === 1 ? { allOf: [only] } : { anyOf: members }),
    });
    return schemas.ref(name);
  };
  return refTo;
}
