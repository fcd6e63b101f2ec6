import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import { bare, inner, most, statement, used } from './java-lines.ts';
import { asks, detailsOf, isHooked, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

export interface Parts {
  /** Name of the class. */
  readonly type: string;
  readonly codeOf: string;
  readonly reactionTo: string;
  readonly trace: string | undefined;
}

export const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), 'AGAIN'),
  ...when(plan.kinds.has('note') || asks(plan), 'KEEP'),
  ...when(plan.kinds.has('show'), 'SHOWN'),
];

/** The one place that waits, repeats and gives up. */
export function settling(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const outcomes = outcomesOf(plan);
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const traced = plan.traces[0] && bare(plan.traces[0]);
  const fails = `throw failure(${['code', ...when(traced !== undefined, text(traced ?? ''), 'trace')].join(', ')});`;
  const stopped = details
    ? ['String details = asked instanceof Stop stop ? stop.details() : "";', fails.replace('failure(code', 'failure(code + details')]
    : [fails];
  const body = [
    ...when(
      kinds.has('show'),
      'if (asked instanceof Show show) {',
      '  hooks.show(show.texts(), show.actions());',
      '  return Outcome.SHOWN;',
      '}',
    ),
    ...when(kinds.has('note'), 'if (asked instanceof Note) {', '  hooks.note(code);', '  return Outcome.KEEP;', '}'),
    ...when(
      kinds.has('refresh'),
      'if (asked instanceof Refresh && !state.refreshed) {',
      ...inner(['state.refreshed = true;', 'state.token = hooks.refreshToken();', 'return Outcome.AGAIN;']),
      '}',
    ),
    ...when(
      kinds.has('retry'),
      'if (asked instanceof Retry retry && state.attempt < retry.attempts()) {',
      ...inner([
        ...(idle && waiting
          ? ['if (retry.pause() > 0) {', '  Thread.sleep(retry.pause());', '}']
          : waiting
            ? ['Thread.sleep(retry.pause());']
            : []),
        ...when(
          asks(plan),
          `if (retry.ask()${isWrite(plan) ? ' && state.write' : ''} && hooks.isDone()) { // it may have been carried out`,
          '  return Outcome.KEEP;',
          '}',
        ),
        'state.attempt++;',
        'return Outcome.AGAIN;',
      ]),
      '}',
    ),
    'if (asked instanceof Unknown) {',
    `  ${fails.replace('failure(code', 'failure("unknown error " + code')}`,
    '}',
    ...stopped,
  ];
  const takes = [
    'String code',
    'Reaction asked',
    ...used(['State state', 'Hooks hooks'], body),
    ...when(traced !== undefined, 'String trace'),
  ];
  const result = outcomes.length > 0 ? 'Outcome' : 'void';
  const head = `private static ${result} settle(${takes.join(', ')})`;
  const comment = `/** Does what an error asks for${waiting ? ', and waits' : ''}. Throws where nothing more can be done. */`;
  if (!waiting) return [comment, `${head} {`, ...inner(body), '}'];
  return `  ${head} throws InterruptedException {`.length <= most
    ? [comment, `${head} throws InterruptedException {`, ...inner(body), '}']
    : [
        comment,
        ...statement({ open: `private static ${result} settle(`, items: takes, close: ')' }, 2),
        '    throws InterruptedException {',
        ...inner(body),
        '}',
      ];
}

/** The variable `state` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): string[] =>
  when(isRepeated(plan), 'State state = new State();', ...when(isWrite(plan), `state.write = ${write};`));

/** Lines that do what an error asks for, and what follows each outcome; `again` goes on with the loop. */
export function settled(
  plan: HandlerPlan,
  { reactionTo, trace }: Parts,
  depth: number,
  then: Readonly<Record<'KEEP' | 'SHOWN', string>>,
): string[] {
  const outcomes = outcomesOf(plan);
  const called = isHooked(plan) && (plan.kinds.has('show') || plan.kinds.has('note') || plan.kinds.has('refresh') || asks(plan));
  const items = ['code', 'asked', ...when(isRepeated(plan), 'state'), ...when(called, 'hooks'), ...when(trace !== undefined, trace ?? '')];
  const ends = (['KEEP', 'SHOWN'] as const).filter((one) => outcomes.includes(one));
  return [
    `Reaction asked = ${reactionTo};`,
    ...statement({ open: `${ends.length > 0 ? 'Outcome outcome = ' : ''}settle(`, items, close: ');' }, depth),
    ...ends.flatMap((one) => [`if (outcome == Outcome.${one}) {`, `  ${then[one]}`, '}']),
  ];
}
