import type { HoleNode, Node } from '../envelope/node.ts';

/**
 * True when a hole of a message passes the test. Looks no further than the first, and makes no list on the way, since rules ask this of
 * every message of every code.
 *
 * @param apart without those in the text of the message
 */
function someHole(node: Node, apart: boolean, test: (hole: HoleNode) => boolean): boolean {
  switch (node.kind) {
    case 'hole':
      return test(node);
    case 'text':
      if (apart && node.of === 'message' && !node.mentions?.includes('message')) return false;
      for (const part of node.parts) {
        // `$code: $message` is prose too; a parameter that it names beside the message is not.
        const isProse = apart && node.mentions?.includes('message') && !node.mentions.includes(typeof part === 'string' ? '' : part.ref);
        if (typeof part !== 'string' && !isProse && test(part)) return true;
      }
      return false;
    case 'alt':
      return node.options.some((option) => someHole(option, apart, test));
    case 'list':
      return node.items.some((item) => someHole(item.node, apart, test));
    case 'object':
      for (const key in node.fields) if (node.fields[key] && someHole(node.fields[key].node, apart, test)) return true;
      if (node.dynamic && (test(node.dynamic.key) || someHole(node.dynamic.node, apart, test))) return true;
      return node.tree !== undefined && someHole(node.tree.leaf, apart, test);
    case 'const':
    case 'each':
      return false;
  }
}

/** The parameters that a resolved message shows, as often as it does. */
export function paramsIn(node: Node): string[] {
  const names: string[] = [];
  someHole(node, false, ({ ref }) => {
    if (ref.startsWith('params.')) names.push(ref.slice('params.'.length));
    return false;
  });
  return names;
}

/** True when a resolved message shows a parameter somewhere else than in its text. */
export function showsApart(node: Node, param: string): boolean {
  const wanted = `params.${param}`;
  return someHole(node, true, ({ ref }) => ref === wanted);
}
