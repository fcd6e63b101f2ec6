import type { IncomingMessage } from 'node:http';
import { reasonPhrase } from '../model/status.ts';
import type { CompiledService } from '../compile/types.ts';
import { slug } from '../model/slug.ts';
import { wireText, plainAnswer } from './answer.ts';
import { optionsFromHeader, optionsFromPairs, preferredCode } from './options.ts';
import type { Options } from './options.ts';
import { Refusal } from './problem.ts';
import type { Problem } from './problem.ts';
import { decoded } from './scenarios.ts';
import { PROXY, STRAY, UNKNOWN } from './sent.ts';
import type { Sent } from './sent.ts';
import type { Answer } from './transport.ts';
import type { World } from './world.ts';

/** Where the key of a scenario stands that came in the path: `/~at/<key>/...` becomes this header and the rest of the path. */
export const SCENARIO = 'mock-scenario';

/** Query keys that Engine.IO uses for itself (Engine.IO protocol v4, "URL"). */
const ENGINE = ['EIO', 'transport', 'sid', 't', 'b64', 'j'];

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);

/**
 * What the opening of a connection asks for: options from the query, over those of the headers.
 * @param isOurs false: the query belongs to the operation of the client, and only headers count
 */
export function wishOf(
  request: Pick<IncomingMessage, 'headers'>,
  query: URLSearchParams,
  isOurs: boolean,
): { options: Options; scenario: string | undefined } {
  const { headers } = request;
  const options = optionsFromHeader(one(headers['mock-options']) ?? '');
  const code = one(headers['mock-code']) ?? preferredCode(one(headers.prefer) ?? '');
  if (code !== undefined) options.code = code;
  if (isOurs)
    optionsFromPairs(
      [...query].filter(([name]) => name !== 'scenario' && !ENGINE.includes(name)),
      options,
    );
  return { options, scenario: one(headers[SCENARIO]) ?? (isOurs ? (query.get('scenario') ?? undefined) : undefined) };
}

/** A path as its segments, percent-decoded where it can be. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

/** The service of a path `/<service>` or `/<service>/<name>`, and the name. */
function servicePath(world: World, path: string): { service: CompiledService; second: string | undefined } | undefined {
  const [first, second, ...rest] = segmentsOf(path);
  const service = world.catalog.catalog.services.find((each) => slug(each.service) === first);
  return service && rest.length === 0 ? { service, second } : undefined;
}

/** A place `/<service>` or `/<service>/<code>`. */
export function placeOf(world: World, path: string): { service: CompiledService; code?: string } | undefined {
  const { service, second } = servicePath(world, path) ?? {};
  if (!service) return undefined;
  if (second === undefined) return { service };
  const code = service.codes.find((each) => each.slug === second || each.id === second);
  if (code) return { service, code: code.id };
  return second !== undefined && [UNKNOWN, PROXY, STRAY].includes(second) ? { service, code: second } : undefined;
}

/**
 * The HTTP response that refuses a handshake because of an error: the code's own HTTP message where it has one, else its status (or 403)
 * and a problem that names it.
 */
export function refusalFor(sent: Sent): Answer {
  if (sent.transport === 'http') return plainAnswer(sent);
  const status = sent.code.status.find((each) => each >= 400 && each < 600) ?? 403;
  const [title = sent.code.id] = Object.values(sent.code.title);
  const problem: Problem = { type: 'about:blank', title: reasonPhrase(status), status, detail: title, code: sent.code.code };
  return problemAnswer(problem);
}

/** A problem as a response (RFC 9457, section 3). */
export function problemAnswer(problem: Problem): Answer {
  return {
    status: problem.status,
    headers: [['Content-Type', 'application/problem+json']],
    body: wireText(problem, 'application/problem+json'),
  };
}

/** A response as bytes, for a socket that no HTTP server answers any more: a refused upgrade, a broken request (RFC 9112). */
export function rawResponse({ status, headers, body = '' }: Answer): Buffer {
  const content = Buffer.from(body, 'utf8');
  const lines = [
    `HTTP/1.1 ${status} ${reasonPhrase(status)}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${content.length}`,
    'Connection: close',
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), content]);
}

/** Thrown where nothing listens: below a service a code that it does not have, with the nearest ones. */
export function nowhere(world: World, path: string): Refusal {
  const { service, second } = servicePath(world, path) ?? {};
  if (service && second !== undefined) return world.catalog.missing(second, [service]);
  return new Refusal(404, `nothing is declared at ${path}; / lists everything that can be asked for`);
}
