import { transports } from '../../model/words.ts';
import { text } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import { remark } from '../remark.ts';
import { asks, detailsOf, isFatal, isHooked, isRepeated, isStopped, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { branches, recognition } from './typescript-branches.ts';
import { bare, inner, names, set, union, used } from './typescript-lines.ts';
import type { Ways } from './typescript-lines.ts';
import { failing, settling } from './typescript-settle.ts';
import type { Parts } from './typescript-settle.ts';

/** Everything that the transports have in common: the codes, what is done about each, and the one place that waits and repeats. */
export function partsOf(plan: HandlerPlan, ways: Ways): Parts {
  const { kinds } = plan;
  const trace = plan.traces.length > 0 ? plan.traces.map(({ place }) => ways.at(place, 'unknown')).join(' ?? ') : undefined;
  const label = plan.traces[0] ? bare(plan.traces[0]) : '';
  const { backoff, waiting } = waitsOf(plan);
  const ids = plan.cases.map(({ name }) => text(name));
  const recognising = recognition(plan, ways);
  const groups = branches(plan, ways);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['attempt: number', ...ways.message], groups);
  const lines = [
    `// What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`,
    '',
    '/** Every code that may come. */',
    ...set({ open: 'const codes = [', items: ids, close: '] as const;' }),
    'export type Code = (typeof codes)[number];',
    '',
    'const isCode = (code: string | undefined): code is Code => codes.some((one) => one === code);',
    '',
    ...when(ways.types.length > 0, ...ways.types, ''),
    ...when(isHooked(plan), ...hooks(plan, ways), ''),
    '/** What an error asks of a client. */',
    ...union('type Reaction =', reactions(plan)),
    ...when(isRepeated(plan), ''),
    ...when(
      isRepeated(plan),
      '/** What one call has been through. */',
      'interface State {',
      '  attempt: number;',
      ...when(kinds.has('refresh'), '  token: string | undefined;', '  refreshed: boolean;'),
      ...when(isWrite(plan), '  write: boolean;'),
      '}',
    ),
    ...when(waiting, '', 'const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));'),
    ...when(
      backoff,
      '',
      '/** Seconds to wait: full jitter, twice as much after every attempt, up to a cap. */',
      'const backoff = (attempt: number, first: number, cap: number) => Math.random() * Math.min(cap, first * 2 ** attempt);',
    ),
    '',
    ...when(
      recognising.some((line) => /\bfits\(/.test(line)),
      '/** Whether it is a text that begins and ends so. */',
      "const fits = (value: unknown, start: string, end = '') =>",
      "  typeof value === 'string' && value.startsWith(start) && value.endsWith(end);",
      '',
    ),
    '/** The code of an error, known or not; undefined where there is none. */',
    `function codeOf(${codeTakes.join(', ')}): string | undefined {`,
    ...inner(recognising),
    '}',
    '',
    '/** What to do about each error. A code without a branch does not compile. */',
    `function reactionTo(${['code: Code', ...reactionTakes].join(', ')}): Reaction {`,
    ...inner(groups),
    '}',
    '',
    ...failing(plan, trace !== undefined, label),
    '',
    ...settling(plan, trace !== undefined),
  ];
  return {
    lines,
    codeOf: `codeOf(${names(codeTakes)})`,
    reactionTo: `reactionTo(${['code', ...names(reactionTakes).split(', ').filter(Boolean)].join(', ').replace('attempt', 'state.attempt')})`,
    trace,
  };
}

function hooks(plan: HandlerPlan, { connected }: Ways): string[] {
  return [
    '/** What the program around it does. */',
    'export interface Hooks {',
    ...inner([
      ...when(plan.kinds.has('refresh'), '/** Gives new credentials. */', 'refreshToken: () => Promise<string>;'),
      ...when(asks(plan), '/** Tells whether a failed attempt was carried out after all. */', 'isDone: () => Promise<boolean>;'),
      ...when(
        plan.kinds.has('show'),
        '/** Shows texts to the user, and offers actions. */',
        'show: (texts: string[], actions: string[]) => void;',
      ),
      ...when(plan.kinds.has('note'), '/** Takes note of a warning: the answer is good. */', 'note: (warning: string) => void;'),
      ...when(plan.transport === 'websocket', '/** Takes everything that is no error. */', 'receive: (data: unknown) => void;'),
      ...when(connected, '/** Takes what no program can repair. */', 'report: (problem: Error) => void;'),
    ]),
    '}',
  ];
}

/** The members of the union of reactions: only what some code needs, and one for codes that nobody knows. */
function reactions(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const fatal = isFatal(plan) ? ['fatal?: true'] : [];
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const kind = (name: string, ...rest: string[]): string => `{ ${[`do: '${name}'`, ...rest].join('; ')} }`;
  return [
    ...when(isStopped(plan), kind('stop', ...when(details, 'details?: Record<string, unknown>'))),
    ...when(kinds.has('show'), kind('show', 'texts: string[]', 'actions: string[]')),
    ...when(kinds.has('note'), kind('note')),
    ...when(kinds.has('refresh'), kind('refresh', ...fatal)),
    ...when(
      kinds.has('retry'),
      kind('retry', 'attempts: number', ...when(waiting, `seconds${idle ? '?' : ''}: number`), ...when(asks(plan), 'ask?: true'), ...fatal),
    ),
    kind('unknown'),
  ];
}
