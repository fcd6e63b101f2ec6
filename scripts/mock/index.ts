import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { CompiledCatalog } from '../compile/types.ts';
import { createApp } from './app.ts';
import { openCatalog } from './catalog.ts';
import { problemAnswer, rawResponse, SCENARIO } from './handshake.ts';
import { isLoopback } from './host.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { createLog } from './log.ts';
import type { MockLog } from './log.ts';
import { openOperations } from './operations.ts';
import { problemOf, Refusal } from './problem.ts';
import { checkedKey, createScenarios, decoded, planOf } from './scenarios.ts';
import type { Edit } from './scenarios.ts';
import { mockTransports } from './transports/index.ts';
import type { World } from './world.ts';
import type { JsonObject } from '../model/json.ts';

export type { MockLog } from './log.ts';

/** How to run a mock. Everything has a default. */
export interface MockOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Address to listen on. Absent: 127.0.0.1, and requests whose `Host` is another machine's are refused. */
  readonly host?: string;
  /** Milliseconds, for the log. Absent: events are numbered. */
  readonly clock?: () => number;
  readonly limits?: Partial<Limits>;
}

/** A running mock. */
export interface Mock {
  /** Where it listens: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly log: MockLog;
  /**
   * Puts a scenario in place, as `POST /~mock/scenarios` does: `scenario('run-1', { code: '...', fail: 2, then: 'success' })`.
   * @param edit changes each error on its way: a client must cope with messages that no catalog has
   * @throws Refusal when a word of it is wrong
   */
  scenario(key: string, plan: JsonObject, edit?: Edit): void;
  /**
   * Opens one more port, whose requests all belong to a scenario: for clients that can be given an address and nothing else.
   * @returns its address
   */
  door(key: string): Promise<string>;
  close(): Promise<void>;
}

const AT = /^\/~at\/([^/?#]*)(?=[/?#]|$)/;

/** Takes the key of a scenario out of the path, where it stands there, and puts it into the header; else the key of the port. */
function takeKey(request: IncomingMessage, door: string | undefined): void {
  const url = request.url ?? '/';
  const found = AT.exec(url);
  if (!found) {
    if (door !== undefined) request.headers[SCENARIO] ??= door;
    return;
  }
  request.headers[SCENARIO] = checkedKey(decoded(found[1] ?? ''));
  const rest = url.slice(found[0].length);
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}

/** @throws Refusal for a `Host` of another machine: a page that was given this address by a hostile name server (DNS rebinding) */
function checkHost(request: IncomingMessage, isOpen: boolean): void {
  const { host } = request.headers;
  if (isOpen || host === undefined || isLoopback(host)) return;
  throw new Refusal(421, `the mock answers to localhost only, not to \`${host}\`; start it with --host to let other names in`);
}

/** What a broken request is told (`server.on('clientError')`): too large a header, too slow, or no HTTP. */
function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const detail = { 431: 'the header section is too large', 408: 'the request took too long', 400: 'this is no HTTP/1.1 request' }[status];
  socket.end(rawResponse(problemAnswer(new Refusal(status, detail).problem)));
}

/**
 * Serves every error of a catalog on one port: HTTP, WebSocket, Socket.IO, server-sent events, task results.
 *
 * @throws the system's error where the port cannot be had (`EADDRINUSE`, `EACCES`)
 */
export async function startMock(compiled: CompiledCatalog, options: MockOptions = {}): Promise<Mock> {
  const limits = { ...defaultLimits, ...options.limits };
  const catalog = openCatalog(compiled);
  let connections = 0;
  const world: World = {
    catalog,
    operations: openOperations(catalog),
    scenarios: createScenarios(limits.scenarios),
    log: createLog(options.clock, limits.events),
    limits,
    nextConnection: () => (connections += 1),
  };
  const endpoints = mockTransports.flatMap((transport) => transport.open?.(world) ?? []);
  const listener = getRequestListener(createApp(world).fetch, { overrideGlobalObjects: false });
  const isOpen = options.host !== undefined;

  const servers: Server[] = [];
  const serve = async (port: number, door?: string): Promise<string> => {
    const server = createServer(
      {
        headersTimeout: limits.headersTimeout,
        requestTimeout: limits.requestTimeout,
        connectionsCheckingInterval: 1000,
        // Java's client offers HTTP/2 (`h2c`) with every first request: an offer that is not taken is an ordinary request (RFC 9110, section 7.8).
        shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
      },
      (request, response) => {
        try {
          checkHost(request, isOpen);
          takeKey(request, door);
        } catch (error) {
          request.socket.end(rawResponse(problemAnswer(problemOf(error))));
          return;
        }
        const endpoint = endpoints.find((each) => each.owns?.(request.url ?? ''));
        if (endpoint?.request) endpoint.request(request, response);
        else void listener(request, response);
      },
    );
    server.maxConnections = limits.connections;
    server.on('clientError', answerBroken);
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      try {
        checkHost(request, isOpen);
        takeKey(request, door);
        const endpoint = endpoints.find((each) => each.owns?.(request.url ?? '')) ?? endpoints.find((each) => each.owns === undefined);
        endpoint?.upgrade(request, socket, head);
      } catch (error) {
        socket.end(rawResponse(problemAnswer(problemOf(error))));
      }
    });
    servers.push(server);
    await listen(server, port, options.host ?? '127.0.0.1');
    const { port: got, address, family } = server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${got}`;
  };
  const url = await serve(options.port ?? 0);
  return {
    url,
    door: (key) => serve(0, checkedKey(key)),
    log: world.log,
    scenario: (key, plan, edit) => void world.scenarios.define(checkedKey(key), planOf(plan), edit),
    close: async () => {
      for (const endpoint of endpoints) await endpoint.close();
      for (const server of servers) {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      }
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
