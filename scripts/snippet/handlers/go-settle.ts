import { text } from '../clients/go.ts';
import { when } from '../lines.ts';
import { bare, inner } from './go-lines.ts';
import { asks, detailsOf, isCalled, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

export interface Parts {
  readonly codeOf: string;
  readonly reactionTo: string;
  readonly trace: string | undefined;
}

export const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), 'again'),
  ...when(plan.kinds.has('note') || asks(plan), 'keep'),
  ...when(plan.kinds.has('show'), 'shown'),
];

/** The one place that waits, repeats and gives up. */
export function settling(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const outcomes = outcomesOf(plan);
  const traced = plan.traces.length > 0;
  const label = plan.traces[0] ? text(bare(plan.traces[0])) : '';
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const none = outcomes[0] ?? '';
  const fail = (...told: string[]): string =>
    `return ${outcomes.length > 0 ? `${none}, ` : ''}problem(${['code', ...told, ...when(traced, label, 'trace')].join(', ')})`;
  const stop = details
    ? `return ${outcomes.length > 0 ? `${none}, ` : ''}problem(code, ${traced ? `append(asked.details, ${label}, trace)` : 'asked.details'}...)`
    : fail();
  const ok = (outcome: string): string => `return ${outcome}, nil`;
  const err = `return ${none}, err`;
  const cases = [
    ...when(kinds.has('show'), 'case show:', '\thooks.Show(asked.texts, asked.actions)', `\t${ok('shown')}`),
    ...when(kinds.has('note'), 'case note:', '\thooks.Note(code)', `\t${ok('keep')}`),
    ...when(
      kinds.has('refresh'),
      'case refresh:',
      ...inner([
        'if call.refreshed {',
        `\t${fail()}`,
        '}',
        'token, err := hooks.RefreshToken()',
        'if err != nil {',
        `\t${err}`,
        '}',
        'call.token, call.refreshed = token, true',
        ok('again'),
      ]),
    ),
    ...when(
      kinds.has('retry'),
      'case retry:',
      ...inner([
        'if call.attempt >= asked.attempts {',
        `\t${fail()}`,
        '}',
        ...(idle && waiting ? ['if asked.wait > 0 {', '\ttime.Sleep(asked.wait)', '}'] : waiting ? ['time.Sleep(asked.wait)'] : []),
        ...when(
          asks(plan),
          `if asked.ask${isWrite(plan) ? ' && call.write' : ''} { // it may have been carried out`,
          '\tif done, err := hooks.IsDone(); done || err != nil {',
          '\t\treturn keep, err',
          '\t}',
          '}',
        ),
        'call.attempt++',
        ok('again'),
      ]),
    ),
  ];
  const takes = [
    'code string',
    'asked reaction',
    ...when(isRepeated(plan), 'call *state'),
    ...when(isCalled(plan), 'hooks Hooks'),
    ...when(traced, 'trace string'),
  ];
  return [
    `// settle does what an error asks for${waiting ? ', and waits' : ''}. It fails where nothing more can be done.`,
    `func settle(${takes.join(', ')}) ${outcomes.length > 0 ? '(outcome, error)' : 'error'} {`,
    ...inner([
      ...when(cases.length > 0, 'switch asked.do {', ...cases, '}'),
      'if asked.do == unknown {',
      '\tcode = "unknown error " + code',
      '}',
      stop,
    ]),
    '}',
  ];
}

/** The variable `call` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): string[] =>
  when(
    isRepeated(plan),
    `call := &state{${['attempt: 1', ...when(plan.kinds.has('refresh'), 'token: os.Getenv("API_TOKEN")'), ...when(isWrite(plan), `write: ${write}`)].join(', ')}}`,
  );

/** Lines that do what an error asks for, and what follows each outcome; `again` goes on with the loop. */
export function settled(plan: HandlerPlan, { reactionTo, trace }: Parts, then: Readonly<Record<'keep' | 'shown', string>>): string[] {
  const outcomes = outcomesOf(plan);
  const takes = [
    'code',
    'asked',
    ...when(isRepeated(plan), 'call'),
    ...when(isCalled(plan), 'hooks'),
    ...when(trace !== undefined, trace ?? ''),
  ];
  const ends = (['keep', 'shown'] as const).filter((one) => outcomes.includes(one));
  const settle = `settle(${takes.join(', ')})`;
  if (outcomes.length === 0) return [`asked := ${reactionTo}`, `return nil, ${settle}`];
  return [
    `asked := ${reactionTo}`,
    `${ends.length > 0 ? 'next' : '_'}, err ${ends.length > 0 ? ':=' : '='} ${settle}`,
    'if err != nil {',
    '\treturn nil, err',
    '}',
    ...when(ends.length > 0, 'switch next {', ...ends.flatMap((one) => [`case ${one}:`, `\t${then[one]}`]), '}'),
  ];
}
