import { phpHttp } from '../clients/php-http.ts';
import { phpTask } from '../clients/php-task.ts';
import { text } from '../clients/php.ts';
import { when } from '../lines.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isCalled, isRepeated, toldPlaces, wholeRequestOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { file } from './php.ts';
import { below, condition, inner } from './php-lines.ts';
import type { Ways } from './php-lines.ts';
import { declared, settled, stateOf } from './php-settle.ts';

const shownIn = (plan: HandlerPlan): string => (plan.kinds.has('show') ? ' Null: the user was shown what is wrong.' : '');

/** Lines once, or again and again. */
const looped = (plan: HandlerPlan, lines: readonly string[]): string[] =>
  isRepeated(plan) ? ['while (true) {', ...inner(lines), '}'] : [...lines];

const http: Ways = {
  at([slot, ...rest]) {
    // Names of headers have no case; cURL gives them as they came.
    if (slot === 'headers') return `$response['headers'][${text((rest[0] ?? '').toLowerCase())}] ?? null`;
    return slot === 'status' ? "$response['status']" : below('$error', rest);
  },
  message: ['array $response', 'mixed $error'],
};

/** One request with cURL. */
const call = declared(
  'Makes one request; the status is 0 where no answer came. Names of headers are in lower case.',
  'call',
  ['string $method', 'string $path', '?string $body', 'array $headers'],
  'array',
  [
    '$received = [];',
    "$curl = curl_init(getenv('API_URL') . $path);",
    'curl_setopt_array($curl, [',
    '    CURLOPT_RETURNTRANSFER => true,',
    '    CURLOPT_CUSTOMREQUEST => $method,',
    "    CURLOPT_NOBODY => $method === 'HEAD',",
    '    CURLOPT_HTTPHEADER => $headers,',
    '    CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$received): int {',
    "        [$name, $value] = explode(':', $line, 2) + ['', ''];",
    '        $received[strtolower($name)] = trim($value);',
    '        return strlen($line);',
    '    },',
    '] + ($body === null ? [] : [CURLOPT_POSTFIELDS => $body]));',
    '$answer = (string) curl_exec($curl);',
    "return ['status' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE), 'headers' => $received, 'body' => $answer];",
  ],
);

function writeHttp(plan: HandlerPlan): Handler {
  const refresh = plan.kinds.has('refresh');
  const code = file(plan, http, (parts) => {
    const told = [parts.codeOf, parts.reactionTo, parts.trace ?? ''].join('\n');
    const good = ["$response['status'] >= 200", "$response['status'] < 300"];
    const takes = [
      ...when(isCalled(plan), 'Hooks $hooks'),
      'string $method',
      'string $path',
      '?string $body = null',
      'array $headers = []',
    ];
    return [
      declared(
        `Sends a request, and again where that helps.${shownIn(plan)}`,
        'request',
        takes,
        plan.kinds.has('show') ? '?array' : 'array',
        [
          ...stateOf(plan, "in_array($method, ['POST', 'PATCH'], true)"),
          ...looped(plan, [
            `$response = call($method, $path, $body, ${refresh ? '[...$headers, "Authorization: Bearer $state->token"]' : '$headers'});`,
            ...when(!plan.lax, ...condition(good, ['return $response;'], 2)),
            ...when(told.includes('$error'), "$error = json_decode($response['body'], true);"),
            `$code = ${parts.codeOf};`,
            ...when(
              plan.lax,
              ...condition(
                [
                  ...good,
                  "Code::tryFrom($code ?? '') === null",
                  ...toldPlaces(plan).map((place) => `empty(${http.at(place).replace(/ \?\? null$/, '')})`),
                ],
                ['return $response;'],
                2,
              ),
            ),
            ...settled(plan, '$code ?? "HTTP {$response[\'status\']}"', parts, '$response'),
          ]),
        ],
      ),
      call,
    ];
  });
  return { code, entry: 'request' };
}

/** Whole handlers with cURL. */
export const phpHttpHandler: HandlerWriter = {
  client: phpHttp,
  write: writeHttp,
  takes: (handler, plan) => wholeRequestOf(isCalled(handler), plan, (type) => [`Content-Type: ${type}`]),
};

const task: Ways = { at: ([, ...rest]) => below('$result', rest), message: ['mixed $result'] };

function writeTask(plan: HandlerPlan): Handler {
  const code = file(plan, task, (parts) => [
    declared(
      `Runs a task, and again where that helps.${shownIn(plan)}`,
      'runTask',
      [...when(isCalled(plan), 'Hooks $hooks'), 'callable $run'],
      'mixed',
      [
        ...stateOf(plan, 'true'),
        ...looped(plan, [
          '$result = $run();',
          `$code = ${parts.codeOf};`,
          ...condition(['$code === null'], ['return $result;'], 2),
          ...settled(plan, '$code', { ...parts, reactionTo: parts.reactionTo.replace("$code ?? ''", '$code') }, '$result'),
        ]),
      ],
    ),
  ]);
  return { code, entry: 'runTask' };
}

/** Whole handlers of task results in PHP. */
export const phpTaskHandler: HandlerWriter = {
  client: phpTask,
  write: writeTask,
  takes: (plan) => [...when(isCalled(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};
