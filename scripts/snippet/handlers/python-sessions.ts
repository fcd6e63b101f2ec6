import { call } from '../clients/python-layout.ts';
import type { Block } from '../clients/python-layout.ts';
import { text } from '../clients/python.ts';
import { pythonSocketio } from '../clients/python-socketio.ts';
import { pythonWebsockets } from '../clients/python-websockets.ts';
import { when } from '../lines.ts';
import type { Place } from '../types.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isCalled, isFatal, isRepeated, shows } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { below } from './python-lines.ts';
import { settled, stateOf } from './python-settle.ts';
import { file } from './python.ts';
import type { Ways } from './python-lines.ts';
import type { Parts } from './python-settle.ts';

/** Goes on after an error: over a new connection where the old one is over, else with the same call again. */
function again(plan: HandlerPlan, send: string, anew: readonly string[]): Block {
  if (!isRepeated(plan)) return [];
  return anew.length === 0 ? [send] : [`if ${anew.join(' or ')}:`, ['break'], send];
}

const fatal = (plan: HandlerPlan): string[] =>
  when(isFatal(plan), 'isinstance(reaction, Refresh | Retry) and reaction.fatal').map((test) =>
    plan.kinds.has('refresh')
      ? plan.kinds.has('retry')
        ? test
        : 'isinstance(reaction, Refresh) and reaction.fatal'
      : 'isinstance(reaction, Retry) and reaction.fatal',
  );

const websocket: Ways = {
  at: ([, ...rest]) => below('error', rest),
  message: ['error: Any'],
  later: true,
  standard: ['import os', 'import json', 'from collections.abc import AsyncIterator, Callable'],
  packages: ['from websockets.asyncio.client import connect'],
};

function writeWebsocket(plan: HandlerPlan): Handler {
  const refresh = plan.kinds.has('refresh');
  const several = plan.channels.length > 1;
  const send = `await socket.send(${refresh ? 'message(state.token)' : 'message'})`;
  const path = several ? ' + channel' : plan.channel === undefined ? '' : ` + ${text(plan.channel)}`;
  const anew = fatal(plan);
  const code = file(
    plan,
    { ...websocket, standard: refresh ? websocket.standard : ['import os', 'import json', 'from collections.abc import AsyncIterator'] },
    (parts: Parts): Block => {
      const session: Block = [
        `async with connect(os.environ["API_URL"]${path}) as socket:`,
        [
          send,
          'async for data in socket:',
          [
            'error = parsed(data)',
            `code = ${parts.codeOf}`,
            'if code is None:',
            ['yield data', 'continue'],
            ...settled(plan, 'code', parts, true, { keep: ['return'], shown: ['return'] }),
            ...again(plan, send, anew),
          ],
          ...when<Block[number]>(anew.length > 0, 'else:', ['return']),
        ],
      ];
      return [
        'def parsed(data: str | bytes) -> Any:',
        [
          '"""What a frame holds; None where that is no JSON."""',
          'try:',
          ['return json.loads(data)'],
          'except ValueError:',
          ['return None'],
        ],
        '',
        '',
        {
          kind: 'def',
          before: 'async def converse(',
          items: [
            ...when(isCalled(plan), 'hooks: Hooks'),
            ...when(several, 'channel: str'),
            refresh ? 'message: Callable[[str], str]' : 'message: str',
          ],
          after: ') -> AsyncIterator[str | bytes]:',
        },
        [
          '"""Sends a message, and again where that helps; gives everything that is no error."""',
          ...stateOf(plan, 'True'),
          ...(anew.length > 0 ? (['while True:', session] as Block) : session),
        ],
      ];
    },
  );
  return { code, entry: 'converse' };
}

/** Whole handlers with websockets. */
export const pythonWebsocketsHandler: HandlerWriter = {
  client: pythonWebsockets,
  write: writeWebsocket,
  takes: (plan, { call: { channel = '' } }) => [
    ...when(isCalled(plan), { kind: 'hooks' } as const),
    ...when(plan.channels.length > 1, { kind: 'value', value: channel } as const),
    { kind: plan.kinds.has('refresh') ? 'message' : 'input' },
  ],
};

const socketio: Ways = {
  at: ([slot, ...rest]: Place) =>
    slot === 'event' ? 'event[0]' : below('event', slot === 'args' ? [String(Number(rest[0] ?? 0) + 1), ...rest.slice(1)] : ['1', ...rest]),
  message: ['event: list[Any]'],
  later: true,
  standard: ['import os', 'from collections.abc import AsyncIterator'],
  packages: ['import socketio'],
};

function writeSocketio(plan: HandlerPlan): Handler {
  const several = plan.channels.length > 1;
  const namespace = several
    ? ['namespace=namespace or "/"']
    : plan.channel === undefined || plan.channel === '/'
      ? []
      : [`namespace=${text(plan.channel)}`];
  const [inHandshake, inMessage] = [shows(plan, 'handshake'), shows(plan, 'message')];
  const send = `await sio.emit(name, ${inMessage ? 'message(state.token)' : 'data'})`;
  const anew = inMessage
    ? fatal(plan)
    : [
        ...when(inHandshake, 'isinstance(reaction, Refresh)'),
        ...when(
          isFatal(plan) && plan.kinds.has('retry'),
          inHandshake ? 'reaction.fatal' : 'isinstance(reaction, Retry) and reaction.fatal',
        ),
      ];
  const standard = ['import os', `from collections.abc import AsyncIterator${inMessage ? ', Callable' : ''}`];
  const code = file(plan, { ...socketio, standard }, (parts: Parts): Block => {
    const events = plan.events.map(text).join(', ');
    const session: Block = [
      'async with socketio.AsyncSimpleClient() as sio:',
      [
        call('await sio.connect(', ['os.environ["API_URL"]', ...namespace, ...when(inHandshake, 'auth={"token": state.token}')]),
        send,
        'while True:',
        [
          'event = await sio.receive()',
          `code = ${parts.codeOf} if event[0] ${plan.events.length === 1 ? `== ${events}` : `in (${events})`} else None`,
          'if code is None:',
          ['yield event', 'continue'],
          ...settled(plan, 'code', parts, true, { keep: ['return'], shown: ['return'] }),
          ...again(plan, send, anew),
        ],
      ],
    ];
    return [
      {
        kind: 'def',
        before: 'async def converse(',
        items: [
          ...when(isCalled(plan), 'hooks: Hooks'),
          ...when(several, 'namespace: str'),
          'name: str',
          inMessage ? 'message: Callable[[str], Any]' : 'data: Any',
        ],
        after: ') -> AsyncIterator[list[Any]]:',
      },
      [
        '"""Emits an event, and again where that helps; gives everything that is no error."""',
        ...stateOf(plan, 'True'),
        ...(anew.length > 0 ? (['while True:', session] as Block) : session),
      ],
    ];
  });
  return { code, entry: 'converse' };
}

/** Whole handlers with python-socketio. */
export const pythonSocketioHandler: HandlerWriter = {
  client: pythonSocketio,
  write: writeSocketio,
  takes: (plan, { call: { channel = '', event = 'message' } }) => [
    ...when(isCalled(plan), { kind: 'hooks' } as const),
    ...when(plan.channels.length > 1, { kind: 'value', value: channel } as const),
    { kind: 'value', value: event },
    { kind: shows(plan, 'message') ? 'message' : 'input' },
  ],
};
