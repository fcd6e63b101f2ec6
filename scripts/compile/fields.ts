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
  return found.map(({ same, ...field }) => ({
    ...field,
    equals: same === undefined ? [] : (groups.get(same) ?? []).filter((place) => place !== field.pointer),
  }));
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
