import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { answer, below, file, functionName, isLoop, parameters, passOn, reaction, wordings } from './rust.ts';
import { text } from './rust-words.ts';
import type { Ways } from './rust.ts';

/** WebSocket in Rust by `tokio-tungstenite`. */
export const rustWebsocket: Client = {
  id: 'rust-websocket',
  title: 'Rust, tokio-tungstenite',
  language: 'rust',
  languageTitle: 'Rust',
  extension: 'rs',
  transports: ['websocket'],
  libraries: ['tokio-tungstenite', 'futures-util', 'serde_json', 'tokio', 'rand'],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, recognition, example } = plan;
  const { signs } = recognition;
  if (signs.length === 0 || !signs.every(({ place }) => place[0] === 'body')) return undefined;
  const refresh = policy.kind === 'refresh';
  const loop = isLoop(plan);
  const takes: Argument[] = [{ kind: refresh ? 'message' : 'input' }, ...demanded(plan)];
  const ways: Ways = {
    at: ([, ...rest]) => below('answer', rest, example['body']),
    result: answer(plan, 'answer'),
    depth: loop ? 2 : 1,
  };
  const { lines, tests } = wordings(signs, ways);
  const again = plan.reconnect && loop;
  const url = `env::var("API_URL")?${call.channel === undefined ? '' : ` + ${text(call.channel)}`}`;
  const open = `let (mut socket, _) = connect_async(${again ? '&url' : 'url'}).await?;`;
  const whole = file(
    plan,
    takes.map((one) => (one.kind === 'path' ? '' : parameters[one.kind])),
    'Value',
    [`let url = ${url};`, ...when(refresh, 'let mut token = env::var("API_TOKEN")?;'), ...when(!again, open)],
    [
      ...when(again, '// The session is over with this error: every attempt opens another.', open),
      ...exchange(refresh ? 'message(&token)' : 'body.to_string()'),
      ...lines,
      ...passOn(tests, ways),
      ...reaction(plan, ways, 'token = refresh_token().await?;'),
    ],
  );
  return { ...joined(whole), entry: { name: functionName(plan), takes } };
}

/** Sends a text and takes the next one: there may be pings between. */
const exchange = (value: string): Line[] => [
  `socket.send(Message::text(${value})).await?;`,
  'let reply = loop {',
  '    if let Message::Text(reply) = socket.next().await.ok_or("the connection ended")?? {',
  '        break reply;',
  '    }',
  '};',
  'let answer: Value = serde_json::from_str(&reply)?;',
];
