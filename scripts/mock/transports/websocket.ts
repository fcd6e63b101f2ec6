import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { CompiledService } from '../../compile/types.ts';
import { isObject } from '../../model/json.ts';
import { wireText, PENDING, SUCCESS } from '../answer.ts';
import { nowhere, placeOf, problemAnswer, rawResponse, refusalFor, wishOf } from '../handshake.ts';
import { optionsFromJson, parsed } from '../options.ts';
import type { Moment, Options } from '../options.ts';
import { problemOf } from '../problem.ts';
import { isPlanned } from '../scenarios.ts';
import type { Scenario } from '../scenarios.ts';
import type { Sent } from '../sent.ts';
import type { Endpoint, MockTransport } from '../transport.ts';
import { headersOf, meet, scenarioOf } from '../world.ts';
import type { Meeting, World } from '../world.ts';

/** Milliseconds from a close frame to the end of the connection, where the client does not answer it. */
const CLOSING = 2000;

/** One attempt to connect, understood. */
interface Attempt {
  readonly among: readonly CompiledService[];
  readonly options: Options;
  readonly scenario: Scenario | undefined;
  readonly when: Moment;
  /** What the attempt itself meets; absent where messages are the attempts. */
  readonly meeting?: Meeting;
}

/** Services whose WebSocket stands at a path: `/<service>`, `/<service>/<code>`, or a declared channel or operation. */
function servicesAt(world: World, path: string): { services: readonly CompiledService[]; code?: string } | undefined {
  const place = placeOf(world, path);
  if (place) return { services: [place.service], ...(place.code !== undefined && { code: place.code }) };
  const plain = path.replace(/\/+$/, '');
  const services = world.catalog.catalog.services.filter(
    ({ envelopes, operations }) =>
      envelopes.some(({ transport, channel }) => transport === 'websocket' && channel?.replace(/\/+$/, '') === plain) ||
      operations.some(({ channel }) => channel?.replace(/\/+$/, '') === plain),
  );
  const found = services.length > 0 ? services : [...new Set(world.operations.at(path).map(({ service }) => service))];
  return found.length > 0 ? { services: found } : undefined;
}

function understand(world: World, request: IncomingMessage): Attempt {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://mock.invalid');
  const at = servicesAt(world, pathname);
  if (!at) throw nowhere(world, pathname);
  const { options, scenario: text } = wishOf(request, searchParams, true);
  if (at.code !== undefined) options.code = at.code;
  const scenario = scenarioOf(world, text);
  const when = options.when ?? (scenario && isPlanned(scenario) ? scenario.when : 'open');
  const among = at.services;
  const preferred = when === 'handshake' ? (['http', 'websocket'] as const) : (['websocket'] as const);
  if (when === 'message') return { among, options, scenario, when };
  return {
    among,
    options,
    scenario,
    when,
    meeting: meet(world, scenario, { options, preferred, among, ...(when === 'open' && { only: 'websocket' }) }),
  };
}

/** A close code that may be sent (RFC 6455, section 7.4), and a reason of at most 123 bytes (section 5.5). */
function closing({ message, code }: Sent): { code: number; reason: string } | undefined {
  const declared = isObject(message.close) ? message.close : undefined;
  if (!declared && code.fatal !== true) return undefined;
  const policy = code.category === 'authentication' || code.category === 'permission';
  const number = typeof declared?.code === 'number' ? declared.code : policy ? 1008 : 1011;
  const reason = declared ? (typeof declared.reason === 'string' ? declared.reason : '') : code.code;
  return { code: number, reason: new TextDecoder().decode(Buffer.from(reason).subarray(0, 120)).replace(/\uFFFD+$/, '') };
}

/** A session on an open WebSocket. */
function serve(world: World, socket: WebSocket, attempt: Attempt, connection: number): void {
  const key = attempt.scenario?.key ?? '';
  const transport = 'websocket';
  let closedBy: 'mock' | 'client' = 'client';
  const close = (code: number, reason: string): void => {
    closedBy = 'mock';
    // 1006 is what a reader sees when the connection breaks without a close frame; 1005 when the frame has no code.
    if (code === 1006 || code === 1015) socket.terminate();
    else if (code === 1005) socket.close();
    else if ((code >= 1000 && code <= 1014 && code !== 1004) || (code >= 3000 && code <= 4999)) socket.close(code, reason);
    else socket.close(1011, reason);
  };
  const say = (text: string, outcome: Sent['outcome']): void => {
    world.log.write(key, { type: 'sent', transport, connection, data: parsed(text) ?? text, ...outcome });
    socket.send(text);
  };
  const tell = (meeting: Meeting): void => {
    if (meeting.kind !== 'error') {
      say(meeting.kind === 'pending' ? PENDING : SUCCESS, { outcome: meeting.kind });
      return;
    }
    const { sent } = meeting;
    if (sent.message.body !== undefined) say(wireText(sent.message.body, sent.contentType), sent.outcome);
    const end = closing(sent);
    if (end) close(end.code, end.reason);
  };
  const timer = setTimeout(() => close(1001, 'the session of the mock is over'), world.limits.session);
  socket.on('close', (code, reason) => {
    clearTimeout(timer);
    world.log.write(key, { type: 'closed', transport, connection, by: closedBy, code, reason: reason.toString() });
  });
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    // oxlint's `no-base-to-string` is right about arrays: with the default `binaryType` a message is one Buffer.
    const bytes = Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]);
    const text = isBinary ? '' : bytes.toString('utf8');
    const value = isBinary ? undefined : parsed(text);
    world.log.write(key, { type: 'received', transport, connection, data: isBinary ? { bytes: bytes.length } : (value ?? text) });
    const { among, scenario, options, when } = attempt;
    try {
      if (isObject(value) && Object.hasOwn(value, 'mock'))
        tell(meet(world, undefined, { options: optionsFromJson(value.mock), preferred: [transport], only: transport, among }));
      else if (when === 'message') tell(meet(world, scenario, { options, preferred: [transport], only: transport, among }));
      else tell({ kind: 'success' });
    } catch (error) {
      say(JSON.stringify(problemOf(error)), { outcome: 'refused' });
    }
  });
  if (attempt.meeting?.kind === 'error') tell(attempt.meeting);
}

/** WebSocket sessions on the server of the mock (RFC 6455). */
function open(world: World): Endpoint {
  // ws 8.23 has `closeTimeout`, its types not yet: how long a client may take to answer a close frame.
  const patience = { closeTimeout: CLOSING };
  const server = new WebSocketServer({ noServer: true, maxPayload: world.limits.body, perMessageDeflate: false, ...patience });
  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      const connection = world.nextConnection();
      const seen = { type: 'open', transport: 'websocket', connection, path: request.url ?? '/', headers: headersOf(request) } as const;
      let attempt: Attempt;
      try {
        attempt = understand(world, request);
      } catch (error) {
        world.log.write('', { ...seen, outcome: 'refused' });
        socket.end(rawResponse(problemAnswer(problemOf(error))));
        return;
      }
      const { scenario, when, meeting } = attempt;
      const key = scenario?.key ?? '';
      if (when === 'handshake' && meeting?.kind === 'error') {
        world.log.write(key, { ...seen, ...meeting.sent.outcome });
        socket.end(rawResponse(refusalFor(meeting.sent)));
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => {
        world.log.write(key, { ...seen, outcome: 'success' });
        serve(world, client, attempt, connection);
      });
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** WebSocket text messages, and the close frame after a fatal error. */
export const websocket: MockTransport = {
  name: 'websocket',
  does: 'Listens at `/<service>`, `/<service>/<code>` and every declared channel. Sends the event after opening (`when=open`), as the answer to each message (`when=message`) or to `{"mock": {"code": ...}}`, or refuses the handshake (`when=handshake`). A fatal error ends the session with the declared close code, else 1008 for a missing right and 1011 for all others.',
  open,
};
