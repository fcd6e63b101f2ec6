import type { OutgoingHttpHeaders } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { contentOf } from './content.ts';
import { controlApp } from './control.ts';
import { exchange } from './exchange.ts';
import { problemAnswer } from './handshake.ts';
import { pageStyle } from './page-style.ts';
import { triggerPage } from './page.ts';
import { problemOf, Refusal } from './problem.ts';
import type { Answer } from './transport.ts';
import { triggersOf } from './triggers.ts';
import type { World } from './world.ts';

/** Statuses whose responses have no content (Fetch Standard, "null body status"). */
const EMPTY = new Set([204, 205, 304]);

function responseOf({ status, headers, body }: Answer): Response {
  return new Response(EMPTY.has(status) ? null : (body ?? null), {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}

/**
 * Writes header names as the catalog spells them. A `Response` has them in lower case, which means the same (RFC 9110, section 5.1), but
 * whoever compares `curl -i` with a page should see no difference.
 */
function keepSpelling(outgoing: HttpBindings['outgoing'], { headers }: Answer): void {
  const spelling = new Map(headers.map(([name]) => [name.toLowerCase(), name]));
  const spelled = (name: string): string => spelling.get(name) ?? name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const write: (status: number, given?: OutgoingHttpHeaders) => typeof outgoing = outgoing.writeHead.bind(outgoing);
  outgoing.writeHead = (status: number, given: unknown = {}) =>
    write(status, Object.fromEntries(Object.entries(given as OutgoingHttpHeaders).map(([name, value]) => [spelled(name), value])));
}

/** Everything that the mock answers over HTTP. */
export function createApp(world: World): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // A page of any origin may ask: the mock holds no secrets, and a browser client under development has an origin of its own.
  app.use(async (context, next) => {
    const origin = context.req.header('origin');
    const asked = context.req.header('access-control-request-method');
    if (context.req.method === 'OPTIONS' && origin !== undefined && asked !== undefined) {
      const wanted = context.req.header('access-control-request-headers');
      return context.body(null, 204, {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Methods': asked,
        ...(wanted !== undefined && { 'Access-Control-Allow-Headers': wanted }),
        'Access-Control-Max-Age': '600',
        Vary: 'Origin',
      });
    }
    await next();
    if (origin === undefined) return undefined;
    const names = [...context.res.headers.keys()].join(', ');
    context.header('Access-Control-Allow-Origin', origin);
    context.header('Access-Control-Allow-Credentials', 'true');
    context.header('Access-Control-Expose-Headers', names);
    context.header('Vary', 'Origin', { append: true });
    return undefined;
  });
  app.onError((error) => {
    const answer = problemAnswer(problemOf(error));
    // What is left of too large a request is not read, so the connection cannot be used again (RFC 9110, section 15.5.14).
    return responseOf(answer.status === 413 ? { ...answer, headers: [...answer.headers, ['Connection', 'close']] } : answer);
  });
  app.notFound(() =>
    responseOf(problemAnswer(new Refusal(404, 'nothing is declared here; / lists everything that can be asked for').problem)),
  );
  app.route('/~mock', controlApp(world));
  app.get('/~mock/triggers.json', (context) => context.json(triggersOf(world.catalog, new URL(context.req.url).origin)));
  app.get('/~mock/page.css', (context) => context.body(pageStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/', (context) =>
    context.html(triggerPage(triggersOf(world.catalog, new URL(context.req.url).origin)), 200, {
      'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    }),
  );
  app.all('*', async (context) => {
    const body = await contentOf(context.env.incoming, world.limits.body);
    const { incoming, outgoing } = context.env;
    const answer = exchange(world, { request: incoming, method: context.req.method, url: new URL(context.req.url), body });
    keepSpelling(outgoing, answer);
    return responseOf(answer);
  });
  return app;
}
