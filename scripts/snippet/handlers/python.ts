import { transports } from '../../model/words.ts';
import { call, layout, list } from '../clients/python-layout.ts';
import type { Block, Doc } from '../clients/python-layout.ts';
import { imports, literal, text } from '../clients/python.ts';
import { joined, when } from '../lines.ts';
import { remark } from '../remark.ts';
import type { Place, Reading, Sign, Wait } from '../types.ts';
import { asks, detailsOf, grouped, isCalled, isFatal, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message. */
  readonly at: (place: Place) => Doc;
  /** Parameters that hold the message, with their types: `['error: Any']`. */
  readonly message: readonly string[];
  /** Everything that waits is awaited. */
  readonly later: boolean;
  readonly standard: readonly string[];
  readonly packages: readonly string[];
}

/** Expression for a place below a variable, by the function `at` of the file. */
export const below = (root: string, place: Place): Doc =>
  place.length === 0 ? root : call('at(', [root, ...place.map((step) => (/^\d+$/.test(step) ? step : text(step)))]);

const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

const flatOf = (doc: Doc): string => (typeof doc === 'string' ? doc : doc.before + doc.items.map(flatOf).join(', ') + doc.after);

const suffixed = (doc: Doc, before: string, after = ''): Doc =>
  typeof doc === 'string' ? before + doc + after : { ...doc, before: before + doc.before, after: doc.after + after };

/** All conditions on one line where they fit; else one within the other. */
function condition(all: readonly Test[], then: Block): Block {
  const whole = all.map((test) => ('left' in test ? `${test.left} == ${test.right}` : flatOf(test).slice(3, -1))).join(' and ');
  return [{ fitting: [`if ${whole}:`, then], otherwise: nested(all, then) }];
}

function nested([first, ...others]: readonly Test[], then: Block): Block {
  if (first === undefined) return then;
  const inner = nested(others, then);
  if (!('left' in first)) return [first, inner];
  const whole = `${first.left} == ${first.right}`;
  const broken: Block = [first.left, `== ${first.right}`];
  return [
    { fitting: [`if ${whole}:`], otherwise: [{ fitting: ['if (', [whole], '):'], otherwise: ['if (', broken, '):'] }] },
    inner,
  ];
}

/** An `if` with a call, or two sides that must be equal. */
type Test = ReturnType<typeof call> | { readonly left: string; readonly right: string };

function tests(sign: Sign, at: Ways['at']): Test {
  const value = at(sign.place);
  if ('equals' in sign) return { left: flatOf(value), right: literal(sign.equals) };
  return call('if fits(', [value, text(sign.starts), ...when(sign.ends !== '', text(sign.ends))], '):');
}

/** Words of a block, to see what it uses. */
const words = (block: Block): string =>
  layout(block)
    .map((line) => (typeof line === 'string' ? line : line.fact))
    .join('\n');

const nameIn = (parameter: string): string => parameter.replace(/:.*$/, '');
const used = (parameters: readonly string[], block: Block): string[] =>
  parameters.filter((one) => new RegExp(`(?<![\\w."'])${nameIn(one)}(?![\\w"'])`).test(words(block)));

/** What a handler is made of; a transport puts its call at the end. */
export interface Parts {
  readonly codeOf: string;
  readonly reactionTo: string;
  /** Whether codes have to be told from others outside `reaction_to`. */
  readonly trace: Doc | undefined;
}

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
  const knows = plan.lax || (plan.transport !== 'http' && plan.shared.length > 0 && plan.codePlaces.length > 0);
  const space: Block = ['', ''];
  const body: Block = [
    ...when<Block[number]>(knows, list('CODES = {', plan.cases.map(({ name }) => text(name)), '}'), '', ''),
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
  const title: Block = [`"""What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run."""`, ''];
  const whole = [...layout(title), ...layout([...head.slice(0, -1), ...(plan.cases.length > 0 && knows ? [] : ['']), ...body])];
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
    ...when<Block[number]>(plan.kinds.has('note'), ...method('note', ['warning: str'], 'None', 'Takes note of a warning: the answer is good.')),
  ];
}

/** A class for each kind of reaction that some code needs, and their union. */
function reactions(plan: HandlerPlan): Block {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const fatal = isFatal(plan) ? ['fatal: bool = False'] : [];
  const kind = (name: string, says: string, fields: readonly string[]): Block => [
    '@dataclass(frozen=True)',
    `class ${name}:`,
    [`"""${says}"""`, ...(fields.length > 0 ? ['', ...fields] : [])],
    '',
    '',
  ];
  const names = [
    'Stop',
    ...when(kinds.has('show'), 'Show'),
    ...when(kinds.has('note'), 'Note'),
    ...when(kinds.has('refresh'), 'Refresh'),
    ...when(kinds.has('retry'), 'Retry'),
  ];
  return [
    ...kind('Stop', 'No repetition helps: somebody must be told.', when(details, 'details: dict[str, Any]')),
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
    `Reaction = ${names.join(' | ')}`,
    '',
    '',
  ];
}

function recognition(plan: HandlerPlan, { at }: Ways): Block {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const [place, ...further] = plan.codePlaces.map((one) => at(one));
  const found: Doc = further.length === 0 ? (place ?? 'None') : plan.codePlaces.map((one) => flatOf(at(one))).join(' or ');
  return [
    ...own.flatMap(({ name, signs }): Block =>
      condition(
        signs.filter((sign) => sign.place[0] !== 'event' || plan.events.length > 1).map((sign) => tests(sign, at)),
        [`return ${text(name)}`],
      ),
    ),
    ...(plan.transport === 'http' || plan.shared.length === 0 || place === undefined
      ? [suffixed(found, 'return ')]
      : [
          suffixed(found, 'code = '),
          'if code in CODES:',
          ['return code'] as Block,
          ...condition(
            plan.shared.map((sign) => tests(sign, at)),
            ['return code'],
          ),
          'return None',
        ]),
  ];
}

function branches(plan: HandlerPlan, { at }: Ways): Block {
  const groups = grouped(plan.cases, (one) => reactionOf(one, plan, at));
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  return [
    'match code:',
    [
      ...groups.flatMap(({ cases, answer }): Block => {
        const [first = '', ...others] = cases.map(({ name }) => text(name));
        return [
          {
            fitting: [`case ${[first, ...others].join(' | ')}:`],
            otherwise: ['case (', [first, ...others.map((one) => `| ${one}`)], '):'],
          },
          [answer],
        ];
      }),
      'case _:',
      [details ? 'return Stop({})' : 'return Stop()'],
    ],
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, at: Ways['at']): Doc {
  const { policy, texts, actions, reconnect } = one.plan;
  const read = ({ place }: Reading): Doc => at(place);
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).map((reading) => suffixed(read(reading), `${text(bare(reading))}: `));
      const any = whole.cases.some((other) => detailsOf(other).length > 0);
      return said.length > 0 ? call('return Stop(', [list('{', said, '}')]) : `return Stop(${any ? '{}' : ''})`;
    }
    case 'show': {
      const shown = texts.map((one_) => ('place' in one_ ? read(one_) : text(one_.text)));
      const offered: Doc =
        actions === undefined ? 'actions=[]' : 'place' in actions ? suffixed(read(actions), 'actions=') : list('actions=[', actions.list.map(text), ']');
      return call('return Show(', [list('texts=[', shown, ']'), offered]);
    }
    case 'note':
      return 'return Note()';
    case 'refresh':
      return `return Refresh(${isFatal(whole) && reconnect ? 'fatal=True' : ''})`;
    case 'retry':
      return call('return Retry(', [
        `attempts=${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', suffixed(secondsOf(policy.wait, read), 'seconds=')),
        ...when(one.ask, 'ask=True'),
        ...when(isFatal(whole) && reconnect, 'fatal=True'),
      ]);
  }
}

function secondsOf(wait: Wait, read: (reading: Reading) => Doc): Doc {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return String(wait.seconds);
    case 'told':
      return `float(${flatOf(read(wait.reading))} or ${String(wait.otherwise)})`;
    case 'backoff':
      return `backoff(attempt, ${String(wait.first)}, ${String(wait.cap)})`;
  }
}

function failing(plan: HandlerPlan, traced: boolean): Block {
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const label = plan.traces[0] ? bare(plan.traces[0]) : '';
  const takes = ['code: str', ...when(traced, 'trace: Any'), ...when(details, 'details: dict[str, Any] | None = None')];
  const says = `The code${details ? ', what is to be corrected' : ''}${traced ? ' and the id that support asks for' : ''}.`;
  return [
    { kind: 'def', before: 'def failure(', items: takes, after: ') -> RuntimeError:' },
    [
      `"""${says}"""`,
      ...(details
        ? [
            ...when<Block[number]>(traced, call('said = ', [`{**(details or {}), ${text(label)}: trace}`], '')),
            'return RuntimeError(',
            [`code + "".join(f", {name} {value}" for name, value in ${traced ? 'said' : '(details or {})'}.items())`],
            ')',
          ]
        : [traced ? `return RuntimeError(f${text(`{code}, ${label.replaceAll(/[{}]/g, '$&$&')} {trace}`)})` : 'return RuntimeError(code)']),
    ],
  ];
}

/** What `settle` may answer. */
const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), '"again"'),
  ...when(plan.kinds.has('note') || asks(plan), '"keep"'),
  ...when(plan.kinds.has('show'), '"shown"'),
];

/** The one place that waits, repeats and gives up. */
function settling(plan: HandlerPlan, later: boolean, traced: boolean): Block {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const awaited = later ? 'await ' : '';
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const fails = `raise failure(code${traced ? ', trace' : ''})`;
  const repeats = ['state.attempt += 1', 'return "again"'];
  const sleep = `${later ? 'await asyncio' : 'time'}.sleep(reaction.seconds)`;
  const outcomes = outcomesOf(plan);
  const body: Block = [
    'match reaction:',
    [
      details ? 'case Stop(details):' : 'case Stop():',
      [`raise failure(code${traced ? ', trace' : ''}${details ? ', details' : ''})`],
      ...when<Block[number]>(kinds.has('show'), 'case Show(texts, actions):', ['hooks.show(texts, actions)', 'return "shown"']),
      ...when<Block[number]>(kinds.has('note'), 'case Note():', ['hooks.note(code)', 'return "keep"']),
      ...when<Block[number]>(kinds.has('refresh'), 'case Refresh():', [
        'if state.refreshed:',
        [fails],
        'state.refreshed = True',
        `state.token = ${awaited}hooks.refresh_token()`,
        ...repeats,
      ]),
      ...when<Block[number]>(kinds.has('retry'), 'case Retry():', [
        'if state.attempt >= reaction.attempts:',
        [fails],
        ...(idle && waiting ? (['if reaction.seconds is not None:', [sleep]] as Block) : waiting ? [sleep] : []),
        ...when<Block[number]>(
          asks(plan),
          '# The failed attempt may have been carried out.',
          `if reaction.ask and ${isWrite(plan) ? 'state.write and ' : ''}${awaited}hooks.is_done():`,
          ['return "keep"'],
        ),
        ...repeats,
      ]),
    ],
  ];
  const takes = [
    'code: str',
    'reaction: Reaction',
    ...when(isRepeated(plan), 'state: State'),
    ...when(isCalled(plan), 'hooks: Hooks'),
    ...when(traced, 'trace: Any'),
  ];
  return [
    {
      kind: 'def',
      before: `${later ? 'async ' : ''}def settle(`,
      items: takes,
      after: `) -> ${outcomes.length > 0 ? `Literal[${outcomes.join(', ')}]` : 'None'}:`,
    },
    [`"""Does what an error asks for${waiting ? ', and waits' : ''}. Raises where nothing more can be done."""`, ...body],
  ];
}

/** The variable `state` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): Block =>
  when(
    isRepeated(plan),
    call('state = State(', [...when(plan.kinds.has('refresh'), 'token=os.environ["API_TOKEN"]'), ...when(isWrite(plan), `write=${write}`)]),
  );

/** Lines that do what an error asks for, and what follows each outcome; `again` goes on with the loop. */
export function settled(
  plan: HandlerPlan,
  code: string,
  { reactionTo, trace }: Parts,
  later: boolean,
  then: Readonly<Record<'keep' | 'shown', Block>>,
): Block {
  const outcomes = outcomesOf(plan);
  const takes = [code, 'reaction', ...when(isRepeated(plan), 'state'), ...when(isCalled(plan), 'hooks'), ...when(trace !== undefined, 'trace')];
  const ends = (['keep', 'shown'] as const).filter((one) => outcomes.includes(`"${one}"`));
  const settle = call(`${ends.length > 0 ? 'outcome = ' : ''}${later ? 'await ' : ''}settle(`, takes);
  return [
    ...when(trace !== undefined, suffixed(trace ?? '', 'trace = ')),
    `reaction = ${reactionTo}`,
    settle,
    ...ends.flatMap((one): Block => [`if outcome == "${one}":`, then[one]]),
  ];
}
