import type { Entry, Node } from '../envelope/node.ts';

/** True for a text that people read: the message, the title, or a text for end users. */
function isWording({ of, mentions, kind }: Node): boolean {
  if (kind !== 'const' && kind !== 'text') return false;
  return of === 'message' || of === 'title' || (of?.startsWith('texts.') ?? false) || (mentions?.includes('message') ?? false);
}

function wordingsIn(node: Node): Node[] {
  if (isWording(node)) return [node];
  switch (node.kind) {
    case 'object': {
      const inner = Object.values(node.fields).map((field) => field.node);
      return [...inner, ...(node.dynamic ? [node.dynamic.node] : []), ...(node.tree ? [node.tree.leaf] : [])].flatMap(wordingsIn);
    }
    case 'list':
      return node.items.flatMap((item) => wordingsIn(item.node));
    case 'alt':
      return node.options.flatMap(wordingsIn);
    default:
      return [];
  }
}

/** The wordings of all entries as messages that have nothing but a text for a body: what the decoder reads mere texts with. */
export function wordingEntries(entries: readonly Entry[]): Entry[] {
  const found = new Map<string, Entry>();
  for (const entry of entries) {
    for (const node of wordingsIn(entry.node)) {
      // A text that is one value could be any text.
      if (
        node.kind === 'const'
          ? typeof node.value !== 'string' || node.value === ''
          : node.kind !== 'text' || node.parts.every((part) => typeof part !== 'string')
      )
        continue;
      const key = `${entry.service}\n${entry.code ?? ''}\n${JSON.stringify(node)}`;
      const body = { kind: 'object' as const, fields: { body: { node, presence: 'always' as const } } };
      if (!found.has(key)) found.set(key, { ...entry, transport: 'http', node: body });
    }
  }
  return [...found.values()];
}
