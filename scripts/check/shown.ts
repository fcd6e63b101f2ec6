import type { HoleNode, Node } from '../envelope/node.ts';

/** Visits the holes of a message; no list is made on the way, since rules ask this of every message of every code. */
function eachHole(node: Node, apart: boolean, visit: (hole: HoleNode) => void): void {
  switch (node.kind) {
    case 'hole':
      visit(node);
      break;
    case 'text':
      if (!apart || node.of !== 'message' || node.mentions?.includes('message')) {
        for (const part of node.parts) {
          // `$code: $message` is prose too; a parameter that it names beside the message is not.
          const isProse = apart && node.mentions?.includes('message') && !node.mentions.includes(typeof part === 'string' ? '' : part.ref);
          if (typeof part !== 'string' && !isProse) visit(part);
        }
      }
      break;
    case 'alt':
      for (const option of node.options) eachHole(option, apart, visit);
      break;
    case 'list':
      for (const item of node.items) eachHole(item.node, apart, visit);
      break;
    case 'object':
      for (const key in node.fields) if (node.fields[key]) eachHole(node.fields[key].node, apart, visit);
      if (node.dynamic) {
        visit(node.dynamic.key);
        eachHole(node.dynamic.node, apart, visit);
      }
      if (node.tree) eachHole(node.tree.leaf, apart, visit);
      break;
    case 'const':
    case 'each':
  }
}

/**
 * The parameters that a resolved message shows.
 *
 * @param where `apart`: only those that stand somewhere else than in the text of the message
 */
export function paramsIn(node: Node, where: 'anywhere' | 'apart' = 'anywhere'): string[] {
  const names: string[] = [];
  eachHole(node, where === 'apart', ({ ref }) => {
    if (ref.startsWith('params.')) names.push(ref.slice('params.'.length));
  });
  return names;
}
