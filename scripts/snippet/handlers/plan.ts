import type { CompiledCode, CompiledMessage, CompiledService } from '../../compile/types.ts';
import type { Json } from '../../model/json.ts';
import type { Transport } from '../../model/vocabulary.ts';
import type { Given } from '../client.ts';
import { isIndex } from '../asked.ts';
import { contentOf } from '../content.ts';
import { renews } from '../credentials.ts';
import type { CredentialsIn } from '../credentials.ts';
import { when } from '../lines.ts';
import { plansOf } from '../plan.ts';
import { sentOver, signsOf } from '../recognise.ts';
import type { Place, Plan, Policy, Reading, Sign } from '../types.ts';
import { passes } from '../value.ts';

/** An error among the others of its service. */
export interface Case {
  readonly plan: Plan;
  /** Its code, or its id where two errors have one code. */
  readonly name: string;
  /** Where its code stands as it is; undefined where only tests of its own tell it. */
  readonly codeAt?: Place;
  /** It is a number there. */
  readonly isNumber?: boolean;
  /** The tests that tell it from all others, where its code does not. */
  readonly signs: readonly Sign[];
  /** It may have been done, or was done: whoever repeats a write has to ask first. */
  readonly ask: boolean;
}

/** What a whole handler does, before any language: every error of a service over one transport. */
export interface HandlerPlan {
  readonly service: string;
  readonly title: string;
  readonly transport: Transport;
  readonly cases: readonly Case[];
  /** Places that hold codes as they are, each once. */
  readonly codePlaces: readonly Place[];
  /** Constants of every message with a code: what shows them and has a code that nobody knows is an error, too. Statuses and events are no part. */
  readonly shared: readonly Sign[];
  /** Events that carry errors, where the transport has events. */
  readonly events: readonly string[];
  /** Where the id stands that support asks for, each place once. */
  readonly traces: readonly Reading[];
  readonly kinds: ReadonlySet<Policy['kind']>;
  /** Some success looks like a response: an error with a status of success is told by its tests only. */
  readonly lax: boolean;
  /** The channel or namespace of all calls; undefined where there is none, or where they differ. */
  readonly channel?: string;
  readonly channels: readonly string[];
}

/**
 * Plans for handlers of a service, one a transport, made from those of its codes. An error that nothing tells from another has no branch: it
 * is treated as an unknown one.
 *
 * @param locale of the texts that are not on the wire
 */
export function handlerPlansOf(service: CompiledService, locale: string): HandlerPlan[] {
  const planned = service.codes.flatMap((code) => plansOf(code, service, locale).map((plan) => ({ code, plan })));
  const transports = [...new Set(planned.map(({ plan }) => plan.transport))];
  return transports.flatMap((transport) => {
    const own = planned.filter(
      ({ plan }) => plan.transport === transport && plan.recognition.sure && plan.recognition.signs.length > 0 && isEvent(plan),
    );
    return own.length === 0 ? [] : [handlerOf(own, service, transport, locale)];
  });
}

/** An acknowledgement comes with the call, and a refused handshake by another way: neither arrives where a handler listens. */
const isEvent = ({ transport, example }: Plan): boolean => transport !== 'socket.io' || typeof example['event'] === 'string';

interface Planned {
  readonly code: CompiledCode;
  readonly plan: Plan;
}

function handlerOf(planned: readonly Planned[], service: CompiledService, transport: Transport, locale: string): HandlerPlan {
  const inMessage = planned.some(({ plan }) => renews(plan, 'message'));
  const cases = planned.map(({ code, plan: own }): Case => {
    // Where some calls carry their credentials in what they send, it is told with each error whether it takes a new connection.
    const plan = inMessage && renews(own, 'handshake') ? { ...own, reconnect: true } : own;
    const { signs, redundant = [] } = plan.recognition;
    const telling = signs.filter((sign) => !redundant.includes(sign));
    const [only] = telling;
    const byCode =
      telling.length === 1 && only !== undefined && 'equals' in only && String(only.equals) === plan.code && only.place[0] !== 'event';
    return {
      plan,
      name: planned.some((other) => other.code.id !== code.id && other.code.code === code.code) ? code.id : plan.code,
      ...(byCode && { codeAt: only.place, isNumber: typeof only.equals === 'number' }),
      // A status that the others imply is no test here: a success is out of the way already.
      signs: byCode ? [] : signs.filter((sign) => sign.place[0] !== 'status' || !redundant.includes(sign)),
      ask: code.effect !== 'nothing' && code.severity === 'error',
    };
  });
  const channels = unique(planned.map(({ plan }) => plan.call.channel ?? ''));
  const [channel] = channels;
  const coded = cases.filter(({ codeAt }) => codeAt !== undefined);
  return {
    service: service.service,
    title: service.title[locale] ?? Object.values(service.title)[0] ?? service.service,
    transport,
    cases,
    codePlaces: unique(coded.flatMap(({ codeAt }) => (codeAt ? [codeAt] : []))),
    shared: sharedSigns(coded, planned, service, transport),
    events: unique(planned.flatMap(({ plan }) => (typeof plan.example['event'] === 'string' ? [plan.example['event']] : []))),
    traces: unique(planned.flatMap(({ plan }) => (plan.trace ? [plan.trace] : []))),
    kinds: new Set(planned.map(({ plan }) => plan.policy.kind)),
    lax: planned.some(({ plan }) => transport === 'http' && !isFailure(plan)),
    channels,
    ...(channels.length === 1 && channel !== undefined && channel !== '' && { channel }),
  };
}

/** Its status says that something is wrong; an envelope without a status may come with any. */
export const isFailure = ({ example }: Pick<Plan, 'example'>): boolean => Number(example['status']) >= 400;

/** Constants that all messages with codes have in common, beside status, event and the code. */
function sharedSigns(coded: readonly Case[], planned: readonly Planned[], service: CompiledService, transport: Transport): Sign[] {
  const [first] = coded;
  const sent = sentOver(service, transport);
  const message = first && sent.find(({ code, message: one }) => code.id === first.plan.id && one.envelope === first.plan.envelope);
  if (!message) return [];
  return signsOf(message, undefined).filter(
    (sign) =>
      'equals' in sign &&
      sign.place[0] !== 'status' &&
      sign.place[0] !== 'event' &&
      coded.every(
        ({ plan, codeAt }) => codeAt?.join('/') !== sign.place.join('/') && examplesOf(plan, planned).every((one) => passes(sign, one)),
      ),
  );
}

/** All messages of the plan's kind that the catalog shows. */
const examplesOf = (plan: Plan, planned: readonly Planned[]): Plan['example'][] =>
  planned
    .filter(({ code }) => code.id === plan.id)
    .flatMap(({ code }) => code.messages.filter((message: CompiledMessage) => message.transport === plan.transport))
    .flatMap(({ examples }) => examples.map(({ message }) => message));

/** Each thing once, by its JSON. */
const unique = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/** Codes that come with a status of success: only they tell an error from an answer that is good. */
export const goodCases = ({ transport, cases }: HandlerPlan): Case[] =>
  cases.filter(({ plan }) => transport === 'http' && !isFailure(plan));

/** Some code is a number where it stands. */
export const isNumbered = ({ cases }: HandlerPlan): boolean => cases.some(({ isNumber }) => isNumber);

/**
 * Places of codes that may come with a status of success: what stands there is an error, known or not, unless it is nothing or zero, by which
 * protocols say that all is well.
 */
export const toldPlaces = ({ transport, cases }: HandlerPlan): Place[] =>
  unique(cases.flatMap(({ codeAt, plan }) => (transport === 'http' && codeAt && !isFailure(plan) ? [codeAt] : [])));

/** Some error ends the call without a word to the user. */
export const isStopped = ({ kinds }: HandlerPlan): boolean => kinds.has('stop') || kinds.has('correct');

/** Some error is worth another attempt. */
export const isRepeated = ({ kinds }: HandlerPlan): boolean => kinds.has('refresh') || kinds.has('retry');

/** Before some repetition somebody must be asked whether the failed attempt was carried out. */
export const asks = ({ cases }: HandlerPlan): boolean => cases.some(({ ask, plan: { policy } }) => ask && policy.kind === 'retry');

/** Some error asks for new credentials, which are shown there. */
export const shows = ({ cases }: HandlerPlan, place: CredentialsIn): boolean => cases.some(({ plan }) => renews(plan, place));

/** The same, and a request says by its method whether it writes at all. */
export const isWrite = (plan: HandlerPlan): boolean => plan.transport === 'http' && asks(plan);

/** Some error ends the connection, and another one has to be made. */
export const isFatal = ({ transport, cases }: HandlerPlan): boolean =>
  isConnection(transport) &&
  cases.some(({ plan: { reconnect, policy } }) => reconnect && (policy.kind === 'retry' || policy.kind === 'refresh'));

const isConnection = (transport: Transport): boolean => transport === 'websocket' || transport === 'socket.io';

/** Some error asks for something that only the program around the handler can do. */
export const isCalled = (plan: HandlerPlan): boolean =>
  plan.kinds.has('show') || plan.kinds.has('note') || plan.kinds.has('refresh') || asks(plan);

/** There is such a program: connections always need one, for what they cannot throw at anybody. */
export const isHooked = (plan: HandlerPlan): boolean => isConnection(plan.transport) || isCalled(plan);

/** Everything that is read of messages: by what errors are told, and what is said about them. */
const placesOf = ({ cases, codePlaces, shared, traces }: HandlerPlan): Place[] => {
  const readings = cases.flatMap(({ signs, plan: { texts, actions, details, policy } }) => [
    ...signs,
    ...[...texts, ...(actions ? [actions] : [])].filter((one) => 'place' in one),
    ...details,
    ...(policy.kind === 'retry' && policy.wait.kind === 'told' ? [policy.wait.reading] : []),
  ]);
  return [...codePlaces, ...[...shared, ...traces, ...readings].map(({ place }) => place)];
};

/** Some place is an element of a list, those of the arguments of an event left aside. */
export const readsLists = (plan: HandlerPlan): boolean =>
  placesOf(plan).some(([slot, ...rest]) => rest.slice(slot === 'args' ? 1 : 0).some(isIndex));

/** What a failure tells beside code and trace: what the caller has to correct. */
export const detailsOf = ({ plan: { policy, details } }: Case): readonly Reading[] =>
  policy.kind === 'correct' ? details.slice(0, 3) : [];

/** The retries of a handler differ in whether they wait. */
export function waitsOf({ cases }: HandlerPlan): { readonly idle: boolean; readonly waiting: boolean; readonly backoff: boolean } {
  const kinds = cases.flatMap(({ plan: { policy } }) => (policy.kind === 'retry' ? [policy.wait.kind] : []));
  return { idle: kinds.includes('none'), waiting: kinds.some((kind) => kind !== 'none'), backoff: kinds.includes('backoff') };
}

/** The media type that the caller names for a code's call; JSON where it sends no body. */
export function typeOf({ call }: Plan): string {
  const { contentType = 'application/json' } = call;
  return contentOf(call) === 'form' ? `${contentType}; boundary=x` : contentType;
}

/** The path of a call, with `x1` for its values; where the catalog knows none, the mock has one for every code. */
export const pathOf = ({ service, id, call }: Plan): string =>
  call.path?.replaceAll(/\{[^{}]+\}/g, 'x1') ?? `/${service}/${encodeURIComponent(id)}`;

/**
 * Whether a handler can know that a message is an error although its code is in no catalog: by a status that is no success, or because the
 * place of the code holds something.
 */
export const knowsStrangers = (plan: HandlerPlan, { plan: one, codeAt }: Case): boolean =>
  codeAt !== undefined || (plan.transport === 'http' && isFailure(one));

/** Codes with an equal answer to a question, in the order of their first. */
export function grouped<T>(cases: readonly Case[], answer: (one: Case) => T): { readonly cases: Case[]; readonly answer: T }[] {
  const groups = new Map<string, { cases: Case[]; answer: T }>();
  for (const one of cases) {
    const own = answer(one);
    const key = JSON.stringify(own);
    const group = groups.get(key);
    if (group) group.cases.push(one);
    else groups.set(key, { cases: [one], answer: own });
  }
  return [...groups.values()];
}

/**
 * What a function takes to which a request is handed whole: method, path, and, where it has a body, body and headers.
 *
 * @param hooks whether it takes an object of what it calls
 * @param headers the header of the media type, as the language writes it
 */
export const wholeRequestOf = (hooks: boolean, plan: Plan, headers: (type: string) => Json): Given[] => {
  const { method = 'POST' } = plan.call;
  const bodied: Given[] = [
    { kind: 'value', value: '{}' },
    { kind: 'value', value: headers(typeOf(plan)) },
  ];
  return [
    ...when(hooks, { kind: 'hooks' } as const),
    { kind: 'value', value: method },
    { kind: 'value', value: pathOf(plan) },
    ...when(method !== 'GET' && method !== 'HEAD', ...bodied),
  ];
};

/** What a function takes that makes any request: its hooks, then method, path, media type and body of a code's call. */
export const requestOf = (handler: HandlerPlan, plan: Plan): Given[] => [
  ...when(isHooked(handler), { kind: 'hooks' } as const),
  { kind: 'value', value: plan.call.method ?? 'POST' },
  { kind: 'value', value: pathOf(plan) },
  { kind: 'value', value: typeOf(plan) },
  { kind: 'input' },
];
