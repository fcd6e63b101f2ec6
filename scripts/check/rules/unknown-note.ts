import type { Node } from '../../envelope/node.ts';
import { nearest } from '../../model/nearest.ts';
import type { Rule } from '../rule.ts';

/** Dotted paths of all fields of a message. */
function fieldsOf(node: Node, path: readonly string[] = []): string[] {
  const inner = ((): [string, Node][] => {
    if (node.kind === 'object') return Object.entries(node.fields).map(([key, field]) => [key, field.node]);
    if (node.kind === 'list') return node.items.map((item, at) => [String(at), item.node]);
    return node.kind === 'alt'
      ? node.options.flatMap((option) =>
          option.kind === 'object' ? Object.entries(option.fields).map(([key, field]): [string, Node] => [key, field.node]) : [],
        )
      : [];
  })();
  return inner.flatMap(([key, child]) => [[...path, key].join('.'), ...fieldsOf(child, [...path, key])]);
}

/** Explanations of fields that no message has. */
export const unknownNote: Rule = {
  id: 'unknown-note',
  title: '`notes` of an envelope explain fields that its messages have',
  severity: 'warning',
  why: 'The explanation would stand beside nothing, and the field stays unexplained.',
  fix: 'Write the dotted path of the field in the message: `body.error.code`, `headers.Retry-After`.',
  examples: {
    good: ['envelopes:\n  http:\n    notes: { body.details.item: The item that is gone., headers.Retry-After: Seconds. }'],
    bad: ['envelopes:\n  http:\n    notes:\n      body.detials: What varies. # <--\n      header.Retry-After: Seconds. # <--'],
  },
  service({ service, messages }, report) {
    for (const [name, { notes }] of Object.entries(service.envelopes)) {
      const entries = notes ? messages.entries.filter(({ envelope }) => envelope === name) : [];
      if (entries.length === 0) continue;
      const known = new Set(entries.flatMap(({ node }) => fieldsOf(node)));
      for (const path of Object.keys(notes ?? {})) {
        if (!known.has(path))
          report({
            message: `no message in \`${name}\` has the field \`${path}\``,
            path: ['envelopes', name, 'notes', path],
            key: true,
            suggest: nearest(path, known),
          });
      }
    }
  },
};
