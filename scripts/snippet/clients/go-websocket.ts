import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { messageOf } from './go-message.ts';
import { file, functionName, needed, parameters, passOn, reaction, text, unless } from './go.ts';

/** WebSocket in Go by `gorilla/websocket`: of the modules for it the one that most others import. */
export const goWebsocket: Client = {
  id: 'go-websocket',
  title: 'Go, gorilla/websocket',
  language: 'go',
  languageTitle: 'Go',
  extension: 'go',
  transports: ['websocket'],
  libraries: ['github.com/gorilla/websocket'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call } = plan;
  const refresh = policy.kind === 'refresh';
  const loop = refresh || policy.kind === 'retry';
  const takes: Argument[] = [{ kind: refresh ? 'message' : 'input' }, ...demanded(plan)];
  const { signs } = plan.recognition;
  const message = signs.every(({ place }) => place[0] === 'body') ? messageOf(plan, signs, needed(plan)) : undefined;
  if (!message) return undefined;
  const url = ['os.Getenv("API_URL")', ...(call.channel === undefined ? [] : [text(call.channel)])].join('+');
  const again = plan.reconnect && loop;
  const open: Line[] = [
    `socket, _, err := websocket.DefaultDialer.Dial(${url}, nil)`,
    ...unless('err != nil', 'return nil, err'),
    'defer socket.Close()',
  ];
  const lines: Line[] = [
    ...(again ? open : []),
    ...unless(`err := socket.WriteMessage(websocket.TextMessage, ${refresh ? 'message(token)' : 'body'}); err != nil`, 'return nil, err'),
    '_, data, err := socket.ReadMessage()',
    ...message.declaration,
    ...passOn(['json.Unmarshal(data, &failure) != nil', ...signs.map((sign) => message.differs(sign))], 'data'),
    ...reaction(plan, ({ place }) => message.read(place), {
      result: 'data',
      refresh: [fact('if token, err = refreshToken(); err != nil {'), '\treturn nil, err', '}'],
    }),
    ...when(again, fact('socket.Close() // the session is over')),
  ];
  const given = takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind]));
  const head = `func ${functionName(plan)}(${given.join(', ')}) ([]byte, error)`;
  const before = [...when(refresh, 'token := os.Getenv("API_TOKEN")'), ...(again || !loop ? [] : open)];
  const whole = file(head, again || loop ? lines : [...open, ...lines], loop, before);
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}
