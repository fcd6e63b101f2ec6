import type { Client, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import type { Place, Plan, Reading, Sign } from '../types.ts';
import { acknowledged } from './python-acknowledgement.ts';
import { call, list } from './python-layout.ts';
import { session } from './python-session.ts';
import type { Session } from './python-session.ts';
import { access, as, caseOf, text } from './python.ts';

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
  const { example, recognition } = plan;
  const { event, ack } = example;
  const { channel } = plan.call;
  const namespace = channel === undefined || channel === '/' ? [] : [`namespace=${text(channel)}`];
  const connect = call('await sio.connect(', [
    'os.environ["API_URL"]',
    ...namespace,
    ...(renews(plan, 'handshake') ? ['auth={"token": token}'] : []),
  ]);
  if (typeof event !== 'string') return ack === undefined ? undefined : acknowledged(plan, connect);
  const signs = recognition.signs.filter(({ place }) => place[0] !== 'event');
  const { recognised, read } = example['args'] === undefined ? single(event, signs, example) : several(event, signs);
  const emitted = plan.call.event ?? 'message';
  const made = renews(plan, 'message');
  return session(plan, {
    recognised,
    read,
    packages: ['import socketio'],
    standard: [],
    parameter: made ? 'message: Callable[[str], Any]' : 'data: Any',
    argument: made ? 'message' : 'input',
    handedOn: 'list[Any]',
    open: ['async with socketio.AsyncSimpleClient() as sio:'],
    start: [connect],
    send: call('await sio.emit(', [text(emitted), made ? 'message(token)' : 'data']),
    receive: 'while True:',
    parse: ['event = await sio.receive()'],
    subject: 'event',
    pass: 'yield event',
  });
}

/** An event with one argument: what is received is the name of the event, then the argument. */
function single(event: string, signs: readonly Sign[], example: Plan['example']): Pick<Session, 'recognised' | 'read'> {
  const slot = Object.keys(example).find((key) => key !== 'event') ?? 'data';
  const known = caseOf(signs, [slot]);
  let used = false;
  return {
    read: ({ place: [, ...rest] }: Reading, otherwise) => {
      used = true;
      return access('error', slot, rest, known, otherwise);
    },
    recognised: () => {
      const [pattern = '_'] = known.patterns;
      return { ...known, patterns: [list('[', [text(event), used ? as(pattern, 'error') : pattern], ']')] };
    },
  };
}

/** An event with several arguments: what is received is the name of the event, then the arguments. */
function several(event: string, signs: readonly Sign[]): Pick<Session, 'recognised' | 'read'> {
  const received = (place: Place): string[] => [String(Number(place[1] ?? 0) + 1), ...place.slice(2)];
  const known = caseOf(
    [{ place: ['received', '0'], equals: event }, ...signs.map((sign) => ({ ...sign, place: ['received', ...received(sign.place)] }))],
    ['received'],
  );
  return {
    read: ({ place }: Reading, otherwise) => access('event', 'received', received(place), known, otherwise),
    recognised: () => known,
  };
}
