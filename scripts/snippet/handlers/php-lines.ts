import { access, literal, text } from '../clients/php.ts';
import { when } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';
import { deeper, lay } from './doc.ts';
import type { Doc, Style } from './doc.ts';
import type { HandlerPlan } from './plan.ts';

/** As PSR-12 has it: 120 columns, four blanks. */
const style: Style = { width: 120, step: '    ', lastComma: ',' };

export const set = (doc: Doc, depth: number, end = ''): string[] =>
  lay(doc, style, depth, end).map((line) => line.slice(depth * style.step.length));

export const inner = (lines: readonly string[]): string[] => deeper(lines, style.step);

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message; null where there is nothing. */
  readonly at: (place: Place) => string;
  /** Parameters that hold the message, with their types. */
  readonly message: readonly string[];
}

/** Expression for a place below a variable. */
export const below = (root: string, place: Place): string => (place.length === 0 ? root : `${access(root, place)} ?? null`);

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

/** An expression that may stand beside an operator. */
export const alone = (code: string): string => (code.includes(' ?? ') ? `(${code})` : code);

/** Something else where an expression is null. */
export const otherwise = (code: string, value: string): string => `${code.replace(/ \?\? null$/, '')} ?? ${value}`;

/** An `if` with a block. */
export function condition(tests: readonly string[], body: readonly string[], depth: number): string[] {
  const whole = `if (${tests.join(' && ')}) {`;
  const head =
    whole.length <= style.width - depth * style.step.length
      ? [whole]
      : ['if (', ...inner(tests.map((test, at) => `${at === 0 ? '' : '&& '}${test}`)), ') {'];
  return [...head, ...inner(body), '}'];
}

/** Tests that an expression must pass. */
export function tests(sign: Sign, at: Ways['at']): string[] {
  const value = at(sign.place);
  if ('equals' in sign) return [`${alone(value)} === ${literal(sign.equals)}`];
  return [`fits(${[value, text(sign.starts), ...when(sign.ends !== '', text(sign.ends))].join(', ')})`];
}

export const nameIn = (parameter: string): string => parameter.replace(/^.*\$/, '$').replace(/ =.*$/, '');

/** Parameters that lines use, of those given. */
export const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => lines.some((line) => line.replaceAll(/'(?:\\.|[^'\\])*'/g, "''").includes(nameIn(one))));

/** The name of each code as a case of an enum, in the order of the plan: its own where that is a name. */
export function caseNames({ cases }: HandlerPlan): string[] {
  const given = new Set<string>();
  return cases.map(({ name }) => {
    const own = name.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '');
    const free = /^[A-Za-z]/.test(own) && !/^class$/i.test(own) ? own : `CODE${own === '' ? '' : `_${own}`}`;
    let result = free;
    for (let at = 2; given.has(result); at += 1) result = `${free}_${String(at)}`;
    given.add(result);
    return result;
  });
}
