import { listOf, text } from '../clients/ruby.ts';
import { when } from '../lines.ts';
import type { Reading, Wait } from '../types.ts';
import type { Doc } from './doc.ts';
import { detailsOf, grouped } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { bare, guard, set, tests } from './ruby-lines.ts';
import type { Ways } from './ruby-lines.ts';

/** The lines of the method that tells the code. */
export function recognition(plan: HandlerPlan, { at }: Ways): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const [first, ...others] = plan.codePlaces.map((place) => at(place));
  const found = first === undefined ? 'nil' : others.length === 0 ? `${first}&.to_s` : `(${[first, ...others].join(' || ')})&.to_s`;
  const guards = own.flatMap(({ name, signs }) =>
    guard(
      text(name),
      signs.flatMap((sign) => tests(sign, at)),
      2,
    ),
  );
  const space = when(guards.length > 0, '');
  if (plan.shared.length === 0 || plan.transport === 'http' || first === undefined) return [...guards, ...space, found];
  return [...guards, ...space, `code = ${found}`, `code if ${plan.shared.flatMap((sign) => tests(sign, at)).join(' && ')}`];
}

/** The lines of the method that says what is asked for. */
export function branches(plan: HandlerPlan, { at }: Ways): string[] {
  const groups = grouped(plan.cases, (one) => set(reactionOf(one, at), 3));
  return [
    'case code',
    ...groups.flatMap(({ cases, answer }) => {
      const names = cases.map(({ name }) => text(name));
      const whole = `when ${names.join(', ')}`;
      const head =
        whole.length <= 116
          ? [whole]
          : names.map((name, at_) => `${at_ === 0 ? 'when ' : '     '}${name}${at_ < names.length - 1 ? ',' : ''}`);
      return [...head, ...answer.map((line) => `  ${line}`)];
    }),
    'else',
    '  { do: :unknown }',
    'end',
  ];
}

function reactionOf(one: Case, at: Ways['at']): Doc {
  const { policy, texts, actions } = one.plan;
  const value = (kind: string, ...items: Doc[]): Doc => ({ open: '{', items: [`do: :${kind}`, ...items], close: '}', pad: ' ' });
  const read = ({ place }: Reading): string => at(place);
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).map((reading) => `${text(bare(reading))} => ${read(reading)}`);
      return value('stop', ...when<Doc>(said.length > 0, { open: 'details: {', items: said, close: '}', pad: ' ' }));
    }
    case 'show': {
      const shown = texts.map((each) => ('place' in each ? read(each) : text(each.text)));
      const offered = actions === undefined ? '[]' : 'place' in actions ? read(actions) : listOf(actions.list);
      return value('show', { open: 'texts: [', items: shown, close: ']' }, `actions: ${offered}`);
    }
    case 'note':
    case 'refresh':
      return value(policy.kind);
    case 'retry':
      return value(
        'retry',
        `attempts: ${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', `seconds: ${secondsOf(policy.wait, read)}`),
        ...when(one.ask, 'ask: true'),
      );
  }
}

function secondsOf(wait: Wait, read: (reading: Reading) => string): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return String(wait.seconds);
    case 'told': {
      const { reading, otherwise } = wait;
      return `Float(${read(reading)}, exception: false) || ${String(otherwise)}`;
    }
    case 'backoff':
      return `backoff(attempt, ${String(wait.first)}, ${String(wait.cap)})`;
  }
}
