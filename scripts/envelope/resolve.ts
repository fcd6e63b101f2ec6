import { asText, isObject } from '../model/json.ts';
import type { Json, Path } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { factNames } from '../model/vocabulary.ts';
import { bare } from './merge.ts';
import { needsOf } from './needs.ts';
import type { Field, HoleNode, ListNode, Node, ObjectNode } from './node.ts';
import { pipeConstant } from './piping.ts';
import type { ResolveProblem, Scope } from './scope.ts';
import { factOf } from './scope.ts';
import { isSpecial, specialOf } from './special.ts';
import type { SharedNodes } from './shared-nodes.ts';
import { refName } from './template.ts';
import type { Ref } from './template.ts';
import { conforms } from './conforms.ts';
import { fuse, textPart } from './text-node.ts';

/** The code lacks a fact that is referred to: which one, and where. */
export interface Absent {
  kind: 'absent';
  ref: string;
  path: Path;
}
type Resolved = Node | Absent;

/** What resolving needs beside the template. */
export interface ResolveContext {
  scope: Scope;
  /** Names of the nested envelopes: `$issue` in a template. */
  nested: ReadonlySet<string>;
  report: (problem: ResolveProblem) => void;
  /** What the messages of the service share. */
  shared: SharedNodes;
  /** Whether the template belongs to one code, and not to an envelope. */
  isOfCode?: true;
}

/**
 * Resolves a template for one code: everything that depends on the catalog only is put in place.
 *
 * @param template a template whose parts are in place already
 * @param path where it stands below the envelope, for findings
 * @returns the node, or Absent where the code lacks a fact that the template refers to
 */
export function resolve(template: Json, path: Path, context: ResolveContext): Resolved {
  const { shared, scope } = context;
  if (typeof template !== 'string' && !isObject(template)) return resolveAnew(template, path, context);
  // Most of a message is the same in every code, or in every envelope of one code: such a part is resolved once and shared.
  const known = shared.nodes.get(template) ?? scope.nodes.get(template);
  if (known) return known;
  const before = shared.reports;
  const node = resolveAnew(template, path, context);
  if (node.kind === 'absent' || shared.reports !== before) return node;
  if (shared.isFixed(template)) shared.nodes.set(template, node);
  else if (typeof template === 'string') scope.nodes.set(template, node);
  return node;
}

function resolveAnew(template: Json, path: Path, context: ResolveContext): Resolved {
  if (typeof template === 'string') return resolveString(template, path, context);
  if (Array.isArray(template)) return resolveList(template, path, context);
  if (isObject(template))
    return isSpecial(template) ? resolve(template.$value as Json, [...path, '$value'], context) : resolveObject(template, path, context);
  return { kind: 'const', value: template };
}

function resolveString(text: string, path: Path, context: ResolveContext): Resolved {
  const read = context.shared.string(text);
  if (read.kind === 'literal') return { kind: 'const', value: read.value };
  if (read.kind === 'malformed') {
    context.report({ rule: 'template-syntax', message: read.reason, path, at: 'envelope', fix: read.fix });
    return { kind: 'const', value: text };
  }
  if (read.kind === 'ref') {
    const node = resolveRef(read.ref, path, context);
    if (!read.fallback) return node;
    if (node.kind === 'absent') return { kind: 'const', value: read.fallback.value };
    return withFallback(node, read.fallback.value, path, context);
  }
  const parts: (string | HoleNode)[] = [];
  for (const part of read.parts) {
    const node: Resolved = typeof part === 'string' ? { kind: 'const', value: part } : resolveRef(part, path, context);
    if (node.kind === 'absent') return node;
    parts.push(...textPart(node, path, context.report));
  }
  const mentions = read.parts.flatMap((part) => (typeof part === 'string' ? [] : [refName(part)]));
  return { ...fuse(parts, path, context.report), mentions };
}

function withFallback(node: Node, value: Json, path: Path, context: ResolveContext): Node {
  if (node.kind !== 'hole') return node;
  if (node.optional && conforms(node.schema, value) && Object.keys(node.schema).length > 0) {
    const message = `\`?? ${JSON.stringify(value)}\` is also a valid value of \`${node.ref}\`, so a reader cannot tell it from an absent one`;
    context.report({
      rule: 'ambiguous-fallback',
      message,
      path,
      at: 'envelope',
      fix: 'narrow the schema of the field, or choose another fallback',
    });
  }
  return node.optional ? { ...node, fallback: { value } } : node;
}

function resolveRef(ref: Ref, path: Path, context: ResolveContext): Resolved {
  const { scope, report } = context;
  const name = refName(ref);
  if (ref.path.length === 1 && context.nested.has(name)) return { kind: 'each', envelopes: [name], single: true };
  const missing = (param: string): void => {
    const suggest = nearest(param, scope.params.keys());
    report({
      rule: 'undeclared-parameter',
      message: `\`{${param}}\` is no parameter of ${scope.id ?? 'the code'}`,
      path: ref.path[0] === 'code' ? ['code'] : ['message'],
      at: 'code',
      fix: `declare it under \`params\`, or write \`{{${param}}}\` for literal braces`,
      ...(suggest === undefined ? {} : { suggest }),
    });
  };
  const fact = factOf(scope, ref.path, missing);
  if (fact.kind === 'unknown') {
    const known = scope.code
      ? [...factNames, ...context.nested, ...members(scope, ref.path[0] ?? '')]
      : [...members(scope, 'context'), ...context.nested];
    const suggest = nearest(name, known);
    const why = scope.code ? '' : ' in a carrier, which is no error itself';
    report({
      rule: 'unknown-reference',
      message: `\`$${name}\` is not known${why}`,
      path,
      at: 'envelope',
      ...(suggest === undefined ? {} : { suggest: `$${suggest}` }),
    });
    return { kind: 'const', value: null };
  }
  if (fact.kind === 'absent') return { kind: 'absent', ref: name, path };
  const node =
    fact.kind === 'node' ? checkText(fact.node, ref, context) : resolve(fact.template, [], inCode(context, FACT_PATHS[name] ?? [name]));
  if (node.kind === 'absent') return { ...node, path };
  return applyPipes({ ...node, of: name }, ref, path, context);
}

const FACT_PATHS: Readonly<Record<string, Path>> = { retryAfter: ['retry', 'after'], params: ['params'], details: ['details'] };

/** Findings about a template that belongs to the code itself point there. */
function inCode(context: ResolveContext, at: Path): ResolveContext {
  return { ...context, isOfCode: true, report: (problem) => context.report({ ...problem, path: [...at, ...problem.path], at: 'code' }) };
}

/** A message with parameters obeys the rules of every text. */
function checkText(node: Node, ref: Ref, context: ResolveContext): Node {
  if (node.kind !== 'text') return node;
  const { report } = inCode(context, [ref.path[0] ?? '']);
  return fuse(
    node.parts.flatMap((part) => (typeof part === 'string' ? [part] : textPart(part, [], report))),
    [],
    report,
  );
}

/** Names with a dot that the first part of a reference could have meant. */
function members(scope: Scope, first: string): string[] {
  const { service } = scope;
  const all = { context: service.context, texts: service.texts, facts: service.facts, parts: service.parts };
  const groups = Object.entries(all).filter(([name]) => !(first in all) || name === first);
  return groups.flatMap(([name, group]) => Object.keys(group ?? {}).map((member) => `${name}.${member}`));
}

function applyPipes(node: Node, ref: Ref, path: Path, context: ResolveContext): Node {
  if (ref.pipes.length === 0) return node;
  const table = context.scope.pipes;
  for (const pipe of ref.pipes) {
    if (table.has(pipe)) continue;
    const suggest = nearest(pipe, table.keys());
    context.report({
      rule: 'unknown-reference',
      message: `\`|${pipe}\` is no pipe and no table of the service`,
      path,
      at: 'envelope',
      ...(suggest === undefined ? {} : { suggest }),
    });
    return node;
  }
  const used = ref.pipes.map((pipe) => table.get(pipe)).filter((pipe) => pipe !== undefined);
  if (node.kind === 'const') {
    const value = pipeConstant(node.value, used);
    if (value !== undefined) return { ...node, value };
    context.report({
      rule: 'pipe-domain',
      message: `\`${JSON.stringify(node.value)}\` of ${context.scope.id ?? 'the carrier'} cannot go through \`|${ref.pipes.join('|')}\``,
      path,
      at: 'envelope',
    });
    return node;
  }
  const open = used.find((pipe) => !pipe.from);
  if (node.kind === 'hole' && !open) return { ...node, pipes: ref.pipes };
  const message = open
    ? `\`|${open.name}\` cannot be undone, and \`$${refName(ref)}\` varies between occurrences`
    : `\`|${ref.pipes.join('|')}\` needs a single value, and \`$${refName(ref)}\` is not one`;
  context.report({ rule: 'pipe-domain', message, path, at: 'envelope' });
  return node;
}

function resolveList(list: Json[], path: Path, context: ResolveContext): Resolved {
  const open = list.at(-1) === '...';
  const items = open ? list.slice(0, -1) : list;
  const names = items.map((item) => (typeof item === 'string' ? nestedName(item, context) : undefined));
  if (open && names.length > 0 && names.every((name) => name !== undefined))
    return { kind: 'each', envelopes: names.filter((name) => name !== undefined) };
  const node: ListNode = { kind: 'list', items: [], open };
  for (const [at, item] of items.entries()) {
    const optional = specialOf(item, [...path, at], context.report)?.optional === true;
    const resolved = resolve(item, [...path, at], context);
    if (resolved.kind === 'absent') {
      if (optional) continue;
      return resolved;
    }
    node.items.push(optional ? { node: resolved, optional } : { node: resolved });
  }
  return node;
}

function nestedName(item: string, context: ResolveContext): string | undefined {
  const read = context.shared.string(item);
  const name = read.kind === 'ref' && read.ref.path.length === 1 ? read.ref.path[0] : undefined;
  return name !== undefined && context.nested.has(name) ? name : undefined;
}

function resolveObject(template: Record<string, unknown>, path: Path, context: ResolveContext): Resolved {
  const { shared } = context;
  const node: ObjectNode = { kind: 'object', fields: bare<Field>() };
  for (const step of context.isOfCode ? shared.readSteps(template, path) : shared.steps(template, path)) {
    const { read, at } = step;
    if (step.field && read.kind === 'plain') {
      node.fields[read.name] = step.field;
      continue;
    }
    const before = shared.reports;
    const resolved = resolve(step.raw, at, context);
    if (read.kind === 'tree') {
      if (resolved.kind !== 'absent') node.tree = { leaf: resolved, deep: read.deep };
      continue;
    }
    if (read.kind === 'ref') {
      const name = resolveRef(read.ref, at, context);
      if (name.kind === 'absent') return name;
      if (resolved.kind === 'absent') return resolved;
      if (name.kind === 'hole') node.dynamic = { key: name, node: resolved };
      else if (name.kind === 'const') node.fields[asText(name.value)] = { node: resolved, presence: 'always' };
      continue;
    }
    if (read.kind === 'spread') continue;
    const { optional = false, deprecated } = (step.isSpecial && specialOf(step.raw, at, context.report)) || {};
    if (resolved.kind === 'absent') {
      if (read.optional || optional) continue;
      return resolved;
    }
    const field = fieldOf(resolved, read.optional, optional);
    if (deprecated) field.deprecated = deprecated;
    node.fields[read.name] = field;
    if (step.isFixed && shared.reports === before) step.field = field;
  }
  return node;
}

/** @param isOwn its key says that it may be missing @param isOptional `$optional` says so */
function fieldOf(node: Node, isOwn: boolean, isOptional: boolean): Field {
  // Most fields are constants.
  const needs = node.kind === 'const' ? [] : needsOf(node);
  const field: Field = { node, presence: isOptional ? 'optional' : isOwn && needs.length > 0 ? 'maybe' : 'always' };
  const kept = field.presence === 'always' ? needs.filter((need) => need !== 'errors') : needs;
  if (kept.length > 0) field.needs = kept;
  return field;
}
