import { text } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import type { Reading, Wait } from '../types.ts';
import type { Doc } from './doc.ts';
import { detailsOf, grouped, isFatal, isNumbered } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { bare, member, set, test, unless } from './typescript-lines.ts';
import type { Ways } from './typescript-lines.ts';
import { codeAs, secondsAs } from './typescript-message.ts';

export function recognition(plan: HandlerPlan, { at }: Ways): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const places = plan.codePlaces.map((place) => at(place, codeAs(plan, place)));
  const end = isNumbered(plan) ? ')?.toString()' : ' ?? undefined';
  const found = `${isNumbered(plan) ? '(' : ''}${places.join(' ?? ')}${end}`;
  return [
    ...own.flatMap(({ name, signs }) =>
      unless(
        signs.filter(({ place }) => place[0] !== 'event' || plan.events.length > 1).map((sign) => test(sign, at)),
        `return ${text(name)};`,
      ),
    ),
    ...(places.length === 0
      ? ['return undefined;']
      : plan.transport === 'http' || plan.shared.length === 0
        ? [`return ${found};`]
        : [
            `const code = ${found};`,
            ...unless(
              plan.shared.map((sign) => test(sign, at)),
              'return code;',
            ),
            'return undefined;',
          ]),
  ];
}

export function branches(plan: HandlerPlan, { at }: Ways): string[] {
  const groups = grouped(plan.cases, (one) => set(reactionOf(one, plan, at), 2));
  return [
    'switch (code) {',
    ...groups.flatMap(({ cases, answer }) => [...cases.map(({ name }) => `  case ${text(name)}:`), ...answer]),
    '}',
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, at: Ways['at']): Doc {
  const { policy, texts, actions, reconnect } = one.plan;
  const value = (kind: string, ...rest: Doc[]): Doc => ({ open: 'return {', items: [`do: '${kind}'`, ...rest], close: '};', pad: ' ' });
  const read = ({ place }: Reading, type = 'unknown'): string => at(place, type);
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).map((reading) => member(bare(reading), read(reading)));
      return value('stop', ...when<Doc>(said.length > 0, { open: 'details: {', items: said, close: '}', pad: ' ' }));
    }
    case 'show': {
      const shown = texts.map((text_) => ('place' in text_ ? `${read(text_, 'string')} ?? ''` : text(text_.text)));
      const offered: Doc =
        actions === undefined
          ? 'actions: []'
          : 'place' in actions
            ? `actions: ${read(actions, 'string[]')} ?? []`
            : { open: 'actions: [', items: actions.list.map(text), close: ']' };
      return value('show', { open: 'texts: [', items: shown, close: ']' }, offered);
    }
    case 'note':
      return value('note');
    case 'refresh':
      return value('refresh', ...when(isFatal(whole) && reconnect, 'fatal: true'));
    case 'retry':
      return value(
        'retry',
        `attempts: ${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', `seconds: ${secondsOf(policy.wait, read)}`),
        ...when(one.ask, 'ask: true'),
        ...when(isFatal(whole) && reconnect, 'fatal: true'),
      );
  }
}

function secondsOf(wait: Wait, read: (reading: Reading, type: string) => string): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return String(wait.seconds);
    case 'told': {
      const type = secondsAs(wait);
      const told = `${read(wait.reading, type)} ?? ${String(wait.otherwise)}`;
      return type === 'number' ? told : `Number(${told})`;
    }
    case 'backoff':
      return `backoff(attempt, ${String(wait.first)}, ${String(wait.cap)})`;
  }
}
