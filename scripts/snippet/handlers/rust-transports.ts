import { rustHttp } from '../clients/rust-http.ts';
import { ifAll } from '../clients/rust-layout.ts';
import { rustTask } from '../clients/rust-task.ts';
import { rustWebsocket } from '../clients/rust-websocket.ts';
import { text } from '../clients/rust-words.ts';
import { when } from '../lines.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isCalled, isFatal, isHooked, isNumbered, isRepeated, requestOf, toldPlaces } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { untold } from './rust-branches.ts';
import { codeAt, inner, inside } from './rust-lines.ts';
import type { Ways } from './rust-lines.ts';
import { hasToken, settled, signature, stateOf } from './rust-settle.ts';
import { file } from './rust.ts';
import type { Parts } from './rust.ts';

const shows = ({ kinds }: HandlerPlan): boolean => kinds.has('show');

/** What the function gives: nothing beside an answer where a person was shown what is wrong. */
const resultOf = (plan: HandlerPlan, type: string): string => `Result<${shows(plan) ? `Option<${type}>` : type}, BoxError>`;

const given = (plan: HandlerPlan, value: string): string => (shows(plan) ? `Ok(Some(${value}))` : `Ok(${value})`);

/** What the caller is told of a function beside its first sentence. */
const remarkOf = (plan: HandlerPlan, what: string): string => (shows(plan) ? ` No ${what}: the user was shown what is wrong.` : '');

/** A loop where calls are repeated. */
const looped = (plan: HandlerPlan, lines: readonly string[]): string[] =>
  isRepeated(plan) ? ['loop {', ...inner(lines), '}'] : [...lines];

/** The lines after a call that found an error. */
const ending = (plan: HandlerPlan, parts: Parts, value: string): string[] => [
  ...parts.trace,
  ...settled(plan, parts.reactionTo, parts.trace.length > 0 ? 'trace' : undefined, { Keep: given(plan, value), Shown: 'Ok(None)' }),
];

function writeHttp(plan: HandlerPlan): Handler {
  const below = inside('failure');
  const ways: Ways = {
    at: (place, example) => {
      const [slot, name = ''] = place;
      return slot === 'headers' ? `header(headers, ${text(name)})` : slot === 'status' ? 'status' : below(place, example);
    },
    message: ['status: StatusCode', 'headers: &HeaderMap', 'failure: &Value'],
  };
  const answer = given(plan, '(status, content)');
  const code = file(plan, ways, (whole) => {
    // A reference already, in the function that makes the call.
    const own = (one: string): string => one.replaceAll('header(headers', 'header(&headers');
    const parts = { ...whole, trace: whole.trace.map(own) };
    const example = plan.cases.find((one) => one.codeAt !== undefined)?.plan.example ?? {};
    const isMarked = untold(plan).length > 0;
    const nothingTold = toldPlaces(plan).map((place) => {
      const told = own(codeAt(plan, ways.at(place, example)));
      return `matches!(${isNumbered(plan) ? `${told}.as_str()` : told}, "" | "0")`;
    });
    const all = [parts.codeOf, parts.reactionTo, ...parts.trace, ...nothingTold].join(' ');
    const call = [
      '.request(method.clone(), &url)',
      '.header("Content-Type", content_type)',
      ...when(plan.kinds.has('refresh'), '.bearer_auth(&call.token)'),
      '.body(body.to_owned())',
      '.send()',
      '.await?;',
    ];
    const takes = [...when(isHooked(plan), 'hooks: &impl Hooks'), 'method: &str', 'path: &str', 'content_type: &str', 'body: &str'];
    return [
      `/// Sends a request${isRepeated(plan) ? ', and again where that helps' : ''}.${remarkOf(plan, 'response')}`,
      ...signature('pub async fn send', takes, resultOf(plan, '(StatusCode, String)')),
      ...inner([
        'let url = env::var("API_URL")? + path;',
        ...stateOf(plan, 'matches!(method, "POST" | "PATCH")'),
        'let method = Method::from_bytes(method.as_bytes())?;',
        'let client = Client::new();',
        ...looped(plan, [
          'let response = client',
          ...inner(call),
          'let status = response.status();',
          ...when(all.includes('headers'), 'let headers = response.headers().clone();'),
          'let content = response.text().await?;',
          ...when(!plan.lax, 'if status.is_success() {', `    return ${answer};`, '}'),
          ...when(all.includes('failure'), 'let failure: Value = serde_json::from_str(&content).unwrap_or_default();'),
          `let found = ${parts.codeOf};`,
          ...when(
            plan.lax,
            ...when(isMarked, 'let is_known = found.as_ref().is_some_and(|it| WITH_SUCCESS.contains(it));'),
            ...ifAll(
              ['status.is_success()', ...when(isMarked, '!is_known'), ...nothingTold],
              [`return ${answer};`],
              isRepeated(plan) ? 2 : 1,
            ),
          ),
          'let code = found.unwrap_or_else(|| Code::Unknown(format!("HTTP {status}")));',
          ...ending(plan, parts, '(status, content)'),
        ]),
      ]),
      '}',
    ];
  });
  return { code, entry: 'send' };
}

/** Whole handlers over `reqwest`. */
export const rustHttpHandler: HandlerWriter = { client: rustHttp, write: writeHttp, takes: requestOf };

/** Leaves with the answer where it is no error. */
const recognised = (plan: HandlerPlan, parts: Parts): string[] => [
  `let Some(code) = ${parts.codeOf} else {`,
  `    return ${given(plan, 'answer')};`,
  '};',
];

function writeTask(plan: HandlerPlan): Handler {
  const ways: Ways = { at: inside('answer'), message: ['answer: &Value'] };
  const code = file(plan, ways, (parts) => [
    `/// Runs a task${isRepeated(plan) ? ', and again where that helps' : ''}.${remarkOf(plan, 'result')}`,
    ...signature(
      'pub async fn run_task',
      [...when(isHooked(plan), 'hooks: &impl Hooks'), 'run: impl AsyncFn() -> Result<Value, BoxError>'],
      resultOf(plan, 'Value'),
    ),
    ...inner([
      ...stateOf(plan, 'true'),
      ...looped(plan, ['let answer = run().await?;', ...recognised(plan, parts), ...ending(plan, parts, 'answer')]),
    ]),
    '}',
  ]);
  return { code, entry: 'run_task' };
}

/** Whole handlers of task results in Rust. */
export const rustTaskHandler: HandlerWriter = {
  client: rustTask,
  write: writeTask,
  takes: (plan) => [...when(isHooked(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};

function writeWebsocket(plan: HandlerPlan): Handler {
  const several = plan.channels.length > 1;
  const url = `env::var("API_URL")?${several ? ' + channel' : plan.channel === undefined ? '' : ` + ${text(plan.channel)}`}`;
  const ways: Ways = { at: inside('answer'), message: ['answer: &Value'] };
  const anew = isFatal(plan);
  const code = file(plan, ways, (parts) => [
    `/// Sends a message${isRepeated(plan) ? ', and again where that helps' : ''}; gives the first answer that is no error.`,
    ...signature(
      'pub async fn converse',
      [
        ...when(isCalled(plan), 'hooks: &impl Hooks'),
        ...when(several, 'channel: &str'),
        hasToken(plan) ? 'message: impl Fn(&str) -> String' : 'body: &Value',
      ],
      resultOf(plan, 'Value'),
    ),
    ...inner([
      `let url = ${url};`,
      ...stateOf(plan, 'true'),
      `let (mut socket, _) = connect_async(${anew ? '&url' : 'url'}).await?;`,
      ...looped(plan, [
        ...(hasToken(plan)
          ? ['socket.send(Message::text(message(&call.token))).await?;']
          : ['socket.send(Message::text(body.to_string())).await?;']),
        'let reply = loop {',
        '    if let Message::Text(reply) = socket.next().await.ok_or("the connection ended")?? {',
        '        break reply;',
        '    }',
        '};',
        'let answer: Value = serde_json::from_str(&reply)?;',
        ...recognised(plan, parts),
        ...ending(plan, parts, 'answer'),
        ...when(anew, 'if FATAL.contains(&code) {', '    (socket, _) = connect_async(&url).await?;', '}'),
      ]),
    ]),
    '}',
  ]);
  return { code, entry: 'converse' };
}

/** Whole handlers with `tokio-tungstenite`. */
export const rustWebsocketHandler: HandlerWriter = {
  client: rustWebsocket,
  write: writeWebsocket,
  takes: (plan, { call: { channel = '' } }) => [
    ...when(isCalled(plan), { kind: 'hooks' } as const),
    ...when(plan.channels.length > 1, { kind: 'value', value: channel } as const),
    { kind: hasToken(plan) ? 'message' : 'input' },
  ],
};
