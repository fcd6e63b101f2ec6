import { text } from '../clients/php.ts';
import { when } from '../lines.ts';
import type { Reading, Wait } from '../types.ts';
import type { Doc, List } from './doc.ts';
import { detailsOf, grouped } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { alone, bare, caseNames, condition, inner, otherwise, set, tests } from './php-lines.ts';
import type { Ways } from './php-lines.ts';

/** The lines of the function that tells the code. */
export function recognition(plan: HandlerPlan, { at }: Ways): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const found = plan.codePlaces.map((place) => at(place).replace(/ \?\? null$/, ''));
  const signs = own.flatMap(({ name, signs: all }) =>
    condition(
      all.flatMap((sign) => tests(sign, at)),
      [`return ${text(name)};`],
      1,
    ),
  );
  if (found.length === 0) return [...signs, 'return null;'];
  const value = 'is_scalar($code) ? (string) $code : null';
  const read = `$code = ${found.join(' ?? ')} ?? null;`;
  if (plan.shared.length === 0 || plan.transport === 'http') return [...signs, read, `return ${value};`];
  return [
    ...signs,
    read,
    `$code = ${value};`,
    ...condition(
      plan.shared.flatMap((sign) => tests(sign, at)),
      ['return $code;'],
      1,
    ),
    'return null;',
  ];
}

/** The lines of the function that says what is asked for. */
export function branches(plan: HandlerPlan, { at }: Ways): string[] {
  const names = new Map(caseNames(plan).map((name, place) => [plan.cases[place], name]));
  const groups = grouped(plan.cases, (one) => reactionOf(one, at));
  return [
    'return match ($code) {',
    ...inner([
      ...groups.flatMap(({ cases, answer }) => {
        const labels = cases.map((one) => `Code::${names.get(one) ?? ''}`);
        const arm = (label: string): string[] => set({ ...answer, open: `${label} => ${answer.open}` }, 2, ',');
        const whole = labels.join(', ');
        return labels.length === 1 || whole.length <= most
          ? arm(whole)
          : [...labels.slice(0, -1).map((one) => `${one},`), ...arm(labels.at(-1) ?? '')];
      }),
      "null => ['do' => 'unknown'],",
    ]),
    '};',
  ];
}

/** Columns for the codes of an arm that share a line. */
const most = 80;

function reactionOf(one: Case, at: Ways['at']): List {
  const { policy, texts, actions } = one.plan;
  const value = (kind: string, ...items: Doc[]): List => ({ open: '[', items: [`'do' => '${kind}'`, ...items], close: ']' });
  const read = ({ place }: Reading): string => at(place);
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).map((reading) => `${text(bare(reading))} => ${read(reading)}`);
      return value('stop', ...when<Doc>(said.length > 0, { open: "'details' => [", items: said, close: ']' }));
    }
    case 'show': {
      const shown = texts.map((each) => ('place' in each ? read(each) : text(each.text)));
      const offered: Doc =
        actions === undefined
          ? "'actions' => []"
          : 'place' in actions
            ? `'actions' => ${otherwise(read(actions), '[]')}`
            : { open: "'actions' => [", items: actions.list.map(text), close: ']' };
      return value('show', { open: "'texts' => [", items: shown, close: ']' }, offered);
    }
    case 'note':
    case 'refresh':
      return value(policy.kind);
    case 'retry':
      return value(
        'retry',
        `'attempts' => ${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', `'seconds' => ${secondsOf(policy.wait, read)}`),
        ...when(one.ask, "'ask' => true"),
      );
  }
}

function secondsOf(wait: Wait, read: (reading: Reading) => string): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return String(wait.seconds);
    case 'told':
      return `(float) ${alone(otherwise(read(wait.reading), String(wait.otherwise)))}`;
    case 'backoff':
      return `backoff($attempt, ${String(wait.first)}, ${String(wait.cap)})`;
  }
}
