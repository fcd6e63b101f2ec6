import { transports } from '../../model/words.ts';
import { layout, list } from '../clients/python-layout.ts';
import type { Block } from '../clients/python-layout.ts';
import { imports, text } from '../clients/python.ts';
import { joined, when } from '../lines.ts';
import { remark } from '../remark.ts';
import { asks, detailsOf, goodCases, isCalled, isFatal, isRepeated, isStopped, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { branches, recognition } from './python-branches.ts';
import { flatOf, nameIn, used, words } from './python-lines.ts';
import type { Ways } from './python-lines.ts';
import { failing, settling } from './python-settle.ts';
import type { Parts } from './python-settle.ts';

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, ways: Ways, entry: (parts: Parts) => Block): string {
  const { kinds } = plan;
  const { waiting, backoff } = waitsOf(plan);
  const [trace, ...further] = plan.traces.map(({ place }) => ways.at(place));
  const traced = further.length === 0 ? trace : plan.traces.map(({ place }) => flatOf(ways.at(place))).join(' or ');
  const recognising = recognition(plan, ways);
  const branching = branches(plan, ways);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['attempt: int', ...ways.message], branching);
  const parts: Parts = {
    codeOf: `code_of(${codeTakes.map(nameIn).join(', ')})`,
    reactionTo: `reaction_to(${['code', ...reactionTakes.map(nameIn)].join(', ').replace('attempt', 'state.attempt')})`,
    trace: traced,
  };
  const last = entry(parts);
  const space: Block = ['', ''];
  const body: Block = [
    ...when<Block[number]>(
      plan.lax,
      list(
        'CODES = {',
        goodCases(plan).map(({ name }) => text(name)),
        '}',
      ),
      '',
      '',
    ),
    ...when<Block[number]>(isCalled(plan), 'class Hooks(Protocol):', hooks(plan, ways.later), ...space),
    ...reactions(plan),
    ...when<Block[number]>(
      isRepeated(plan),
      '@dataclass',
      'class State:',
      [
        '"""What one call has been through."""',
        '',
        'attempt: int = 1',
        ...when(kinds.has('refresh'), 'token: str = ""', 'refreshed: bool = False'),
        ...when(isWrite(plan), 'write: bool = False'),
      ],
      ...space,
    ),
    'def at(value: Any, *path: str | int) -> Any:',
    [
      '"""What stands at a path; None where there is nothing."""',
      'for step in path:',
      ['try:', ['value = value[step]'], 'except (KeyError, IndexError, TypeError):', ['return None']],
      'return value',
    ],
    ...space,
    ...when<Block[number]>(
      plan.cases.some(({ codeAt, signs }) => codeAt === undefined && signs.some((sign) => 'starts' in sign)),
      'def fits(value: Any, start: str, end: str = "") -> bool:',
      [
        '"""Whether it is a text that begins and ends so."""',
        'return isinstance(value, str) and value.startswith(start) and value.endswith(end)',
      ],
      ...space,
    ),
    ...when<Block[number]>(
      backoff,
      'def backoff(attempt: int, first: float, cap: float) -> float:',
      ['"""Full jitter, twice as much after every attempt, up to a cap."""', 'return random.uniform(0, min(cap, first * 2**attempt))'],
      ...space,
    ),
    `def code_of(${codeTakes.join(', ')}) -> str | None:`,
    ['"""The code of an error, known or not; None where there is none."""', ...recognising],
    ...space,
    { kind: 'def', before: 'def reaction_to(', items: ['code: str | None', ...reactionTakes], after: ') -> Reaction:' },
    ['"""What to do about each error; a code that nobody knows is never repeated."""', ...branching],
    ...space,
    ...failing(plan, traced !== undefined),
    ...space,
    ...settling(plan, ways.later, traced !== undefined),
    ...space,
    ...last,
  ];
  const code = words(body);
  const uses = (name: string): boolean => new RegExp(`(?<![\\w."])${name}(?![\\w"])`).test(code);
  const typing = ['Any', 'Literal', 'Protocol'].filter(uses);
  const head = imports(
    [
      ...ways.standard.filter((line) => uses(line.replace(/^import /, '').replace(/^from .* import (\w+).*$/, '$1'))),
      backoff && 'import random',
      waiting && (ways.later ? 'import asyncio' : 'import time'),
      'from dataclasses import dataclass',
      ...(typing.length > 0 ? [`from typing import ${typing.join(', ')}`] : []),
    ],
    ways.packages,
  );
  const title: Block = [
    `"""What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run."""`,
    '',
  ];
  const whole = [...layout(title), ...layout([...head.slice(0, -1), ...(plan.lax ? [] : ['']), ...body])];
  return joined(whole).code;
}

function hooks(plan: HandlerPlan, later: boolean): Block {
  const method = (name: string, takes: readonly string[], gives: string, says: string, wait = false): Block => [
    '',
    `${wait && later ? 'async ' : ''}def ${name}(${['self', ...takes].join(', ')}) -> ${gives}:`,
    [`"""${says}"""`],
  ];
  return [
    '"""What the program around it does."""',
    ...when<Block[number]>(plan.kinds.has('refresh'), ...method('refresh_token', [], 'str', 'Gives new credentials.', true)),
    ...when<Block[number]>(asks(plan), ...method('is_done', [], 'bool', 'Tells whether a failed attempt was carried out after all.', true)),
    ...when<Block[number]>(
      plan.kinds.has('show'),
      ...method('show', ['texts: list[str]', 'actions: list[str]'], 'None', 'Shows texts to the user, and offers actions.'),
    ),
    ...when<Block[number]>(
      plan.kinds.has('note'),
      ...method('note', ['warning: str'], 'None', 'Takes note of a warning: the answer is good.'),
    ),
  ];
}

/** A class for each kind of reaction that some code needs, and their union. */
function reactions(plan: HandlerPlan): Block {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const fatal = isFatal(plan) ? ['fatal: bool = False'] : [];
  const kind = (name: string, says: string, fields: readonly string[]): Block => [
    ...when(fields.length > 0, '@dataclass(frozen=True)'),
    `class ${name}:`,
    [`"""${says}"""`, ...(fields.length > 0 ? ['', ...fields] : [])],
    '',
    '',
  ];
  const names = [
    ...when(isStopped(plan), 'Stop'),
    ...when(kinds.has('show'), 'Show'),
    ...when(kinds.has('note'), 'Note'),
    ...when(kinds.has('refresh'), 'Refresh'),
    ...when(kinds.has('retry'), 'Retry'),
    'Unknown',
  ];
  return [
    ...when<Block[number]>(
      isStopped(plan),
      ...kind('Stop', 'No repetition helps: somebody must be told.', when(details, 'details: dict[str, Any]')),
    ),
    ...when<Block[number]>(kinds.has('show'), ...kind('Show', 'The user can help.', ['texts: list[Any]', 'actions: list[Any]'])),
    ...when<Block[number]>(kinds.has('note'), ...kind('Note', 'No failure.', [])),
    ...when<Block[number]>(kinds.has('refresh'), ...kind('Refresh', 'New credentials help, once.', fatal)),
    ...when<Block[number]>(
      kinds.has('retry'),
      ...kind('Retry', 'It may pass by itself.', [
        'attempts: int',
        ...when(waiting, `seconds: float${idle ? ' | None = None' : ''}`),
        ...when(asks(plan), 'ask: bool = False'),
        ...fatal,
      ]),
    ),
    ...kind('Unknown', 'A code that is newer than this file: never repeated.', []),
    `Reaction = ${names.join(' | ')}`,
    '',
    '',
  ];
}
