import { call, list } from '../clients/python-layout.ts';
import type { Block, Doc } from '../clients/python-layout.ts';
import { text } from '../clients/python.ts';
import { when } from '../lines.ts';
import type { Reading, Wait } from '../types.ts';
import { detailsOf, grouped, isFatal, isNumbered } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { bare, condition, flatOf, suffixed, tests } from './python-lines.ts';
import type { Ways } from './python-lines.ts';

export function recognition(plan: HandlerPlan, { at }: Ways): Block {
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
      ? isNumbered(plan)
        ? [suffixed(found, 'code = '), 'return None if code is None else str(code)']
        : [suffixed(found, 'return ')]
      : [
          suffixed(found, 'code = '),
          ...when<Block[number]>(isNumbered(plan), 'if code is not None:', ['code = str(code)']),
          ...condition(
            plan.shared.map((sign) => tests(sign, at)),
            ['return code'],
          ),
          'return None',
        ]),
  ];
}

export function branches(plan: HandlerPlan, { at }: Ways): Block {
  const groups = grouped(plan.cases, (one) => reactionOf(one, plan, at));
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
      ['return Unknown()'],
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
        actions === undefined
          ? 'actions=[]'
          : 'place' in actions
            ? suffixed(read(actions), 'actions=')
            : list('actions=[', actions.list.map(text), ']');
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
