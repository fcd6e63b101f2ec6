import type { Code } from '../model/code.ts';
import type { Json, Path } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import type { Service } from '../model/service.ts';
import type { Envelope } from '../model/shared.ts';
import { factNames } from '../model/vocabulary.ts';
import { effectiveEnvelope, slotsOf, withParts } from './effective.ts';
import type { EffectiveEnvelope } from './effective.ts';
import { paramsOf, wordings } from './facts.ts';
import { merge } from './merge.ts';
import { resolveMessage } from './message-node.ts';
import type { Entry } from './node.ts';
import { overlappingPairs } from './overlap.ts';
import { pipesOf, scopeOf } from './scope.ts';
import type { ResolveProblem } from './scope.ts';
import { SharedNodes } from './shared-nodes.ts';
import { undeclaredParams } from './template-params.ts';

/** A finding about an envelope or code, by its path in the service. */
export interface ServiceProblem extends Omit<ResolveProblem, 'path' | 'at'> {
  path: Path;
}

/** All messages of a service, resolved. */
export interface ResolvedService {
  service: string;
  envelopes: ReadonlyMap<string, EffectiveEnvelope>;
  /** One a code, envelope and wording; one a carrier. */
  entries: readonly Entry[];
  problems: readonly ServiceProblem[];
  /** Pairs of entries that one message can fit. Computed once, when first asked for: a rule and the compiler both need it, and it is dear. */
  overlaps(this: void): readonly [Entry, Entry][];
}

/** The envelopes that a code names, with what it lays over each; the default of the service where it names none. */
export function envelopesOf(service: Service, code: Code): [string, Record<string, unknown> | null][] {
  if (Array.isArray(code.on)) return code.on.map((name) => [name, null]);
  if (code.on) return Object.entries(code.on);
  if (service.on) return service.on.map((name) => [name, null]);
  const messages = Object.entries(service.envelopes).filter(([, envelope]) => envelope.transport !== 'nested' && !envelope.carrier);
  return messages.length === 1 && messages[0] ? [[messages[0][0], null]] : [];
}

/**
 * Resolves every envelope of a service for every code that it carries.
 *
 * @param service a service that has its shape
 * @param shared envelopes of the catalog, for `base`
 */
export function resolveService(service: Service, shared: Record<string, Envelope> = {}): ResolvedService {
  const problems = new Map<string, ServiceProblem>();
  const report =
    (envelope: string, id?: string) =>
    ({ path, at, ...problem }: ResolveProblem): void => {
      const full = at === 'code' && id !== undefined ? ['codes', id, ...path] : ['envelopes', envelope, ...path];
      const key = JSON.stringify([problem.rule, problem.message, full]);
      if (!problems.has(key)) problems.set(key, { ...problem, path: full });
    };

  const envelopes = new Map<string, EffectiveEnvelope>();
  for (const [name, source] of Object.entries(service.envelopes)) {
    const effective = effectiveEnvelope(name, source, service, shared, report(name));
    if (effective) envelopes.set(name, effective);
  }
  const nested = new Set([...envelopes.values()].filter((envelope) => envelope.transport === 'nested').map((envelope) => envelope.name));
  for (const name of nested) {
    if (!(factNames as readonly string[]).includes(name)) continue;
    report(name)({
      rule: 'name-clash',
      message: `nested envelope \`${name}\` hides the fact \`$${name}\``,
      path: [],
      at: 'envelope',
      fix: 'give it another name',
    });
  }

  const known = pipesOf(service);
  const common = new SharedNodes();
  const counted =
    (envelope: string, id?: string) =>
    (problem: ResolveProblem): void => {
      common.reports += 1;
      report(envelope, id)(problem);
    };
  const entries: Entry[] = [];
  for (const envelope of envelopes.values()) {
    if (!envelope.carrier) continue;
    const scope = scopeOf(service, undefined, { template: undefined }, known);
    const node = resolveMessage(envelope, envelope.template, { scope, nested, report: counted(envelope.name), shared: common });
    if (node) entries.push({ service: service.service, envelope: envelope.name, transport: envelope.transport, node });
  }

  const carried = new Map<string, Set<string>>();
  for (const [id, code] of Object.entries(service.codes ?? {})) {
    const operations = code.raisedBy?.map((raised) => (typeof raised === 'string' ? raised : raised.operation));
    const names = envelopesOf(service, code);
    // One scope a wording, for all envelopes: what they show alike is resolved once.
    const scopes = wordings(service, code).map(({ template: message, ...wording }) => ({
      wording,
      scope: scopeOf(service, { id, code }, { ...wording, template: message }, known),
    }));
    if (names.length === 0)
      report(
        '',
        id,
      )({
        rule: 'no-envelope',
        message: `\`${id}\` does not say which envelope carries it`,
        path: [],
        at: 'code',
        fix: `add \`on: [...]\` to the code or to the service; envelopes: ${[...envelopes.keys()].join(', ')}`,
      });
    for (const [name, overlay] of names) {
      const envelope = envelopes.get(name);
      if (!envelope || envelope.carrier) {
        if (!Object.hasOwn(service.envelopes, name) || envelope?.carrier) {
          const suggest = nearest(name, envelopes.keys());
          const message = envelope
            ? `\`${name}\` is a carrier, which carries codes only through its nested envelopes`
            : `\`${name}\` is no envelope of the service`;
          report(
            name,
            id,
          )({ rule: 'unknown-reference', message, path: ['on'], at: 'code', ...(suggest === undefined || envelope ? {} : { suggest }) });
        }
        continue;
      }
      const over = overlay ? withParts(slotsOf(overlay), service, report(name, id)) : undefined;
      const template = over ? (merge(envelope.template, over) as Record<string, Json>) : envelope.template;
      const used = carried.get(name) ?? new Set<string>();
      carried.set(name, used);
      for (const param of paramsOf(code).keys()) used.add(param);
      for (const { wording, scope } of scopes) {
        const node = resolveMessage(envelope, template, { scope, nested, report: counted(name, id), shared: common });
        if (node)
          entries.push({
            service: service.service,
            envelope: name,
            transport: envelope.transport,
            code: id,
            ...wording,
            node,
            ...(operations ? { operations } : {}),
          });
      }
    }
  }
  for (const [name, params] of carried) {
    for (const problem of undeclaredParams(envelopes.get(name)?.template ?? {}, params)) report(name)(problem);
  }
  let overlaps: [Entry, Entry][] | undefined;
  return {
    service: service.service,
    envelopes,
    entries,
    problems: [...problems.values()],
    overlaps: () => (overlaps ??= overlappingPairs(entries, false)),
  };
}
