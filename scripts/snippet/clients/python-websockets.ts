import type { Client, Snippet } from '../client.ts';
import type { Plan, Reading } from '../types.ts';
import { call } from './python-layout.ts';
import { session } from './python-session.ts';
import { access, caseOf, text } from './python.ts';

/** websockets, the most used library for WebSocket in Python, with asyncio. */
export const pythonWebsockets: Client = {
  id: 'python-websockets',
  title: 'Python, websockets',
  language: 'python',
  languageTitle: 'Python',
  extension: 'py',
  transports: ['websocket'],
  libraries: ['websockets'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { recognition, policy } = plan;
  const [slot = 'body'] = recognition.signs[0]?.place ?? [];
  if (recognition.signs.length === 0) return undefined;
  const recognised = caseOf(recognition.signs, [slot]);
  const { channel } = plan.call;
  const url = channel === undefined ? 'os.environ["API_URL"]' : `os.environ["API_URL"] + ${text(channel)}`;
  return session(plan, {
    recognised: () => recognised,
    read: ({ place: [, ...rest] }: Reading, otherwise) => access('error', slot, rest, recognised, otherwise),
    packages: ['from websockets.asyncio.client import connect'],
    standard: ['import json'],
    parameter: policy.kind === 'refresh' ? 'message: Callable[[str], str]' : 'message: str',
    argument: policy.kind === 'refresh' ? 'message' : 'input',
    handedOn: 'str | bytes',
    open: [call('async with connect(', [url], ') as socket:')],
    start: [],
    send: policy.kind === 'refresh' ? 'await socket.send(message(token))' : 'await socket.send(message)',
    receive: 'async for data in socket:',
    parse: ['error = json.loads(data) if isinstance(data, str) else None'],
    subject: 'error',
    pass: 'yield data',
  });
}
