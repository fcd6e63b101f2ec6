import { passes } from '../../snippet/value.ts';
import type { Mutation } from './mutation.ts';
import type { Plan } from '../../snippet/types.ts';
import { closing, each } from './edit.ts';

/**
 * A line that tests only what the other tests imply in this service: without it the snippet does the same with every message that the
 * service sends. It is asked for all the same, because it is cheap and readers look for it.
 */
export function impliedOnly(line: string, { recognition: { signs, redundant = [] } }: Plan): boolean {
  const named = (sign: (typeof signs)[number]): boolean => {
    const value = 'equals' in sign ? String(sign.equals) : sign.starts || sign.ends;
    return line.includes(value.replaceAll("'", "\\'")) || line.includes(value);
  };
  const tested = signs.filter(named);
  return tested.length > 0 && tested.every((sign) => redundant.includes(sign));
}

/** The condition of a line: where it begins and ends. */
function condition(line: string): [from: number, to: number] | undefined {
  const found = /\b(?:if|unless|elif|elsif|until|while)\b\s*/.exec(line);
  if (!found) return undefined;
  const from = found.index + found[0].length;
  const rest = line.slice(from);
  if (rest.startsWith('(')) {
    const to = closing(line, from);
    // `if (a) or b:` has its end elsewhere.
    if (to > 0 && /^\)\s*(?:\{|return|throw|$|[a-z])/.test(line.slice(to))) return [from + 1, to];
  }
  const end = /(?:\s*\{|:|\s+then|;\s*then)?\s*$/.exec(rest)?.index ?? rest.length;
  const start = rest.slice(0, end).lastIndexOf('; ');
  return [from + (start < 0 ? 0 : start + 2), from + end];
}

/** Wrong tests: negated, dropped, joined in another way. */
export const tests: readonly Mutation[] = [
  {
    id: 'negated',
    title: 'a comparison is turned round',
    *edit(line) {
      const turned: Record<string, string> = { '!==': '===', '===': '!==', '!=': '==', '==': '!=', '>=': '<', '<=': '>' };
      yield* each(line, /!==|===|!=|==|(?<=attempt\w* )(?:>=|<=)/, ([operator]) => turned[operator] ?? operator);
      yield* each(line, /!(?=[\w$(][^=])/, '');
      yield* each(line, /\bnot (?!in\b)/, '');
    },
  },
  {
    id: 'joined',
    title: '`or` becomes `and`, or the other way round',
    *edit(line, plan) {
      if (condition(line) === undefined) return;
      const { redundant = [], signs } = plan.recognition;
      const { neighbour } = plan;
      // Of two tests one of which implies the other, both together mean no more; so with both ends of a text that nothing else begins like.
      const [example] = neighbour ? [neighbour.example] : [];
      const halves = signs.flatMap((sign) =>
        'starts' in sign && sign.ends !== ''
          ? [
              { ...sign, ends: '' },
              { ...sign, starts: '' },
            ]
          : [],
      );
      if (redundant.length > 0 || (halves.length > 0 && !halves.some((half) => example && passes(half, example)))) return;
      const turned: Record<string, string> = { '||': '&&', '&&': '||', or: 'and', and: 'or' };
      yield* each(line, /\|\||&&|(?<= )(?:or|and)(?= )/, ([word]) => turned[word] ?? word);
    },
  },
  {
    id: 'never',
    title: 'a condition is never true',
    *edit(line, plan) {
      const place = condition(line);
      if (!place || impliedOnly(line, plan)) return;
      yield `${line.slice(0, place[0])}${line.trimEnd().endsWith(':') ? 'False and' : 'false &&'} (${line.slice(...place)})${line.slice(place[1])}`;
    },
  },
  {
    id: 'always',
    title: 'a condition is always true',
    *edit(line) {
      const place = condition(line);
      // A loop without an end has one already.
      if (!place || /^true$/i.test(line.slice(...place).trim())) return;
      yield `${line.slice(0, place[0])}${line.trimEnd().endsWith(':') ? 'True or' : 'true ||'} (${line.slice(...place)})${line.slice(place[1])}`;
    },
  },
];
