import { goHttp } from '../clients/go-http.ts';
import { goTask } from '../clients/go-task.ts';
import { goWebsocket } from '../clients/go-websocket.ts';
import { text } from '../clients/go.ts';
import { when } from '../lines.ts';
import { asText, below, inner } from './go-lines.ts';
import { settled, stateOf } from './go-settle.ts';
import { file } from './go.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isCalled, isFatal, isHooked, isRepeated, requestOf, toldPlaces } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

const leave = ['if err != nil {', '\treturn nil, err', '}'];

function writeHttp(plan: HandlerPlan): Handler {
  const ways = {
    at: ([slot, ...rest]: readonly string[]): string =>
      slot === 'headers'
        ? `response.Header.Get(${text(rest[0] ?? '')})`
        : slot === 'status'
          ? 'response.StatusCode'
          : below('failure', rest),
    message: ['response *http.Response', 'failure any'],
  };
  const code = file(plan, ways, (parts) => {
    const reads = /\bfailure\b/.test([parts.codeOf, parts.reactionTo, parts.trace ?? ''].join(' '));
    return [
      `// Send sends a request, and again where that helps.${plan.kinds.has('show') ? ' Neither response nor error: the user was shown what is wrong.' : ''}`,
      `func Send(${[...when(isHooked(plan), 'hooks Hooks'), 'method, path, contentType string', 'body []byte'].join(', ')}) (*http.Response, error) {`,
      ...inner([
        ...stateOf(plan, 'method == "POST" || method == "PATCH"'),
        'for {',
        ...inner([
          'request, err := http.NewRequest(method, os.Getenv("API_URL")+path, bytes.NewReader(body))',
          ...leave,
          'request.Header.Set("Content-Type", contentType)',
          ...when(plan.kinds.has('refresh'), 'request.Header.Set("Authorization", "Bearer "+call.token)'),
          'response, err := http.DefaultClient.Do(request)',
          ...leave,
          ...when(!plan.lax, 'if response.StatusCode < 300 {', '\treturn response, nil', '}'),
          'data, err := io.ReadAll(response.Body)',
          'response.Body.Close()',
          ...leave,
          'response.Body = io.NopCloser(bytes.NewReader(data))',
          ...when(reads, 'failure := parsed(data)'),
          `code := ${parts.codeOf}`,
          ...when(
            plan.lax,
            `if ${['response.StatusCode < 300', '!slices.Contains(codes, code)', ...toldPlaces(plan).map((place) => `slices.Contains([]string{"", "0"}, ${asText(ways.at(place))})`)].join(' && ')} {`,
            '\treturn response, nil',
            '}',
          ),
          'if code == "" {',
          '\tcode = "HTTP " + response.Status',
          '}',
          ...settled(plan, parts, { keep: 'return response, nil', shown: 'return nil, nil' }),
        ]),
        '}',
      ]),
      '}',
    ];
  });
  return { code, entry: 'Send' };
}

/** Whole handlers over `net/http`. */
export const goHttpHandler: HandlerWriter = {
  client: goHttp,
  write: writeHttp,
  takes: requestOf,
};

function writeTask(plan: HandlerPlan): Handler {
  const ways = { at: ([, ...rest]: readonly string[]): string => below('result', rest), message: ['result any'] };
  const code = file(plan, ways, (parts) => [
    `// RunTask runs a task, and again where that helps.${plan.kinds.has('show') ? ' Neither result nor error: the user was shown what is wrong.' : ''}`,
    `func RunTask(${isHooked(plan) ? 'hooks Hooks, ' : ''}run func() (json.RawMessage, error)) (json.RawMessage, error) {`,
    ...inner([
      ...stateOf(plan, 'true'),
      'for {',
      ...inner([
        'data, err := run()',
        ...leave,
        'result := parsed(data)',
        `code := ${parts.codeOf}`,
        'if code == "" {',
        '\treturn data, nil',
        '}',
        ...settled(plan, parts, { keep: 'return data, nil', shown: 'return nil, nil' }),
      ]),
      '}',
    ]),
    '}',
  ]);
  return { code, entry: 'RunTask' };
}

/** Whole handlers of task results in Go. */
export const goTaskHandler: HandlerWriter = {
  client: goTask,
  write: writeTask,
  takes: (plan) => [...when(isHooked(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};

function writeWebsocket(plan: HandlerPlan): Handler {
  const refresh = plan.kinds.has('refresh');
  const several = plan.channels.length > 1;
  const url = `os.Getenv("API_URL")${several ? '+channel' : plan.channel === undefined ? '' : `+${text(plan.channel)}`}`;
  const ways = { at: ([, ...rest]: readonly string[]): string => below('failure', rest), message: ['failure any'] };
  const dial = [`socket, _, err := websocket.DefaultDialer.Dial(${url}, nil)`, ...leave];
  const anew = isFatal(plan);
  const code = file(plan, ways, (parts) => [
    `// Converse sends a message, and again where that helps; it gives the first answer that is no error.`,
    `func Converse(${[...when(isCalled(plan), 'hooks Hooks'), ...when(several, 'channel string'), refresh ? 'message func(token string) []byte' : 'message []byte'].join(', ')}) ([]byte, error) {`,
    ...inner([
      ...stateOf(plan, 'true'),
      ...dial,
      ...(anew ? ['defer func() { socket.Close() }()'] : ['defer socket.Close()']),
      'for {',
      ...inner([
        `if err := socket.WriteMessage(websocket.TextMessage, ${refresh ? 'message(call.token)' : 'message'}); err != nil {`,
        '\treturn nil, err',
        '}',
        '_, data, err := socket.ReadMessage()',
        ...leave,
        'failure := parsed(data)',
        `code := ${parts.codeOf}`,
        'if code == "" {',
        '\treturn data, nil',
        '}',
        ...settled(plan, parts, { keep: 'return data, nil', shown: 'return nil, nil' }),
        ...when(
          isRepeated(plan) && anew,
          'if asked.fatal { // the session is over',
          '\tsocket.Close()',
          `\tif socket, _, err = websocket.DefaultDialer.Dial(${url}, nil); err != nil {`,
          '\t\treturn nil, err',
          '\t}',
          '}',
        ),
      ]),
      '}',
    ]),
    '}',
  ]);
  return { code, entry: 'Converse' };
}

/** Whole handlers with `gorilla/websocket`. */
export const goWebsocketHandler: HandlerWriter = {
  client: goWebsocket,
  write: writeWebsocket,
  takes: (plan, { call: { channel = '' } }) => [
    ...when(isCalled(plan), { kind: 'hooks' } as const),
    ...when(plan.channels.length > 1, { kind: 'value', value: channel } as const),
    { kind: plan.kinds.has('refresh') ? 'message' : 'input' },
  ],
};
