import { typescriptWebsocket } from '../clients/typescript-websocket.ts';
import { when } from '../lines.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isFatal, isRepeated } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { inner, set } from './typescript-lines.ts';
import { settled, stateOf } from './typescript-settle.ts';
import { parsedOf } from './typescript-message.ts';
import { partsOf } from './typescript.ts';

function write(plan: HandlerPlan): Handler {
  const { at, lines: types, type } = parsedOf(plan, { variable: 'error', type: 'Problem', below: ([, ...rest]) => rest });
  const parts = partsOf(plan, { at, types, message: [`error: ${type}`], connected: true });
  const refresh = plan.kinds.has('refresh');
  const fatal = isFatal(plan);
  const channel = plan.channels.length > 1;
  const send = `socket.send(${refresh ? 'message(state.token)' : 'message'});`;
  const takes = ['hooks: Hooks', ...when(channel, 'channel: string'), refresh ? 'message: (token?: string) => string' : 'message: string'];
  const path = channel ? '${channel}' : (plan.channel ?? '').replaceAll(/[`\\]|\$\{/g, '\\$&');
  const lines = [
    ...parts.lines,
    '',
    '/** What a frame holds; undefined where that is no JSON. */',
    `function parsed(data: unknown): ${type} {`,
    '  try {',
    '    return JSON.parse(String(data));',
    '  } catch {',
    '    return undefined;',
    '  }',
    '}',
    '',
    `/** Sends a message, and again where that helps${fatal ? ', over a new connection after an error that ends the session' : ''}. */`,
    ...set({ open: 'export function converse(', items: takes, close: '): void {' }),
    ...inner([
      ...stateOf(plan, 'true'),
      'const connect = () => {',
      ...inner([
        `const socket = new WebSocket(\`\${process.env.API_URL}${path}\`);`,
        `socket.addEventListener('open', () => ${send.slice(0, -1)});`,
        'const listen = async (data: unknown) => {',
        ...inner([
          'const error = parsed(data);',
          `const code = ${parts.codeOf};`,
          'if (code === undefined) return hooks.receive(data);',
          ...settled(plan, 'code', parts, { keep: 'return;', shown: 'return;' }),
          ...when(isRepeated(plan) && fatal, "if ('fatal' in reaction) connect();", `else ${send}`),
          ...when(isRepeated(plan) && !fatal, send),
        ]),
        '};',
        "socket.addEventListener('message', ({ data }) => void listen(data).catch(hooks.report));",
      ]),
      '};',
      'connect();',
    ]),
    '}',
    '',
  ];
  return { code: lines.join('\n'), entry: 'converse' };
}

/** Whole handlers over WebSocket. */
export const typescriptWebsocketHandler: HandlerWriter = {
  client: typescriptWebsocket,
  write,
  takes: (plan, { call: { channel = '' } }) => [
    { kind: 'hooks' },
    ...when(plan.channels.length > 1, { kind: 'value', value: channel } as const),
    { kind: plan.kinds.has('refresh') ? 'message' : 'input' },
  ],
};
