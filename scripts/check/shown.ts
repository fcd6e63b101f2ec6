import type { HoleNode, Node } from '../envelope/node.ts';

function holes(node: Node, apart: boolean): HoleNode[] {
  switch (node.kind) {
    case 'hole':
      return [node];
    case 'text': {
      const parts = node.parts.filter((part) => typeof part !== 'string');
      if (!apart) return parts;
      // `$code: $message` is prose too; a parameter that it names beside the message is not.
      if (node.mentions?.includes('message')) return parts.filter((part) => node.mentions?.includes(part.ref));
      return node.of === 'message' ? [] : parts;
    }
    case 'alt':
      return node.options.flatMap((option) => holes(option, apart));
    case 'list':
      return node.items.flatMap((item) => holes(item.node, apart));
    case 'object': {
      const inner = [
        ...Object.values(node.fields).map((field) => field.node),
        ...(node.dynamic ? [node.dynamic.key, node.dynamic.node] : []),
      ];
      return [...inner, ...(node.tree ? [node.tree.leaf] : [])].flatMap((child) => holes(child, apart));
    }
    default:
      return [];
  }
}

/**
 * The parameters that a resolved message shows.
 *
 * @param where `apart`: only those that stand somewhere else than in the text of the message
 */
export function paramsIn(node: Node, where: 'anywhere' | 'apart' = 'anywhere'): string[] {
  return holes(node, where === 'apart').flatMap(({ ref }) => (ref.startsWith('params.') ? [ref.slice('params.'.length)] : []));
}
