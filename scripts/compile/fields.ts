import type { Node } from '../envelope/node.ts';
import type { Localized } from '../model/shared.ts';
import { pointer } from '../model/json.ts';
import { maybeTexts } from './texts.ts';
import type { AnnotatedField, Parameter } from './types.ts';

/** What is known about facts, for explaining the fields that show them. */
export interface FieldNotes {
  /** Notes of the envelope, by dotted path: `body.error`. */
  notes: Record<string, Localized>;
  locales: readonly string[];
  /** Declared parameters, context, facts and texts, by reference: `params.field`, `context.traceId`. */
  described: ReadonlyMap<string, Pick<Parameter, 'description'>>;
  /** Explanations that were made before in this service: most are the same in every code, and there are a dozen a message. */
  known: Map<string, AnnotatedField>;
}

interface Found extends AnnotatedField {
  /** Places with the same key always hold the same value. */
  same?: string;
}

/** Every field of a message in the order in which it is sent, each explained. */
export function annotate(root: Node, notes: FieldNotes): AnnotatedField[] {
  const found: Found[] = [];
  const walk = (node: Node, path: string[], presence: AnnotatedField['presence'], deprecated?: AnnotatedField['deprecated']): void => {
    if (path.length > 0) found.push(describe(node, path, presence, deprecated, notes));
    if (node.kind === 'alt' && node.options[0]?.kind === 'object') walkFields(node.options[0], path, presence);
    else walkFields(node, path, presence);
  };
  const walkFields = (node: Node, path: string[], presence: AnnotatedField['presence']): void => {
    if (node.kind === 'list')
      node.items.forEach((item, at) => walk(item.node, [...path, String(at)], item.optional ? 'optional' : presence));
    if (node.kind !== 'object') return;
    for (const [key, field] of Object.entries(node.fields))
      walk(field.node, [...path, key], weaker(presence, field.presence), field.deprecated);
  };
  walk(root, [], 'always');
  const groups = new Map<string, string[]>();
  for (const field of found) if (field.same !== undefined) groups.set(field.same, [...(groups.get(field.same) ?? []), field.pointer]);
  return found.map(({ same, ...field }) => {
    const equals = same === undefined ? [] : (groups.get(same) ?? []).filter((place) => place !== field.pointer);
    return shared({ ...field, equals }, notes.known);
  });
}

/** The same explanation, made before, where there is one: one object instead of one a code. Those of parameters have texts of their own. */
function shared(field: AnnotatedField, known: Map<string, AnnotatedField>): AnnotatedField {
  const { pointer: at, presence, kind, of, description, deprecated, equals } = field;
  const key = JSON.stringify([at, presence, kind, of, deprecated, equals]);
  const found = known.get(key);
  if (!found) known.set(key, field);
  else if (found.description === description) return found;
  // The texts of the place are the same, whatever is said of it.
  return found ? { ...field, pointer: found.pointer, equals: found.equals } : field;
}

function weaker(outer: AnnotatedField['presence'], inner: AnnotatedField['presence']): AnnotatedField['presence'] {
  if (outer === 'always') return inner;
  return outer === 'optional' || inner === 'optional' ? 'optional' : 'maybe';
}

function describe(
  node: Node,
  path: string[],
  presence: AnnotatedField['presence'],
  deprecated: AnnotatedField['deprecated'],
  notes: FieldNotes,
): Found {
  const ref = node.kind === 'hole' ? node.ref : undefined;
  const of = node.of ?? ref;
  const note = notes.notes[path.join('.')];
  const described = notes.described.get(ref ?? '') ?? notes.described.get(of ?? '');
  const varies = node.kind === 'hole' || node.kind === 'text' || node.kind === 'alt';
  // A header shows its value as text: one hole and nothing around it is the value itself.
  const only = node.kind === 'text' && node.parts.length === 1 ? node.parts[0] : undefined;
  const same = ref ?? (typeof only === 'object' ? only.ref : of);
  return {
    pointer: pointer(path),
    presence,
    kind: varies ? 'varies' : node.kind === 'const' ? 'constant' : 'structure',
    ...(of === undefined ? (typeof only === 'object' ? { of: only.ref } : {}) : { of }),
    ...(note === undefined
      ? described?.description
        ? { description: described.description }
        : {}
      : maybeTexts('description', note, notes.locales)),
    ...(deprecated ? { deprecated } : {}),
    equals: [],
    ...(same === undefined || node.kind === 'object' || node.kind === 'each' ? {} : { same }),
  };
}
