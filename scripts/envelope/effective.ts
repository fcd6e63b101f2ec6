import type { Json } from '../model/json.ts';
import type { Service } from '../model/service.ts';
import type { Envelope } from '../model/shared.ts';
import type { Transport } from '../model/vocabulary.ts';
import { nearest } from '../model/nearest.ts';
import { builtinEnvelopes } from './builtin/index.ts';
import { include, merge } from './merge.ts';
import type { ResolveProblem } from './scope.ts';
import { readKey } from './template.ts';
import { transportSpec } from './transports/index.ts';

/** An envelope with its base and all parts in place, ready to be resolved for each code. */
export interface EffectiveEnvelope {
  name: string;
  transport: Transport;
  carrier: boolean;
  contentType: string;
  source: Envelope;
  /** Slots only. */
  template: Record<string, Json>;
}

const NOT_SLOTS = new Set(['transport', 'base', 'title', 'description', 'contentType', 'carrier', 'channel', 'notes']);

/** The slots of an envelope or overlay, as a template object. */
export function slotsOf(envelope: Record<string, unknown>): Record<string, Json> {
  return Object.fromEntries(Object.entries(envelope).filter(([key, value]) => !NOT_SLOTS.has(key) && value !== undefined)) as Record<
    string,
    Json
  >;
}

/** Puts the parts of a service in place, with findings for those that are not known or include themselves. */
export function withParts(
  template: Record<string, Json>,
  service: Service,
  report: (problem: ResolveProblem) => void,
): Record<string, Json> {
  const parts = service.parts ?? {};
  const result = include(template, parts, ({ path, part, kind }) => {
    const suggest = kind === 'unknown' ? nearest(part, Object.keys(parts)) : undefined;
    const messages = {
      unknown: `\`$parts.${part}\` is not declared`,
      cycle: `\`$parts.${part}\` includes itself`,
      'not-an-object': `\`...\` takes an object, and \`${part}\` is none`,
    };
    report({
      rule: 'unknown-reference',
      message: messages[kind],
      path,
      at: 'envelope',
      fix: 'parts are declared under `parts` of the service',
      ...(suggest === undefined ? {} : { suggest: `$parts.${suggest}` }),
    });
  });
  return result as Record<string, Json>;
}

/**
 * An envelope with its base laid under it.
 *
 * @param shared envelopes of the catalog that can be named as `base`
 * @returns undefined, with a finding, where it cannot be used at all
 */
export function effectiveEnvelope(
  name: string,
  envelope: Envelope,
  service: Service,
  shared: Record<string, Envelope>,
  report: (problem: ResolveProblem) => void,
  open: readonly string[] = [],
): EffectiveEnvelope | undefined {
  let base: EffectiveEnvelope | undefined;
  if (envelope.base !== undefined) {
    const found = Object.hasOwn(shared, envelope.base)
      ? shared[envelope.base]
      : builtinEnvelopes.find((one) => one.name === envelope.base)?.envelope;
    if (!found || open.includes(envelope.base)) {
      const suggest = nearest(envelope.base, [...builtinEnvelopes.map((one) => one.name), ...Object.keys(shared)]);
      const message = found ? `\`${envelope.base}\` is laid over itself` : `\`${envelope.base}\` is no envelope that can be a base`;
      report({
        rule: 'unknown-reference',
        message,
        path: ['base'],
        at: 'envelope',
        ...(suggest === undefined || found ? {} : { suggest }),
      });
      return undefined;
    }
    base = effectiveEnvelope(envelope.base, found, service, shared, report, [...open, envelope.base]);
  }
  const transport = envelope.transport ?? base?.transport;
  if (!transport) {
    report({
      rule: 'no-transport',
      message: `envelope \`${name}\` does not say how it travels`,
      path: [],
      at: 'envelope',
      fix: 'add `transport: http` (or websocket, socket.io, sse, task-result, kafka, nested)',
    });
    return undefined;
  }
  const own = withParts(slotsOf(envelope), service, report);
  const template = (base ? merge(base.template, own) : own) as Record<string, Json>;
  const spec = transportSpec(transport);
  for (const key of Object.keys(template)) {
    const slot = readKey(key);
    if (slot.kind === 'plain' && Object.hasOwn(spec.slots, slot.name)) continue;
    report({
      rule: 'unknown-slot',
      message: `a message over ${transport} has no \`${key}\``,
      path: [key],
      at: 'envelope',
      fix: `it has ${Object.keys(spec.slots).join(', ')}`,
    });
  }
  return {
    name,
    transport,
    carrier: envelope.carrier ?? base?.carrier ?? false,
    contentType: envelope.contentType ?? base?.contentType ?? 'application/json',
    source: envelope,
    template,
  };
}
