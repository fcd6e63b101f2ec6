import type { CompiledCatalog, CompiledService } from '../../compile/types.ts';
import type { Candidate } from '../candidates.ts';
import type { Client } from '../client.ts';
import type { TrialName } from '../types.ts';
import type { HandlerWriter } from './handler.ts';
import { handlerPlansOf, isFailure, knowsStrangers } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { goHttpHandler, goTaskHandler, goWebsocketHandler } from './go-transports.ts';
import { javaSocketioHandler } from './java-socketio.ts';
import { javaHttpHandler, javaTaskHandler, javaWebsocketHandler } from './java-transports.ts';
import { phpHttpHandler, phpTaskHandler } from './php-requests.ts';
import { pythonHttpxHandler, pythonTaskHandler } from './python-requests.ts';
import { pythonSocketioHandler, pythonWebsocketsHandler } from './python-sessions.ts';
import { rubyHttpHandler, rubyTaskHandler } from './ruby-requests.ts';
import { rustHttpHandler, rustTaskHandler, rustWebsocketHandler } from './rust-transports.ts';
import { straysOf } from './strays.ts';
import { typescriptFetchHandler } from './typescript-fetch.ts';
import { typescriptSocketIoHandler } from './typescript-socket-io.ts';
import { typescriptTaskHandler } from './typescript-task.ts';
import { typescriptWebsocketHandler } from './typescript-websocket.ts';

/** Who writes whole handlers, in the order in which pages offer them. */
export const writers: readonly HandlerWriter[] = [
  typescriptFetchHandler,
  typescriptWebsocketHandler,
  typescriptSocketIoHandler,
  typescriptTaskHandler,
  pythonHttpxHandler,
  pythonWebsocketsHandler,
  pythonSocketioHandler,
  pythonTaskHandler,
  goHttpHandler,
  goWebsocketHandler,
  goTaskHandler,
  javaHttpHandler,
  javaWebsocketHandler,
  javaSocketioHandler,
  javaTaskHandler,
  rustHttpHandler,
  rustWebsocketHandler,
  rustTaskHandler,
  rubyHttpHandler,
  rubyTaskHandler,
  phpHttpHandler,
  phpTaskHandler,
];

/** A whole handler that has still to show what it can: every error of a service over one transport, in one file. */
export interface HandlerCandidate {
  /** `service/transport/client`: its name in records. */
  readonly name: string;
  readonly service: string;
  readonly client: Client;
  readonly transport: HandlerPlan['transport'];
  /** The file. */
  readonly code: string;
  /** One for each error that it must know, all with the code of the file. */
  readonly meets: readonly Candidate[];
}

/** The whole handlers of a catalog: every service, every transport of it, every client for which one is written. */
export function handlersOf(catalog: CompiledCatalog): HandlerCandidate[] {
  const [locale = 'en'] = catalog.locales;
  return catalog.services.flatMap((service) => handlersOfService(service, locale));
}

function handlersOfService(service: CompiledService, locale: string): HandlerCandidate[] {
  const plans = handlerPlansOf(service, locale);
  return writers.flatMap((writer) =>
    plans
      .filter(({ transport }) => writer.client.transports.includes(transport))
      .flatMap((plan) => {
        const handler = writer.write(plan);
        if (!handler) return [];
        const { client } = writer;
        const name = `${service.service}/${plan.transport}/${client.id}`;
        const meets = plan.cases.map((one, at): Candidate => {
          const entry = { name: handler.entry, takes: writer.takes(plan, one.plan) };
          return {
            name: `${name}/${one.name}`,
            plan: one.plan,
            client,
            snippet: { code: handler.code, facts: [], entry },
            trials: trialsOf(plan, one, at),
            strays: straysOf(plan, at),
          };
        });
        return [{ name, service: service.service, client, transport: plan.transport, code: handler.code, meets }];
      }),
  );
}

/** Which error a page of something between stands in for: the first with a status of failure, unless a status alone tells some error. */
const pageAt = ({ transport, cases }: HandlerPlan): number =>
  transport === 'http' && cases.every(({ codeAt, signs }) => codeAt ?? signs.some(({ place: [slot] }) => slot !== 'status'))
    ? cases.findIndex(({ plan }) => isFailure(plan))
    : -1;

/** Which error a message stands in for that is none: it lacks what all errors share, or comes as an event without a code. */
const strayAt = ({ transport, cases, shared }: HandlerPlan): number =>
  transport === 'socket.io' || (transport !== 'http' && shared.length > 0) ? cases.findIndex(({ codeAt }) => codeAt) : -1;

/** Each error as far as it makes a difference; a success once, a stranger once in every envelope. */
function trialsOf(plan: HandlerPlan, one: Case, at: number): TrialName[] {
  const { policy, envelope } = one.plan;
  const first = plan.cases.findIndex((other) => other.plan.envelope === envelope) === at;
  const repeats = policy.kind === 'retry' || policy.kind === 'refresh';
  return [
    'lasts',
    ...(repeats ? (['recovers'] as const) : []),
    ...(policy.kind === 'retry' && one.plan.ask ? (['was-done'] as const) : []),
    ...(at === 0 ? (['success'] as const) : []),
    ...(at === strayAt(plan) ? (['stray'] as const) : []),
    ...(at === pageAt(plan) ? (['fallback-page'] as const) : []),
    ...(first ? [knowsStrangers(plan, one) ? ('fallback' as const) : ('unknown' as const)] : []),
  ];
}
