import { call } from '../clients/python-layout.ts';
import type { Block, Doc } from '../clients/python-layout.ts';
import { text } from '../clients/python.ts';
import { when } from '../lines.ts';
import { asks, detailsOf, isCalled, isRepeated, isStopped, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { bare, suffixed } from './python-lines.ts';

/** What a handler is made of; a transport puts its call at the end. */
export interface Parts {
  readonly codeOf: string;
  readonly reactionTo: string;
  /** Whether codes have to be told from others outside `reaction_to`. */
  readonly trace: Doc | undefined;
}

export function failing(plan: HandlerPlan, traced: boolean): Block {
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

/** What `settle` may answer where the call is over. */
const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(plan.kinds.has('note') || asks(plan), '"keep"'),
  ...when(plan.kinds.has('show'), '"shown"'),
];

/** The one place that waits, repeats and gives up. */
export function settling(plan: HandlerPlan, later: boolean, traced: boolean): Block {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const awaited = later ? 'await ' : '';
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const fails = `raise failure(code${traced ? ', trace' : ''})`;
  const sleep = `${later ? 'await asyncio' : 'time'}.sleep(reaction.seconds)`;
  const outcomes = outcomesOf(plan);
  const body: Block = [
    'match reaction:',
    [
      ...when<Block[number]>(isStopped(plan), details ? 'case Stop(details):' : 'case Stop():', [
        `raise failure(code${traced ? ', trace' : ''}${details ? ', details' : ''})`,
      ]),
      ...when<Block[number]>(kinds.has('show'), 'case Show(texts, actions):', ['hooks.show(texts, actions)', 'return "shown"']),
      ...when<Block[number]>(kinds.has('note'), 'case Note():', ['hooks.note(code)', 'return "keep"']),
      ...when<Block[number]>(kinds.has('refresh'), 'case Refresh():', [
        'if state.refreshed:',
        [fails],
        'state.refreshed = True',
        `state.token = ${awaited}hooks.refresh_token()`,
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
        'state.attempt += 1',
      ]),
      'case Unknown():',
      [`raise failure(f"unknown error {code}"${traced ? ', trace' : ''})`],
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
      after: `) -> ${outcomes.length > 0 ? `Literal[${outcomes.join(', ')}]${isRepeated(plan) ? ' | None' : ''}` : 'None'}:`,
    },
    [
      `"""Does what an error asks for${waiting ? ', and waits' : ''}. Raises where nothing more can be done${isRepeated(plan) ? '; None: again' : ''}."""`,
      ...body,
    ],
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
  const takes = [
    code,
    'reaction',
    ...when(isRepeated(plan), 'state'),
    ...when(isCalled(plan), 'hooks'),
    ...when(trace !== undefined, 'trace'),
  ];
  const ends = (['keep', 'shown'] as const).filter((one) => outcomes.includes(`"${one}"`));
  const settle = call(`${ends.length > 0 ? 'outcome = ' : ''}${later ? 'await ' : ''}settle(`, takes);
  return [
    ...when(trace !== undefined, suffixed(trace ?? '', 'trace = ')),
    `reaction = ${reactionTo}`,
    settle,
    ...ends.flatMap((one): Block => [`if outcome == "${one}":`, then[one]]),
  ];
}
