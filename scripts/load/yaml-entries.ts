import type { Alias, Document, Node, YAMLMap } from 'yaml';
import { yamlPackage } from './yaml-package.ts';

/** One key of a map with its value; `merged` when it came through `<<`. */
export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | null;
  readonly merged: boolean;
}

/** A key or merge that cannot be used, for the finding. */
export interface BadPair {
  readonly node: Node | null;
  readonly problem: 'missing' | 'not-text' | 'merge';
}

/** A document with its aliases resolved. */
export interface Targets {
  /** The node that each alias stands for. */
  readonly nodes: ReadonlyMap<Alias, Node>;
  /** What maps bring into others by `<<`, once found: merges of merges double with every level. */
  readonly merged: Map<YAMLMap, readonly Entry[]>;
}

/** Finds what each alias stands for: the nearest anchor of the name before it (YAML 1.2.2, section 7.1). */
export function aliasTargets(document: Document): Targets {
  const { isAlias, visit } = yamlPackage();
  const anchors = new Map<string, Node>();
  const nodes = new Map<Alias, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) nodes.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return { nodes, merged: new Map() };
}

/** Follows an alias to the node that it stands for; null where it has none. */
export function follow(node: unknown, targets: Targets): Node | null {
  const { isAlias, isNode } = yamlPackage();
  if (isAlias(node)) return targets.nodes.get(node) ?? null;
  return isNode(node) ? node : null;
}

/**
 * The text of a key. Plain keys keep their source (`001` stays `001`, `null` stays `null`), quoted ones give their value.
 * Undefined for a key that is no text.
 */
function keyText(node: unknown): string | undefined {
  const { isScalar } = yamlPackage();
  if (!isScalar(node) || node.tag !== undefined) return undefined;
  if (node.type === 'PLAIN') return node.source;
  return typeof node.value === 'string' ? node.value : undefined;
}

/**
 * The entries of a map in order, repeated keys included. `<<` brings in the entries of the maps that it names,
 * after the map's own and without those that it has already.
 */
export function entriesOf(map: YAMLMap, targets: Targets, bad: BadPair[] = [], depth = 0): Entry[] {
  const { isMap, isNode, isScalar } = yamlPackage();
  const own: Entry[] = [];
  const merges: Entry[] = [];
  for (const { key, value } of map.items) {
    const text = keyText(key);
    const node = isNode(key) ? key : null;
    if (isScalar(key) && key.type === 'PLAIN' && text === '<<') {
      for (const source of mergeSources(value, targets)) {
        if (isMap(source) && depth < 20) merges.push(...mergedEntries(source, targets, depth + 1));
        else bad.push({ node: isNode(value) ? value : node, problem: 'merge' });
      }
    } else if (text === undefined || !node || (text === '' && isScalar(key) && key.type === 'PLAIN')) {
      bad.push({ node, problem: text === undefined && node ? 'not-text' : 'missing' });
    } else own.push({ key: text, keyNode: node, value: isNode(value) ? value : null, merged: false });
  }
  if (merges.length === 0) return own;
  const seen = new Set(own.map((entry) => entry.key));
  for (const entry of merges) {
    if (seen.has(entry.key)) continue;
    seen.add(entry.key);
    own.push({ ...entry, merged: true });
  }
  return own;
}

function mergedEntries(map: YAMLMap, targets: Targets, depth: number): readonly Entry[] {
  const known = targets.merged.get(map);
  if (known) return known;
  const entries = entriesOf(map, targets, [], depth);
  targets.merged.set(map, entries);
  return entries;
}

function mergeSources(value: unknown, targets: Targets): unknown[] {
  const target = follow(value, targets);
  return yamlPackage().isSeq(target) ? target.items.map((item) => follow(item, targets)) : [target];
}
