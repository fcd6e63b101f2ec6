import { fact, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Place, Plan, Reading } from '../types.ts';
import { why } from '../why.ts';
import { access, itself, literal, report, shown, shownIn, unlike, waits } from './typescript.ts';

/**
 * What is done with a value in `result` that may be this error: everything else is returned, a failure is thrown.
 *
 * @param refresh the lines that get new credentials
 * @param again the lines before another attempt
 * @param isObject true where the type of `result` says that it is one
 */
export function handled(plan: Plan, refresh: readonly Line[], again: readonly Line[], isObject = false): Line[] {
  const at = ([, ...rest]: Place, known: readonly Place[]): string => access('result', rest, isObject ? [...known, itself] : known);
  return [fact(`if (${unlike(plan.recognition.signs, at)}) return result;`), ...reaction(plan, at, refresh, again)];
}

type At = (place: Place, known: readonly Place[]) => string;

function reaction(plan: Plan, at: At, refresh: readonly Line[], again: readonly Line[]): Line[] {
  const { policy } = plan;
  const read = ({ place }: Reading): string => at(place, shownIn(plan, place[0] ?? ''));
  const failure = `throw new Error(${report(plan, read)});`;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, fact(failure)];
    case 'show':
      return [fact(`show(${shown(plan, read).join(', ')});`), 'return undefined;'];
    case 'note':
      return [fact(`note(${literal(plan.code)});`), 'return result;'];
    case 'refresh':
      return [`if (attempt === 2) ${failure}`, ...refresh];
    case 'retry':
      return [
        fact(`if (attempt === ${String(policy.attempts)}) ${failure}`),
        ...waits(policy.wait, read),
        ...when(plan.ask, '// The failed attempt may have been carried out.', fact('if (await isDone()) return result;')),
        ...again,
      ];
  }
}
