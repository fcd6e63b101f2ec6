import type { IncomingMessage } from 'node:http';
import type { CompiledService } from '../compile/types.ts';
import { isObject } from '../model/json.ts';
import { PENDING, SUCCESS } from './answer.ts';
import { nowhere, placeOf, problemAnswer, wishOf } from './handshake.ts';
import type { Outcome } from './log.ts';
import type { Route } from './operations.ts';
import { optionsFromJson, parsed } from './options.ts';
import { problemOf, Refusal } from './problem.ts';
import type { Sent } from './sent.ts';
import { pathOrder, provocationOf } from './provoke.ts';
import type { Answer } from './transport.ts';
import { mockTransport } from './transports/index.ts';
import { headersOf, meet, scenarioOf } from './world.ts';
import type { World } from './world.ts';

/** One request, read whole. */
export interface Asked {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/** What an HTTP request is about: one code, or a declared operation. */
interface Target {
  readonly among: readonly CompiledService[];
  /** Its code, where the path names one. */
  readonly code?: string;
  readonly operation?: Route;
}

function allowed(routes: readonly Route[], method: string): Route[] {
  return routes.filter(
    ({ operation }) =>
      operation.method === undefined ||
      operation.method.toUpperCase() === method ||
      (method === 'HEAD' && operation.method.toUpperCase() === 'GET'),
  );
}

function targetOf(world: World, { method, url }: Asked): Target {
  const place = placeOf(world, url.pathname);
  if (place?.code !== undefined) return { among: [place.service], code: place.code };
  const routes = world.operations.at(url.pathname);
  const [operation, ...others] = allowed(routes, method);
  if (operation) return { among: [...new Set([operation, ...others].map(({ service }) => service))], operation };
  if (routes.length > 0) {
    const methods = routes.flatMap((route) => route.operation.method?.toUpperCase() ?? []).join(', ');
    throw new Refusal(405, `${url.pathname} is declared for ${methods} only`, { allow: methods });
  }
  throw nowhere(world, url.pathname);
}

/** The answer to a message that HTTP cannot carry: how to get it instead. */
function elsewhere(sent: Sent, base: string): Refusal {
  const message = sent.code.messages.find(({ envelope, within }) => (within ?? envelope) === sent.envelope);
  const how = message && provocationOf(sent.service, sent.code, message, base);
  const detail = `\`${sent.code.id}\` travels over ${sent.transport}${how ? `; try: ${how.run}` : ''}`;
  return new Refusal(sent.transport === 'websocket' ? 426 : 400, detail, { code: sent.code.code });
}

function respond(world: World, asked: Asked): { answer: Answer; outcome: Outcome; key: string } {
  const { request, method, url, body } = asked;
  const target = targetOf(world, asked);
  const isOurs = target.code !== undefined;
  const { options, scenario: text } = wishOf(request, url.searchParams, isOurs);
  if (target.code !== undefined) options.code = target.code;
  const json = isOurs ? parsed(body) : undefined;
  if (isObject(json) && Object.hasOwn(json, 'mock')) optionsFromJson(json.mock, options);
  const scenario = scenarioOf(world, text);
  const key = scenario?.key ?? '';
  const wantsStream = /\btext\/event-stream\b/.test(request.headers.accept ?? '');
  const preferred = wantsStream ? (['sse', ...pathOrder] as const) : pathOrder;
  try {
    const meeting = meet(world, scenario, { options, preferred, among: target.among });
    if (meeting.kind !== 'error') {
      const headers = [['Content-Type', 'application/json']] as const;
      if (meeting.kind === 'pending')
        return {
          key,
          outcome: { outcome: 'pending' },
          answer: { status: 202, headers: [...headers, ['Retry-After', '1']], body: PENDING },
        };
      const isEmpty = method === 'DELETE';
      return {
        key,
        outcome: { outcome: 'success' },
        answer: isEmpty ? { status: 204, headers: [] } : { status: 200, headers, body: SUCCESS },
      };
    }
    const { sent } = meeting;
    const answer = mockTransport(sent.transport)?.answer?.(sent);
    if (!answer) throw elsewhere(sent, url.origin);
    if (answer.status < 200 || answer.status > 599)
      throw new Refusal(
        501,
        `status ${answer.status} of \`${sent.code.id}\` is no final HTTP status (RFC 9110, section 15), so it cannot be answered`,
      );
    return { key, outcome: sent.outcome, answer };
  } catch (error) {
    return { key, ...refused(error) };
  }
}

function refused(error: unknown): { answer: Answer; outcome: Outcome } {
  const problem = problemOf(error);
  const answer = problemAnswer(problem);
  const more: [string, string][] = [];
  if (problem.status === 426) more.push(['Upgrade', 'websocket'], ['Connection', 'Upgrade']);
  if (typeof problem.allow === 'string') more.push(['Allow', problem.allow]);
  return { answer: { ...answer, headers: [...answer.headers, ...more] }, outcome: { outcome: 'refused' } };
}

/** Answers a request for a code or on an operation, and writes it into the log. */
export function exchange(world: World, asked: Asked): Answer {
  const { request, method, url, body } = asked;
  let done: { answer: Answer; outcome: Outcome; key: string };
  try {
    done = respond(world, asked);
  } catch (error) {
    done = { key: '', ...refused(error) };
  }
  world.log.write(done.key, {
    type: 'request',
    method,
    path: url.pathname + url.search,
    headers: headersOf(request),
    body,
    status: done.answer.status,
    ...done.outcome,
  });
  return done.answer;
}
