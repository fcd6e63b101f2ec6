import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import type { Wait } from '../types.ts';
import { flat } from './doc.ts';
import type { Doc } from './doc.ts';
import { bare, condition, inner, statement, tests } from './java-lines.ts';
import type { AsText, Ways } from './java-lines.ts';
import { asks, detailsOf, grouped, isFatal, waitsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

export function recognition(plan: HandlerPlan, ways: Ways, asText: AsText): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const found = plan.codePlaces
    .map(asText)
    .reduce<Doc | undefined>(
      (before, one) => (before === undefined ? one : { open: 'first(', items: [before, one], close: ')' }),
      undefined,
    );
  const said = (before: string): string[] =>
    found === undefined || typeof found === 'string'
      ? [`${before}${found ?? '""'};`]
      : statement({ ...found, open: before + found.open, close: `${found.close};` }, 4);
  return [
    ...own.flatMap(({ name, signs }) =>
      condition(
        signs.filter(({ place }) => place[0] !== 'event').flatMap((sign) => tests(sign, ways, asText)),
        `return ${text(name)};`,
      ),
    ),
    ...(plan.transport === 'http' || plan.shared.length === 0 || found === undefined
      ? said('return ')
      : [
          ...said('String code = '),
          ...condition(
            plan.shared.flatMap((sign) => tests(sign, ways, asText)),
            'return code;',
          ),
          'return "";',
        ]),
  ];
}

export function branches(plan: HandlerPlan, ways: Ways, asText: AsText): string[] {
  const groups = grouped(plan.cases, (one) => statement(reactionOf(one, plan, ways, asText), 8));
  return [
    'switch (code) {',
    ...inner([
      ...groups.flatMap(({ cases, answer }) => [...cases.map(({ name }) => `case ${text(name)}:`), ...inner(answer)]),
      'default:',
      '  return new Unknown();',
    ]),
    '}',
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, ways: Ways, asText: AsText): Doc {
  const { policy, texts, actions, reconnect } = one.plan;
  const value = (kind: string, ...items: Doc[]): Doc => ({ open: `return new ${kind}(`, items, close: ');' });
  const list = (items: readonly Doc[]): Doc => ({ open: 'List.of(', items, close: ')' });
  const fatal = when(isFatal(whole), String(reconnect));
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).flatMap((reading): Doc[] => [text(bare(reading)), ways.at(reading.place)]);
      if (said.length > 0) return value('Stop', { open: 'said(', items: said, close: ')' });
      return value(
        'Stop',
        ...when(
          whole.cases.some((other) => detailsOf(other).length > 0),
          '""',
        ),
      );
    }
    case 'show': {
      const shown = texts.map((part) => ('place' in part ? asText(part.place) : text(part.text)));
      const offered =
        actions === undefined ? 'List.of()' : 'place' in actions ? `texts(${flat(ways.at(actions.place))})` : list(actions.list.map(text));
      return value('Show', list(shown), offered);
    }
    case 'note':
      return value('Note');
    case 'refresh':
      return value('Refresh', ...fatal);
    case 'retry':
      return value(
        'Retry',
        String(policy.attempts),
        ...when(waitsOf(whole).waiting, waitOf(policy.wait, asText)),
        ...when(asks(whole), String(one.ask)),
        ...fatal,
      );
  }
}

/** A number of milliseconds, thousands apart. */
const milliseconds = (seconds: number): string => String(Math.round(seconds * 1000)).replaceAll(/\B(?=(\d{3})+$)/g, '_');

function waitOf(wait: Wait, asText: AsText): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return milliseconds(wait.seconds);
    case 'told':
      return `millis(${asText(wait.reading.place)}, ${String(wait.otherwise)})`;
    case 'backoff':
      return `backoff(attempt, ${milliseconds(wait.first)}, ${milliseconds(wait.cap)})`;
  }
}
