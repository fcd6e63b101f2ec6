import type { IncomingMessage } from 'node:http';
import type { CompiledService } from '../compile/types.ts';
import type { Transport } from '../model/vocabulary.ts';
import type { MockCatalog } from './catalog.ts';
import type { Limits } from './limits.ts';
import type { WritableLog } from './log.ts';
import type { Operations } from './operations.ts';
import type { Options } from './options.ts';
import { badOption } from './problem.ts';
import { isPlanned, merged, readScenario, waiting } from './scenarios.ts';
import type { Scenario, Scenarios } from './scenarios.ts';
import { messageOf, PROXY, STRAY, UNKNOWN } from './sent.ts';
import type { Sent } from './sent.ts';

/** What the parts of one running mock share. */
export interface World {
  readonly catalog: MockCatalog;
  readonly operations: Operations;
  readonly scenarios: Scenarios;
  readonly log: WritableLog;
  readonly limits: Limits;
  /** Numbers connections, from 1. */
  nextConnection(): number;
}

/** What an attempt meets. */
export type Meeting = { readonly kind: 'error'; readonly sent: Sent } | { readonly kind: 'success' | 'pending' };

/** What a client asks for, before it is known what it meets. */
export interface Wish {
  readonly options: Options;
  /** The only transport that can carry it here. */
  readonly only?: Transport;
  /** Transports to choose an envelope by, the first first. */
  readonly preferred: readonly Transport[];
  /** Services whose codes are meant. */
  readonly among?: readonly CompiledService[] | undefined;
}

/** The scenario of a text such as `key; fail=2`, known or new; undefined without a text. */
export function scenarioOf(world: World, text: string | undefined): Scenario | undefined {
  if (text === undefined) return undefined;
  const { key, plan } = readScenario(text);
  return world.scenarios.ensure(key, plan);
}

/**
 * Counts an attempt and says what it meets: the next step of its scenario, else the error that it names, else a success.
 * @throws Refusal where what is asked for cannot be sent
 */
export function meet(world: World, scenario: Scenario | undefined, wish: Wish): Meeting {
  const meeting = next(world, scenario, wish);
  if (meeting.kind !== 'error' || wish.only === undefined || meeting.sent.transport === wish.only) return meeting;
  const { code, envelope, transport } = meeting.sent;
  throw badOption('envelope', `\`${code.id}\` travels over ${transport} in \`${envelope}\`, and this is ${wish.only}`);
}

function next(world: World, scenario: Scenario | undefined, { options, preferred, among }: Wish): Meeting {
  if (scenario === undefined || !isPlanned(scenario)) {
    if (scenario) world.scenarios.next(scenario);
    return options.code === undefined ? { kind: 'success' } : { kind: 'error', sent: messageOf(world.catalog, options, preferred, among) };
  }
  const step = world.scenarios.next(scenario);
  if (step.kind !== 'error') return { kind: step.kind };
  const asked = merged(options, step.options);
  const isCode = asked.code !== undefined && ![UNKNOWN, PROXY, STRAY].includes(asked.code);
  const code = isCode ? world.catalog.find(asked.code ?? '', servicesFor(world, asked, among)).code : undefined;
  const final = code ? waiting(code, { ...step, options: asked }) : asked;
  const sent = messageOf(world.catalog, final, preferred, among);
  return { kind: 'error', sent: scenario.edit ? { ...sent, message: scenario.edit(sent.message) } : sent };
}

function servicesFor(
  world: World,
  { service }: Options,
  among: readonly CompiledService[] | undefined,
): readonly CompiledService[] | undefined {
  const named = service === undefined ? undefined : world.catalog.service(service);
  return named ? [named] : among;
}

/** Headers of a request, repeated ones joined (RFC 9110, section 5.3). */
export function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
