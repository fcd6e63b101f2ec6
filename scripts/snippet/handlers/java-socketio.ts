import { javaSocketio } from '../clients/java-socketio.ts';
import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import type { Place } from '../types.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { orgJson } from './java-helpers.ts';
import { fromOrg } from './java-ways.ts';
import { below, inner, set } from './java-lines.ts';
import { settled, stateOf } from './java-settle.ts';
import { ended } from './java-transports.ts';
import { file } from './java.ts';
import type { Ways } from './java-lines.ts';
import { isFatal, isRepeated, shows } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

function writeSocketio(plan: HandlerPlan): Handler | undefined {
  // One name of an event tells errors from everything else; with several the handler would have to be told which one came.
  const [event, ...further] = plan.events;
  if (event === undefined || further.length > 0 || plan.channels.length > 1) return undefined;
  const [inHandshake, inMessage] = [shows(plan, 'handshake'), shows(plan, 'message')];
  const sent = inMessage ? 'message' : 'input';
  const emit = `socket.emit(event, ${inMessage ? 'message.apply(state.token)' : 'input'})`;
  const taken = `Hooks hooks, String event, ${inMessage ? 'Function<String, Object> message' : 'Object input'}`;
  const namespace = plan.channel === undefined || plan.channel === '/' ? '' : ` + ${text(plan.channel)}`;
  const ways: Ways = {
    at: ([slot, ...rest]: Place) => below('args', slot === 'args' ? rest : ['0', ...rest]),
    isText: () => false,
    message: ['JSONArray args'],
    helpers: orgJson,
    imports: [...fromOrg, 'io.socket.client.IO', 'io.socket.client.Socket', 'java.net.URI', 'java.util.Map', 'java.util.function.Function'],
  };
  const state = isRepeated(plan);
  const over = [
    ...when(inHandshake, 'asked instanceof Refresh'),
    ...when(isFatal(plan) && plan.kinds.has('retry'), 'asked instanceof Retry retry && retry.fatal()'),
  ].join(' || ');
  const anew = inMessage ? when(isFatal(plan), ...ended(plan)) : when(over !== '', `if (${over}) {`);
  const given = ['hooks', 'event', sent, ...when(state, 'state')].join(', ');
  const code = file(plan, ways, (parts) => [
    '/** Emits an event, and again where that helps. */',
    `static void converse(${taken}) {`,
    ...inner([...stateOf(plan, 'true'), `start(${given});`]),
    '}',
    '',
    ...set({ open: 'private static void start(', items: [taken, ...when(state, 'State state')], close: ') {' }, 0),
    ...inner([
      ...(inHandshake
        ? ['IO.Options options =', '    IO.Options.builder().setAuth(Map.of("token", state.token)).setForceNew(true).build();']
        : ['IO.Options options = IO.Options.builder().setForceNew(true).build();']),
      `Socket socket = IO.socket(URI.create(System.getenv("API_URL")${namespace}), options);`,
      `socket.on(Socket.EVENT_CONNECT, connected -> ${emit});`,
      'socket.on(',
      `    ${text(event)},`,
      '    values -> {',
      '      try {',
      '        JSONArray args = new JSONArray(values);',
      `        String code = ${parts.codeOf};`,
      '        if (code.isEmpty()) {',
      '          return;',
      '        }',
      ...deeper4(settled(plan, parts, 12, { KEEP: 'return;', SHOWN: 'return;' })),
      ...when(
        state && anew.length > 0,
        ...anew.map((line) => `        ${line}`),
        '          socket.disconnect();',
        `          start(${given});`,
        '        } else {',
        `          ${emit};`,
        '        }',
      ),
      ...when(state && anew.length === 0, `        ${emit};`),
      '      } catch (Exception problem) {',
      '        hooks.report(problem);',
      '      }',
      '    });',
      'socket.connect();',
    ]),
    '}',
  ]);
  return { code, entry: 'converse' };
}

const deeper4 = (lines: readonly string[]): string[] => inner(inner(inner(inner(lines))));

/** Whole handlers with the Socket.IO client for Java. */
export const javaSocketioHandler: HandlerWriter = {
  client: javaSocketio,
  write: writeSocketio,
  takes: (plan, { call: { event = 'message' } }) => [
    { kind: 'hooks' },
    { kind: 'value', value: event },
    { kind: shows(plan, 'message') ? 'message' : 'input' },
  ],
};
