import type { Client, Snippet } from '../client.ts';
import type { Plan, Reading, Sign } from '../types.ts';
import { call } from './python-layout.ts';
import { session } from './python-session.ts';
import { access, caseOf, text } from './python.ts';

/** The client of python-socketio for asyncio. */
export const pythonSocketio: Client = {
  id: 'python-socketio',
  title: 'Python, python-socketio',
  language: 'python',
  languageTitle: 'Python',
  extension: 'py',
  transports: ['socket.io'],
  libraries: ['python-socketio', 'aiohttp'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, example, recognition } = plan;
  const { event } = example;
  // An acknowledgement comes with the call, and a refused handshake when connecting: those are other snippets.
  if (typeof event !== 'string') return undefined;
  const several = example['args'] !== undefined;
  // What is received is the name of the event, then its arguments: everything is a place in that list.
  const received = ({ place: [slot, ...rest] }: { readonly place: Reading['place'] }): string[] =>
    slot === 'event' ? ['received', '0'] : several && slot === 'args' ? ['received', String(Number(rest[0] ?? 0) + 1), ...rest.slice(1)] : ['received', '1', ...rest];
  const signs: Sign[] = [{ place: ['received', '0'], equals: event }];
  signs.push(...recognition.signs.filter(({ place }) => place[0] !== 'event').map((sign) => ({ ...sign, place: received(sign) })));
  const recognised = caseOf(signs, ['received']);
  const { channel } = plan.call;
  const refresh = policy.kind === 'refresh';
  const namespace = channel === undefined || channel === '/' ? [] : [`namespace=${text(channel)}`];
  const emitted = plan.call.event ?? 'message';
  return session(plan, {
    recognised,
    read: (reading, otherwise) => access('event', 'received', received(reading).slice(1), recognised, otherwise),
    packages: ['import socketio'],
    standard: [],
    parameter: 'data: Any',
    argument: 'input',
    handedOn: 'list[Any]',
    open: ['async with socketio.AsyncSimpleClient() as sio:'],
    start: [call('await sio.connect(', ['os.environ["API_URL"]', ...namespace, ...(refresh ? ['auth={"token": token}'] : [])])],
    send: call('await sio.emit(', [text(emitted), 'data']),
    receive: 'while True:',
    parse: ['event = await sio.receive()'],
    subject: 'event',
    otherwise: '_',
    pass: 'yield event',
  });
}
