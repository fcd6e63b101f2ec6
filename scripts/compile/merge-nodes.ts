import { bare } from '../envelope/merge.ts';
import type { Field, Node, ObjectNode } from '../envelope/node.ts';
import { jsonEqual } from '../model/json.ts';

/** Several wordings of one message as one node: what differs between them becomes a choice at that place. */
export function mergeNodes(nodes: readonly Node[]): Node {
  const [first, ...others] = nodes;
  if (!first) throw new Error('a message has at least one wording');
  if (others.every((other) => jsonEqual(first, other))) return first;
  if (first.kind === 'object' && others.every((other): other is ObjectNode => other.kind === 'object' && sameKeys(first, other))) {
    const fields = bare<Field>();
    for (const [key, field] of Object.entries(first.fields))
      fields[key] = { ...field, node: mergeNodes([field.node, ...others.map((other) => other.fields[key]?.node ?? field.node)]) };
    return { ...first, fields };
  }
  return { kind: 'alt', options: [...nodes], ...(first.of === undefined ? {} : { of: first.of }) };
}

/** True when all that the two say of their own is the same; what stands below their fields may differ. */
function sameKeys(one: ObjectNode, two: ObjectNode): boolean {
  const shape = ({ fields, ...rest }: ObjectNode): unknown => ({
    ...rest,
    // A wording may need an optional value that another does without: then the field comes and goes with the wording.
    fields: Object.entries(fields).map(([key, { node: _, ...field }]) => [key, field]),
  });
  return jsonEqual(shape(one), shape(two));
}
