import type { Code } from '../model/code.ts';
import type { Json, Path } from '../model/json.ts';
import type { Service } from '../model/service.ts';
import { detailsTemplate, docsLocales, isRetryable, paramsOf, readField, retryAfterTemplate, textIn, wireLocales } from './facts.ts';
import type { ParamFact } from './facts.ts';
import type { HoleNode, Node } from './node.ts';
import type { Pipe } from './pipes.ts';
import { pipes, tablePipe } from './pipes.ts';
import { readMessage } from './template.ts';

/** A finding about a template, before it is located in the catalog. */
export interface ResolveProblem {
  rule: string;
  message: string;
  /** Path below the envelope (or below the code, for `at: 'code'`). */
  path: Path;
  at: 'envelope' | 'code' | 'part';
  fix?: string;
  suggest?: string;
}

/** What one reference means for one code. */
export type FactValue = { kind: 'node'; node: Node } | { kind: 'template'; template: Json } | { kind: 'absent' } | { kind: 'unknown' };

/** All facts that a template can refer to, for one code, one locale and one wording. `code` is absent for a carrier. */
export interface Scope {
  service: Service;
  id?: string;
  code?: Code;
  params: ReadonlyMap<string, ParamFact>;
  /** Wire message template; undefined where the wording is free. */
  message: string | undefined;
  locale: string;
  pipes: Map<string, Pipe>;
  /** Nodes of whole strings of templates, as they are in this scope: `$message` is the same in every envelope. */
  nodes: Map<string | object, Node>;
}

/** All pipes of a service: the common ones and its tables. */
export function pipesOf(service: Service): Map<string, Pipe> {
  const all = new Map(pipes.map((pipe) => [pipe.name, pipe]));
  for (const [name, table] of Object.entries(service.tables ?? {})) all.set(name, tablePipe(name, table));
  return all;
}

/** The scope of a code in one wording; of a carrier without a code. */
export function scopeOf(
  service: Service,
  named: { id: string; code: Code } | undefined,
  wording: { locale?: string; template?: string | undefined },
  known: Map<string, Pipe>,
): Scope {
  return {
    service,
    ...named,
    params: named ? paramsOf(named.code) : new Map<string, ParamFact>(),
    message: wording.template,
    locale: wording.locale ?? wireLocales(service)[0] ?? 'en',
    pipes: known,
    nodes: new Map(),
  };
}

const constant = (value: Json | undefined): FactValue =>
  value === undefined ? { kind: 'absent' } : { kind: 'node', node: { kind: 'const', value } };

/** A text with `{parameters}` as a node; a constant where there are none. `missing` collects undeclared parameters. */
function messageNode(scope: Scope, template: string, missing: (name: string) => void): Node {
  const parts = readMessage(template).map((part): string | HoleNode => {
    if (typeof part === 'string') return part;
    const fact = scope.params.get(part.param);
    if (!fact) missing(part.param);
    return hole(`params.${part.param}`, fact ?? { schema: {}, optional: false, extra: {} });
  });
  return parts.every((part) => typeof part === 'string') ? { kind: 'const', value: parts.join('') } : { kind: 'text', parts };
}

/** A place to be filled from the occurrence. */
function hole(ref: string, fact: Pick<ParamFact, 'schema' | 'optional'>): HoleNode {
  return { kind: 'hole', ref, schema: fact.schema, ...(fact.optional ? { optional: true } : {}) };
}

/** Everything that `$name` or `$name.member` means in a scope. */
export function factOf(scope: Scope, [name = '', member]: readonly string[], missing: (param: string) => void): FactValue {
  const { service, code } = scope;
  if (name === 'context') {
    const field = member !== undefined && Object.hasOwn(service.context ?? {}, member) ? service.context?.[member] : undefined;
    return field ? { kind: 'node', node: hole(`context.${member}`, readField(field)) } : { kind: 'unknown' };
  }
  if (!code) return { kind: 'unknown' };
  switch (name) {
    case 'code':
      return {
        kind: 'node',
        node: code.code === undefined ? { kind: 'const', value: scope.id ?? '' } : messageNode(scope, code.code, missing),
      };
    case 'message':
      if (scope.message === undefined || code.wording === 'example')
        return { kind: 'node', node: hole('message', { schema: { type: 'string' }, optional: false }) };
      return { kind: 'node', node: messageNode(scope, scope.message, missing) };
    case 'title':
      return constant(textIn(code.title, scope.locale) ?? textIn(code.title, docsLocales(service)[0] ?? 'en'));
    case 'status':
      if (Array.isArray(code.status) && code.status.length > 1)
        return { kind: 'node', node: hole('status', { schema: { type: 'integer', enum: code.status }, optional: false }) };
      return constant(Array.isArray(code.status) ? code.status[0] : code.status);
    case 'category':
      return constant(code.category);
    case 'retryable':
      return constant(isRetryable(code));
    case 'fatal':
      return constant(code.fatal);
    case 'actions':
      return constant(code.actions);
    case 'retryAfter':
      return templateOrAbsent(retryAfterTemplate(code));
    case 'details':
      return templateOrAbsent(detailsTemplate(code, scope.params));
    case 'params':
      return member === undefined ? allParams(scope) : param(scope, member);
    case 'texts':
      if (member === undefined || !Object.hasOwn(service.texts ?? {}, member)) return { kind: 'unknown' };
      return constant(textIn(Object.hasOwn(code.texts ?? {}, member) ? code.texts?.[member] : undefined, scope.locale));
    case 'facts':
      if (member === undefined || !Object.hasOwn(service.facts ?? {}, member)) return { kind: 'unknown' };
      return constant(Object.hasOwn(code.facts ?? {}, member) ? code.facts?.[member] : undefined);
    default:
      return { kind: 'unknown' };
  }
}

function templateOrAbsent(template: Json | undefined): FactValue {
  return template === undefined ? { kind: 'absent' } : { kind: 'template', template };
}

function param(scope: Scope, name: string): FactValue {
  const fact = scope.params.get(name);
  return fact ? { kind: 'node', node: hole(`params.${name}`, fact) } : { kind: 'absent' };
}

function allParams(scope: Scope): FactValue {
  if (scope.params.size === 0) return { kind: 'absent' };
  return {
    kind: 'template',
    template: Object.fromEntries([...scope.params].map(([name, fact]) => [fact.optional ? `${name}?` : name, `$(params.${name})`])),
  };
}
