import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import type { CompiledService } from '../../compile/types.ts';
import { isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { slug } from '../../model/slug.ts';
import { SCENARIO, wishOf } from '../handshake.ts';
import { optionsFromJson } from '../options.ts';
import type { Moment, Options } from '../options.ts';
import { problemOf } from '../problem.ts';
import { isPlanned } from '../scenarios.ts';
import type { Scenario } from '../scenarios.ts';
import type { Sent } from '../sent.ts';
import type { Endpoint, MockTransport } from '../transport.ts';
import { headersOf, meet, scenarioOf } from '../world.ts';
import type { Meeting, World } from '../world.ts';

const NAME = 'socket.io';
const PATH = '/socket.io/';

/** A client in a namespace, and what it asked for when it connected. */
interface Session {
  readonly among: readonly CompiledService[] | undefined;
  readonly options: Options;
  readonly scenario: Scenario | undefined;
  readonly when: Moment;
  readonly connection: number;
  meeting?: Meeting;
}

/** Services of a namespace: those whose envelopes or operations name it as their channel, or the one of its name. */
function servicesOf(world: World, namespace: string): readonly CompiledService[] {
  return world.catalog.catalog.services.filter(
    ({ service, envelopes, operations }) =>
      namespace === `/${slug(service)}` ||
      envelopes.some(({ transport, channel }) => transport === NAME && (channel ?? '/') === namespace) ||
      operations.some(({ event, channel }) => event !== undefined && channel === namespace),
  );
}

/** What a client asks for with the packet CONNECT: in `auth.mock`, in the query of its address, or in a header. */
function understand(world: World, socket: Socket, connection: number): Session {
  const { query, auth, headers } = socket.handshake;
  const pairs = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const { options, scenario: inQuery } = wishOf({ headers: { ...headers, ...scenarioHeader(socket) } }, pairs, true);
  const asked: unknown = isObject(auth) ? auth.mock : undefined;
  const { scenario: inAuth, ...rest } = isObject(asked) ? asked : {};
  if (asked !== undefined) optionsFromJson(isObject(asked) ? rest : asked, options);
  const scenario = scenarioOf(world, typeof inAuth === 'string' ? inAuth : inQuery);
  const when = options.when ?? (scenario && isPlanned(scenario) ? scenario.when : 'open');
  const among = servicesOf(world, socket.nsp.name);
  return { among, options, scenario, when, connection };
}

/** The key that stood in the path of the request which opened the connection. */
function scenarioHeader(socket: Socket): Record<string, string> {
  const value = socket.request.headers[SCENARIO];
  return typeof value === 'string' ? { [SCENARIO]: value } : {};
}

/** Why a namespace refuses: `connect_error` with the text of the message, its payload under `data`. */
function refusing(sent: Sent): Error {
  const payload = sent.message.body ?? sent.message.ack ?? null;
  const [title = sent.code.id] = Object.values(sent.code.title);
  const text = isObject(payload)
    ? ['message', 'error', 'detail'].map((name) => payload[name]).find((value) => typeof value === 'string')
    : undefined;
  return Object.assign(new Error(typeof text === 'string' ? text : title), { data: payload });
}

/** A session: events of the client, answered by event or acknowledgement (Socket.IO protocol v5). */
function serve(world: World, socket: Socket, session: Session): void {
  const { among, options, scenario, when, connection } = session;
  const key = scenario?.key ?? '';
  let closedBy: 'mock' | 'client' = 'client';
  const log = (data: Json, outcome: Sent['outcome']): void =>
    world.log.write(key, { type: 'sent', transport: NAME, connection, data, ...outcome });
  const tell = (meeting: Meeting, event: string, acknowledge: ((value: Json) => void) | undefined): void => {
    if (meeting.kind !== 'error') {
      const answer: Json = { ok: true, ...(meeting.kind === 'pending' && { state: 'pending' }) };
      log(acknowledge ? { ack: answer } : { event: 'mock', body: { ...answer, event } }, { outcome: meeting.kind });
      if (acknowledge) acknowledge(answer);
      else socket.emit('mock', { ...answer, event });
      return;
    }
    const { message, code, outcome } = meeting.sent;
    log(message, outcome);
    if (message.event !== undefined || message.body !== undefined || message.args !== undefined) {
      const args = Array.isArray(message.args) ? message.args : [];
      socket.emit(
        typeof message.event === 'string' ? message.event : 'message',
        ...(message.body === undefined ? [] : [message.body]),
        ...args,
      );
    }
    if (message.ack !== undefined) {
      if (acknowledge) acknowledge(message.ack);
      else
        socket.emit('mock', {
          type: 'about:blank',
          title: 'No Acknowledgement',
          detail: `\`${code.id}\` is an acknowledgement; emit with a callback`,
        });
    }
    if (code.fatal !== true) return;
    closedBy = 'mock';
    socket.disconnect(true);
  };
  socket.on('disconnect', (reason) => {
    clearTimeout(timer);
    world.log.write(key, { type: 'closed', transport: NAME, connection, by: closedBy, reason });
  });
  const timer = setTimeout(() => {
    closedBy = 'mock';
    socket.disconnect(true);
  }, world.limits.session);
  socket.onAny((event: string, ...args: unknown[]) => {
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? (value: Json): void => void (last as (value: Json) => unknown)(value) : undefined;
    const given = acknowledge ? args.slice(0, -1) : args;
    const [first] = given;
    world.log.write(key, {
      type: 'received',
      transport: NAME,
      connection,
      data: { event, args: plain(given), acknowledged: acknowledge !== undefined },
    });
    try {
      const asked: unknown = event === 'mock' ? first : isObject(first) ? first.mock : undefined;
      if (asked !== undefined)
        tell(meet(world, undefined, { options: optionsFromJson(asked), preferred: [NAME], only: NAME, among }), event, acknowledge);
      else if (when === 'message') tell(meet(world, scenario, { options, preferred: [NAME], only: NAME, among }), event, acknowledge);
      else tell({ kind: 'success' }, event, acknowledge);
    } catch (error) {
      const problem = problemOf(error);
      log(problem, { outcome: 'refused' });
      if (acknowledge) acknowledge(problem);
      else socket.emit('mock', problem);
    }
  });
  if (session.meeting?.kind === 'error') tell(session.meeting, 'connect', undefined);
}

/** What a client sent, as JSON: binary attachments by their size. */
function plain(value: unknown): Json {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (Buffer.isBuffer(inner) ? { bytes: inner.length } : inner)) ?? 'null',
  ) as Json;
}

/** Socket.IO on a server of its own that never listens: requests and upgrades are handed to it, so that it takes nothing from the others. */
function open(world: World): Endpoint {
  const inner = createServer();
  const io = new Server(inner, {
    path: PATH,
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: world.limits.body,
    connectTimeout: world.limits.headersTimeout,
    cors: { origin: true, credentials: true },
  });
  const sessions = new WeakMap<Socket, Session>();
  const namespaces = io.of((name, _auth, next) => next(null, name === '/' || servicesOf(world, name).length > 0));
  for (const namespace of [io.of('/'), namespaces]) {
    namespace.use((socket, next) => {
      const connection = world.nextConnection();
      const seen = {
        type: 'open',
        transport: NAME,
        connection,
        path: socket.nsp.name,
        headers: headersOf(socket.request),
        auth: plain(socket.handshake.auth),
      } as const;
      let key = '';
      try {
        const session = understand(world, socket, connection);
        const { scenario, options, among, when } = session;
        key = scenario?.key ?? '';
        if (when !== 'message')
          session.meeting = meet(world, scenario, { options, preferred: [NAME, 'http'], among, ...(when === 'open' && { only: NAME }) });
        if (when === 'handshake' && session.meeting?.kind === 'error') {
          world.log.write(key, { ...seen, ...session.meeting.sent.outcome });
          next(refusing(session.meeting.sent));
          return;
        }
        sessions.set(socket, session);
        world.log.write(key, { ...seen, outcome: 'success' });
        next();
      } catch (error) {
        const problem = problemOf(error);
        world.log.write(key, { ...seen, outcome: 'refused' });
        next(Object.assign(new Error(problem.detail), { data: problem }));
      }
    });
    namespace.on('connection', (socket) => {
      const session = sessions.get(socket);
      if (session) serve(world, socket, session);
    });
  }
  return {
    owns: (url) => url.startsWith(PATH),
    request: (request, response) => void inner.emit('request', request, response),
    upgrade: (request, socket, head) => void inner.emit('upgrade', request, socket, head),
    close: () => {
      io.disconnectSockets(true);
      io.engine.close();
      return Promise.resolve();
    },
  };
}

/** Events, acknowledgements and refused connections of Socket.IO. */
export const socketIo: MockTransport = {
  name: NAME,
  does: 'Listens on the declared namespaces and on `/<service>`. Emits the event after connecting (`when=open`), as the answer to each event (`when=message`) or to an event `mock` with `{"code": ...}`; answers an emit that has a callback by acknowledgement where the envelope is one; refuses with `connect_error` (`when=handshake`). After a fatal error it disconnects.',
  open,
};
