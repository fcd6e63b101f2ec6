import { typescriptSocketIo } from '../clients/typescript-socket-io.ts';
import { text } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isFatal, isRepeated, shows } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { inner, set } from './typescript-lines.ts';
import type { Ways } from './typescript-lines.ts';
import { settled, stateOf } from './typescript-settle.ts';
import { parsedOf } from './typescript-message.ts';
import { partsOf } from './typescript.ts';

function write(plan: HandlerPlan): Handler {
  const several = plan.cases.some(({ plan: { example } }) => example['args'] !== undefined);
  const named = plan.events.length > 1;
  const parsed = parsedOf(plan, {
    variable: several ? 'args' : 'error',
    type: several ? 'Arguments extends Array<unknown>' : 'Problem',
    below: ([slot, ...rest]) => (slot === 'event' ? undefined : several && slot !== 'args' ? ['0', ...rest] : rest),
    of: ({ args, body = null }) => (several ? (args ?? [body]) : body),
  });
  const at: Ways['at'] = (place, type) => (place[0] === 'event' ? 'name' : parsed.at(place, type));
  const type = !several ? parsed.type : parsed.lines.length > 0 ? 'Arguments' : 'unknown[]';
  const parameter = `${several ? 'args' : 'error'}: ${type}`;
  const message = several ? `...${parameter}` : parameter;
  const parts = partsOf(plan, { at, types: parsed.lines, message: ['name: string', parameter], connected: true });
  const given = [...when(named, 'name'), several ? '...args' : 'error'].join(', ');
  const [inHandshake, inMessage] = [shows(plan, 'handshake'), shows(plan, 'message')];
  const emit = `socket.emit(event, ${inMessage ? 'message(state.token)' : 'input'})`;
  const channel = plan.channels.length > 1;
  const namespace = channel ? '${namespace}' : plan.channel === '/' ? '' : (plan.channel ?? '').replaceAll(/[`\\]|\$\{/g, '\\$&');
  const again = [...when(isFatal(plan), "'fatal' in reaction"), ...when(inHandshake && !inMessage, "reaction.do === 'refresh'")].join(
    ' || ',
  );
  const takes = [
    'hooks: Hooks',
    ...when(channel, 'namespace: string'),
    'event: string',
    inMessage ? 'message: (token?: string) => unknown' : 'input: unknown',
  ];
  const on = `(${message}) => void listen(${given}).catch(hooks.report)`;
  const lines = [
    "import { io } from 'socket.io-client';",
    "import type { Socket } from 'socket.io-client';",
    '',
    ...parts.lines,
    '',
    '/**',
    ` * Emits an event, and again where that helps${again === '' ? '' : ', over a new connection where the old one is over'}.`,
    ' *',
    ' * @returns the socket, for everything that is no error',
    ' */',
    ...set({ open: 'export function converse(', items: takes, close: '): Socket {' }),
    ...inner([
      ...stateOf(plan, 'true'),
      `const socket = io(\`\${process.env.API_URL}${namespace}\`${inHandshake ? ', { auth: { token: state.token } }' : ''});`,
      `socket.on('connect', () => ${emit});`,
      `const listen = async (${[...when(named, 'name: string'), message].join(', ')}) => {`,
      ...inner([
        `const code = ${parts.codeOf};`,
        'if (code === undefined) return;',
        ...settled(plan, 'code', parts, { keep: 'return;', shown: 'return;' }),
        ...when(isRepeated(plan) && inHandshake, 'socket.auth = { token: state.token };'),
        ...when(isRepeated(plan) && again !== '', `if (${again}) socket.disconnect().connect();`, `else ${emit};`),
        ...when(isRepeated(plan) && again === '', `${emit};`),
      ]),
      '};',
      ...(named
        ? [...set({ open: 'for (const name of [', items: plan.events.map(text), close: ']) {' }), `  socket.on(name, ${on});`, '}']
        : plan.events.map((event) => `socket.on(${text(event)}, ${on});`)),
      'return socket;',
    ]),
    '}',
    '',
  ];
  return { code: lines.join('\n'), entry: 'converse' };
}

/** Whole handlers over Socket.IO. */
export const typescriptSocketIoHandler: HandlerWriter = {
  client: typescriptSocketIo,
  write,
  takes: (plan, { call: { channel = '', event = 'message' } }) => [
    { kind: 'hooks' },
    ...when(plan.channels.length > 1, { kind: 'value', value: channel === '/' ? '' : channel } as const),
    { kind: 'value', value: event },
    { kind: shows(plan, 'message') ? 'message' : 'input' },
  ],
};
