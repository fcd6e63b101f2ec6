import type { Node, Scalar, YAMLMap } from 'yaml';
import { entriesOf } from './yaml-entries.ts';
import type { BadPair, Entry, Targets } from './yaml-entries.ts';
import { yamlPackage } from './yaml-package.ts';
import type { LoadRule } from './rules.ts';

/** Says that something at a node is wrong; `other` is the place that it clashes with. */
export type Complain = (rule: LoadRule, message: string, node: Node | null, other?: Node) => void;

/** Deeper nesting is taken for an accident: recursion further down the pipeline must end. */
const maxDepth = 100;
/** Values that aliases may add to a file, so that a few lines cannot swell to gigabytes. */
const maxCopies = 50_000;

/** Turns the nodes of a document into plain JSON. What is not JSON is complained about and left out or null. */
export function toValue(root: Node | null, targets: Targets, complain: Complain): unknown {
  const { isAlias, isMap, isScalar, isSeq } = yamlPackage();
  const open = new Set<Node>();
  let copies = 0;

  function walk(node: Node | null, depth: number, copied: Node | null): unknown {
    if (!node) return null;
    if (depth > maxDepth) return refuse('yaml-value', `nested more than ${maxDepth} levels deep`, copied ?? node);
    if (copied && (copies += 1) > maxCopies) {
      if (copies === maxCopies + 1) complain('yaml-alias', `aliases expand to more than ${maxCopies} values`, copied);
      return null;
    }
    if (isAlias(node)) return alias(node, depth, copied);
    if (node.tag !== undefined) complain('yaml-tag', `tag \`${node.tag.replace(/^tag:yaml\.org,2002:/, '!!')}\` is not supported`, node);
    if (isScalar(node)) return scalar(node);
    open.add(node);
    const value = isMap(node)
      ? map(node, depth, copied)
      : isSeq(node)
        ? node.items.map((item) => walk(item as Node | null, depth + 1, copied))
        : null;
    open.delete(node);
    return value;
  }

  function alias(node: Node & { source: string }, depth: number, copied: Node | null): unknown {
    const target = isAlias(node) ? targets.nodes.get(node) : undefined;
    if (!target) return refuse('yaml-alias', `there is no anchor \`&${node.source}\` before this alias`, node);
    if (open.has(target)) return refuse('yaml-alias', `\`*${node.source}\` contains itself`, node);
    return walk(target, depth + 1, copied ?? node);
  }

  function map(node: YAMLMap, depth: number, copied: Node | null): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    const seen = new Map<string, Entry>();
    const bad: BadPair[] = [];
    for (const entry of entriesOf(node, targets, bad)) {
      const first = seen.get(entry.key);
      if (first) {
        complain('duplicate-key', `key \`${entry.key}\` appears twice`, entry.keyNode, first.keyNode);
        continue;
      }
      seen.set(entry.key, entry);
      // `__proto__` is an ordinary key: assignment would set the prototype.
      Object.defineProperty(value, entry.key, {
        value: walk(entry.value, depth + 1, copied ?? (entry.merged ? entry.keyNode : null)),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    for (const pair of bad) {
      if (pair.problem === 'merge') complain('yaml-alias', '`<<` takes a map, an alias of one, or a list of those', pair.node ?? node);
      else
        complain(
          'yaml-key',
          pair.problem === 'missing' ? 'a key is missing' : 'a list, a map, an alias or a tagged value is no key',
          pair.node ?? node,
        );
    }
    return value;
  }

  function scalar(node: Scalar): unknown {
    const { value, source } = node;
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value !== 'number') return refuse('yaml-value', `\`${source ?? 'this value'}\` is not JSON`, node);
    if (!Number.isFinite(value)) return refuse('yaml-value', `\`${source ?? value}\` is not a number of JSON`, node);
    if (Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.e]/i.test(source ?? '')) {
      return refuse('yaml-value', `\`${source ?? value}\` is too large to be kept exactly as a number`, node);
    }
    if (source !== undefined && /^[-+]?0\d/.test(source)) return refuse('yaml-value', `\`${source}\` would lose its leading zero`, node);
    return value === 0 ? 0 : value;
  }

  function refuse(rule: LoadRule, message: string, node: Node): null {
    complain(rule, message, node);
    return null;
  }

  return walk(root, 0, null);
}
