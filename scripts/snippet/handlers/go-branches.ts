import { text } from '../clients/go.ts';
import { when } from '../lines.ts';
import type { Wait } from '../types.ts';
import { asText, bare, tests } from './go-lines.ts';
import type { Ways } from './go-lines.ts';
import { detailsOf, grouped, isFatal } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

export function recognition(plan: HandlerPlan, at: Ways['at']): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const places = plan.codePlaces.map((place) => asText(at(place)));
  const found = places.length > 1 ? `cmp.Or(${places.join(', ')})` : (places[0] ?? '""');
  return [
    ...own.flatMap(({ name, signs }) => [`if ${signs.flatMap((sign) => tests(sign, at)).join(' && ')} {`, `\treturn ${text(name)}`, '}']),
    ...(plan.transport === 'http' || plan.shared.length === 0 || places.length === 0
      ? [`return ${found}`]
      : [`code := ${found}`, `if ${plan.shared.flatMap((sign) => tests(sign, at)).join(' && ')} {`, '\treturn code', '}', 'return ""']),
  ];
}

export function branches(plan: HandlerPlan, at: Ways['at']): string[] {
  const groups = grouped(plan.cases, (one) => reactionOf(one, plan, at));
  return [
    ...when(
      groups.length > 0,
      'switch code {',
      ...groups.flatMap(({ cases, answer }) => [
        ...cases.map(({ name }, index) => `${index === 0 ? 'case ' : '\t'}${text(name)}${index < cases.length - 1 ? ',' : ':'}`),
        `\treturn ${answer}`,
      ]),
      '}',
    ),
    'return reaction{}',
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, at: Ways['at']): string {
  const { policy, texts, actions, reconnect } = one.plan;
  const value = (kind: string, ...fields: string[]): string => `reaction{${[`do: ${kind}`, ...fields].join(', ')}}`;
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).flatMap((reading) => [text(bare(reading)), at(reading.place)]);
      return said.length === 0 ? value('stop') : `reaction{do: stop, details: []any{${said.join(', ')}}}`;
    }
    case 'show': {
      const shown = texts.map((one_) => ('place' in one_ ? asText(at(one_.place)) : text(one_.text)));
      const offered =
        actions === undefined
          ? '[]string{}'
          : 'place' in actions
            ? `texts(${at(actions.place)})`
            : `[]string{${actions.list.map(text).join(', ')}}`;
      return value('show', `texts: []string{${shown.join(', ')}}`, `actions: ${offered}`);
    }
    case 'note':
      return value('note');
    case 'refresh':
      return value('refresh', ...when(isFatal(whole) && reconnect, 'fatal: true'));
    case 'retry':
      return value(
        'retry',
        `attempts: ${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', `wait: ${waitOf(policy.wait, at)}`),
        ...when(one.ask, 'ask: true'),
        ...when(isFatal(whole) && reconnect, 'fatal: true'),
      );
  }
}

const duration = (seconds: number): string =>
  Number.isInteger(seconds)
    ? seconds === 1
      ? 'time.Second'
      : `${String(seconds)}*time.Second`
    : `${String(Math.round(seconds * 1000))}*time.Millisecond`;

function waitOf(wait: Wait, at: Ways['at']): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return duration(wait.seconds).replace('*', ' * ');
    case 'told':
      return `seconds(${at(wait.reading.place)}, ${String(wait.otherwise)})`;
    case 'backoff':
      return `backoff(attempt, ${duration(wait.first)}, ${duration(wait.cap)})`;
  }
}
