import type { Node } from './node.ts';

/**
 * The optional facts without which a node cannot be sent, `errors` for sub-errors. A field that looks after its own
 * absence (`key?`, `$optional`) asks nothing of the subtree around it.
 */
export function needsOf(node: Node): string[] {
  // Most parts of messages need nothing and are asked at every level: no set is made for them.
  const needs: string[] = [];
  addNeeds(node, needs);
  return needs;
}

function add(need: string, needs: string[]): void {
  if (!needs.includes(need)) needs.push(need);
}

function addNeeds(node: Node, needs: string[]): void {
  switch (node.kind) {
    case 'hole':
      if (node.optional && !node.fallback) add(node.ref, needs);
      break;
    case 'text':
      for (const part of node.parts) if (typeof part !== 'string') addNeeds(part, needs);
      break;
    case 'object':
      for (const key in node.fields) if (node.fields[key]?.presence === 'always') addNeeds(node.fields[key].node, needs);
      if (node.dynamic) {
        addNeeds(node.dynamic.key, needs);
        addNeeds(node.dynamic.node, needs);
      }
      if (node.tree) add('errors', needs);
      break;
    case 'list':
      for (const item of node.items) if (!item.optional) addNeeds(item.node, needs);
      break;
    case 'each':
      add('errors', needs);
      break;
    case 'alt':
      for (const option of node.options) addNeeds(option, needs);
      break;
    case 'const':
  }
}

/** Names of the nested envelopes whose errors a message can hold. */
export function nestedIn(node: Node): string[] {
  const found: string[] = [];
  addNested(node, found);
  return found;
}

function addNested(node: Node, found: string[]): void {
  if (node.kind === 'each') for (const name of node.envelopes) if (!found.includes(name)) found.push(name);
  if (node.kind === 'alt') for (const option of node.options) addNested(option, found);
  if (node.kind === 'list') for (const item of node.items) addNested(item.node, found);
  if (node.kind !== 'object') return;
  for (const key in node.fields) if (node.fields[key]) addNested(node.fields[key].node, found);
  if (node.dynamic) addNested(node.dynamic.node, found);
  if (node.tree) addNested(node.tree.leaf, found);
}
