import type { Node } from './node.ts';

/**
 * The optional facts without which a node cannot be sent, `errors` for sub-errors. A field that looks after its own
 * absence (`key?`, `$optional`) asks nothing of the subtree around it.
 */
export function needsOf(node: Node): string[] {
  const needs = new Set<string>();
  const walk = (inner: Node): void => {
    switch (inner.kind) {
      case 'hole':
        if (inner.optional && !inner.fallback) needs.add(inner.ref);
        break;
      case 'text':
        for (const part of inner.parts) if (typeof part !== 'string') walk(part);
        break;
      case 'object':
        for (const field of Object.values(inner.fields)) if (field.presence === 'always') walk(field.node);
        if (inner.dynamic) {
          walk(inner.dynamic.key);
          walk(inner.dynamic.node);
        }
        if (inner.tree) needs.add('errors');
        break;
      case 'list':
        for (const item of inner.items) if (!item.optional) walk(item.node);
        break;
      case 'each':
        needs.add('errors');
        break;
      case 'alt':
        for (const option of inner.options) walk(option);
        break;
      case 'const':
    }
  };
  walk(node);
  return [...needs];
}

/** Names of the nested envelopes whose errors a message can hold. */
export function nestedIn(node: Node): string[] {
  const found = new Set<string>();
  const walk = (inner: Node): void => {
    if (inner.kind === 'each') for (const name of inner.envelopes) found.add(name);
    if (inner.kind === 'alt') inner.options.forEach(walk);
    if (inner.kind === 'list') for (const item of inner.items) walk(item.node);
    if (inner.kind !== 'object') return;
    for (const field of Object.values(inner.fields)) walk(field.node);
    if (inner.dynamic) walk(inner.dynamic.node);
    if (inner.tree) walk(inner.tree.leaf);
  };
  walk(node);
  return [...found];
}
