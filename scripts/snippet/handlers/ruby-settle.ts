import { inner as inText, text } from '../clients/ruby.ts';
import { when } from '../lines.ts';
import { asks, detailsOf, isCalled, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { bare, inner, set } from './ruby-lines.ts';

/** What a handler is made of; a transport puts its call at the end. */
export interface Parts {
  /** `code_of(error)`. */
  readonly codeOf: string;
  /** `reaction_to(code, state.attempt, error)`. */
  readonly reactionTo: string;
  /** Expression for the id that support asks for; undefined where there is none. */
  readonly trace: string | undefined;
}

/** The method that names a failure. */
export function failing(plan: HandlerPlan, traced: boolean): string[] {
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const label = plan.traces[0] ? bare(plan.traces[0]) : '';
  const said = traced ? `details.merge(${text(label)} => trace)` : 'details';
  return [
    `# The code${details ? ', what is to be corrected' : ''}${traced ? ' and the id that support asks for' : ''}.`,
    `def failure(${['code', ...when(traced, 'trace'), ...when(details, 'details = {}')].join(', ')})`,
    details
      ? `  code + ${said}.map { |name, value| ", #{name} #{value}" }.join`
      : traced
        ? `  "#{code}, ${inText(label)} #{trace}"`
        : '  code',
    'end',
  ];
}

/** The one place that waits, repeats and gives up. */
export function settling(plan: HandlerPlan, traced: boolean): string[] {
  const { kinds } = plan;
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const { idle, waiting } = waitsOf(plan);
  const fails = (code: string, ...more: string[]): string => `raise failure(${[code, ...when(traced, 'trace'), ...more].join(', ')})`;
  const stops = plan.kinds.has('stop') || plan.kinds.has('correct');
  return [
    `# Does what an error asks for${waiting ? ', and waits' : ''}. Raises where nothing more can be done.`,
    ...when(isRepeated(plan), '# Unless it says how the call ends, the call is made again.'),
    `def settle(${takes(plan, traced).join(', ')})`,
    ...inner([
      'case reaction',
      ...when(kinds.has('show'), 'in { do: :show, texts:, actions: }', '  hooks.show(texts, actions)', '  :shown'),
      ...when(kinds.has('note'), 'in { do: :note }', '  hooks.note(code)', '  :keep'),
      ...when(
        kinds.has('refresh'),
        'in { do: :refresh }',
        ...inner([`${fails('code')} if state.refreshed`, '', 'state.refreshed = true', 'state.token = hooks.refresh_token']),
      ),
      ...when(
        kinds.has('retry'),
        'in { do: :retry, attempts: }',
        ...inner([
          `${fails('code')} if state.attempt >= attempts`,
          '',
          ...when(waiting, `sleep(reaction[:seconds])${idle ? ' if reaction[:seconds]' : ''}`),
          ...when(
            asks(plan),
            '# The failed attempt may have been carried out.',
            `return :keep if reaction[:ask] && ${isWrite(plan) ? 'state.write && ' : ''}hooks.done?`,
            '',
          ),
          'state.attempt += 1',
        ]),
      ),
      ...when(stops, 'in { do: :stop }', `  ${fails('code', ...when(details, 'reaction.fetch(:details, {})'))}`),
      'in { do: :unknown }',
      `  ${fails('"unknown error #{code}"')}`,
      'end',
    ]),
    'end',
  ];
}

const takes = (plan: HandlerPlan, traced: boolean): string[] => [
  'code',
  'reaction',
  ...when(isRepeated(plan), 'state'),
  ...when(isCalled(plan), 'hooks'),
  ...when(traced, 'trace'),
];

/** The variable `state` at its beginning. */
export function stateOf(plan: HandlerPlan, write: string): string[] {
  const items = [
    'attempt: 1',
    ...when(plan.kinds.has('refresh'), "token: ENV.fetch('API_TOKEN')", 'refreshed: false'),
    ...when(isWrite(plan), `write: ${write}`),
  ];
  return isRepeated(plan) ? set({ open: 'state = State.new(', items, close: ')' }, 2) : [];
}

/** Lines that do what an error asks for; `again` goes on with the loop. */
export function settled(plan: HandlerPlan, code: string, { reactionTo, trace }: Parts, answer: string): string[] {
  const call = takes(plan, trace !== undefined).map((one) => (one === 'code' ? code : one === 'reaction' ? 'reaction' : one));
  const keeps = plan.kinds.has('note') || asks(plan);
  const shows = plan.kinds.has('show');
  const settle = `settle(${call.join(', ')})`;
  return [
    ...when(trace !== undefined, `trace = ${trace ?? ''}`),
    `reaction = ${reactionTo}`,
    keeps || shows ? `outcome = ${settle}` : settle,
    ...when(keeps, `return ${answer} if outcome == :keep`),
    ...when(shows, 'return nil if outcome == :shown'),
  ];
}
