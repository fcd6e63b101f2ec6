import { pythonHttpx } from '../clients/python-httpx.ts';
import { pythonTask } from '../clients/python-task.ts';
import { call, list } from '../clients/python-layout.ts';
import type { Block } from '../clients/python-layout.ts';
import { text } from '../clients/python.ts';
import { when } from '../lines.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isHooked, toldPlaces, wholeRequestOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { below, flatOf, suffixed } from './python-lines.ts';
import { settled, stateOf } from './python-settle.ts';
import { file } from './python.ts';
import type { Ways } from './python-lines.ts';

const http: Ways = {
  at: ([slot, ...rest]) =>
    slot === 'headers'
      ? call('response.headers.get(', [text(rest[0] ?? '')])
      : slot === 'status'
        ? 'response.status_code'
        : below('error', rest),
  message: ['response: httpx.Response', 'error: Any'],
  later: false,
  standard: ['import os'],
  packages: ['import httpx'],
};

/** A success that is none: its code is known, or stands where codes of errors stand. */
function lax(plan: HandlerPlan): Block {
  const [place, ...others] = toldPlaces(plan).map((one) => http.at(one));
  if (place === undefined) return ['if response.is_success and code not in CODES:', ['return response']];
  return [
    suffixed(
      others.length === 0
        ? place
        : toldPlaces(plan)
            .map((one) => flatOf(http.at(one)))
            .join(' or '),
      'told = ',
    ),
    'if response.is_success and code not in CODES and told in (None, "", 0, "0"):',
    ['return response'],
  ];
}

function writeHttp(plan: HandlerPlan): Handler {
  const shows = plan.kinds.has('show');
  const refresh = plan.kinds.has('refresh');
  const code = file(plan, http, (parts): Block => {
    const told = [parts.codeOf, parts.reactionTo, JSON.stringify(parts.trace ?? '')].join('\n');
    const read: Block = when<Block[number]>(/\berror\b/.test(told), 'try:', ['error = response.json()'], 'except ValueError:', [
      'error = None',
    ]);
    return [
      {
        kind: 'def',
        before: 'def send(',
        items: [
          ...when(isHooked(plan), 'hooks: Hooks'),
          'method: str',
          'path: str',
          'content: str | None = None',
          'headers: dict[str, str] | None = None',
        ],
        after: `) -> httpx.Response${shows ? ' | None' : ''}:`,
      },
      [
        `"""Sends a request, and again where that helps.${shows ? ' None: the user was shown what is wrong.' : ''}"""`,
        ...stateOf(plan, 'method in ("POST", "PATCH")'),
        'while True:',
        [
          call('response = httpx.request(', [
            'method',
            'os.environ["API_URL"] + path',
            'content=content',
            refresh ? list('headers={', ['**(headers or {})', '"Authorization": f"Bearer {state.token}"'], '}') : 'headers=headers',
          ]),
          ...(plan.lax ? [] : (['if response.is_success:', ['return response']] as Block)),
          ...read,
          `code = ${parts.codeOf}`,
          ...(plan.lax ? lax(plan) : []),
          ...settled(plan, 'code or f"HTTP {response.status_code}"', parts, false, { keep: ['return response'], shown: ['return None'] }),
        ],
      ],
    ];
  });
  return { code, entry: 'send' };
}

/** Whole handlers with HTTPX. */
export const pythonHttpxHandler: HandlerWriter = {
  client: pythonHttpx,
  write: writeHttp,
  takes: (handler, plan) => wholeRequestOf(isHooked(handler), plan, (type) => ({ 'Content-Type': type })),
};

const task: Ways = {
  at: ([, ...rest]) => below('result', rest),
  message: ['result: Any'],
  later: false,
  standard: ['import os', 'from collections.abc import Callable'],
  packages: [],
};

function writeTask(plan: HandlerPlan): Handler {
  const code = file(plan, task, (parts): Block => [
    `def run_task(${isHooked(plan) ? 'hooks: Hooks, ' : ''}run: Callable[[], Any]) -> Any:`,
    [
      `"""Runs a task, and again where that helps.${plan.kinds.has('show') ? ' None: the user was shown what is wrong.' : ''}"""`,
      ...stateOf(plan, 'True'),
      'while True:',
      [
        'result = run()',
        `code = ${parts.codeOf}`,
        'if code is None:',
        ['return result'],
        ...settled(plan, 'code', parts, false, { keep: ['return result'], shown: ['return None'] }),
      ],
    ],
  ]);
  return { code, entry: 'run_task' };
}

/** Whole handlers of task results in Python. */
export const pythonTaskHandler: HandlerWriter = {
  client: pythonTask,
  write: writeTask,
  takes: (plan) => [...when(isHooked(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};
