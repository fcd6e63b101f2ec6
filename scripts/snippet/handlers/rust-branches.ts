import { ifAll, list } from '../clients/rust-layout.ts';
import type { Doc } from '../clients/rust-layout.ts';
import { text } from '../clients/rust-words.ts';
import { when } from '../lines.ts';
import { pascal } from '../names.ts';
import type { Reading, Wait } from '../types.ts';
import { asks, detailsOf, goodCases, grouped, isNumbered, waitsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { codeAt, inner, tests, textAt } from './rust-lines.ts';
import type { Ways } from './rust-lines.ts';

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

/** Names of the variants, one a case, each only once. */
export function variantsOf({ cases }: HandlerPlan): Map<Case, string> {
  const taken = new Set(['Unknown']);
  return new Map(
    cases.map((one) => {
      let own = pascal(one.name);
      while (taken.has(own)) own += 'X';
      taken.add(own);
      return [one, own];
    }),
  );
}

/** Codes that come with a status of success, and are no text or number that tells them there. */
export const untold = (plan: HandlerPlan): Case[] => goodCases(plan).filter(({ codeAt, name }) => codeAt === undefined || name === '0');

/** The type of codes, how a code is found by its name, and what it is called. */
export function codes(plan: HandlerPlan, variants: ReadonlyMap<Case, string>): string[] {
  const named = plan.cases.filter(({ codeAt }) => codeAt !== undefined);
  const variant = (one: Case): string => variants.get(one) ?? '';
  return [
    '/// An error of the service.',
    '#[derive(Clone, Debug, PartialEq, Eq)]',
    'pub enum Code {',
    ...plan.cases.map((one) => `    ${variant(one)},`),
    '    /// One that is newer than this file.',
    '    Unknown(String),',
    '}',
    '',
    'impl Code {',
    ...when(
      named.length > 0,
      '    /// Those that a name tells.',
      ...inner(
        list(
          {
            open: `const NAMED: [Self; ${String(named.length)}] = [`,
            items: named.map((one) => `Self::${variant(one)}`),
            close: ']',
          },
          1,
          ';',
        ),
      ),
      '',
      '    /// The code of this name.',
      '    pub fn named(name: &str) -> Self {',
      '        let known = Self::NAMED.into_iter().find(|it| it.name() == name);',
      '        known.unwrap_or_else(|| Self::Unknown(name.to_owned()))',
      '    }',
      '',
    ),
    '    pub fn name(&self) -> &str {',
    '        match self {',
    ...plan.cases.map((one) => `            Self::${variant(one)} => ${text(one.name)},`),
    '            Self::Unknown(name) => name,',
    '        }',
    '    }',
    '}',
    '',
    'impl fmt::Display for Code {',
    "    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {",
    '        if let Self::Unknown(_) = self {',
    '            formatter.write_str("unknown error ")?;',
    '        }',
    '        formatter.write_str(self.name())',
    '    }',
    '}',
  ];
}

/** The body of the function that recognises errors. */
export function recognition(plan: HandlerPlan, variants: ReadonlyMap<Case, string>, at: Ways['at']): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const [example = {}] = plan.cases.filter(({ codeAt }) => codeAt !== undefined).map((one) => one.plan.example);
  const numbered = isNumbered(plan);
  const named = `Code::named(${numbered ? '&name' : 'name'})`;
  const places = plan.codePlaces.map((place) => codeAt(plan, at(place, example)));
  const shared = plan.transport === 'http' ? [] : plan.shared.flatMap((sign) => tests(sign, at(sign.place, example)));
  return [
    ...own.flatMap((one) =>
      ifAll(
        one.signs.flatMap((sign) => tests(sign, at(sign.place, one.plan.example))),
        [`return Some(Code::${variants.get(one) ?? ''});`],
        1,
      ),
    ),
    ...(places.length === 0
      ? ['None']
      : [
          ...(places.length === 1
            ? [`let name = ${places[0] ?? ''};`]
            : list({ open: numbered ? 'let name = either([' : 'let name = first(&[', items: places, close: '])' }, 1, ';')),
          ...(shared.length === 0
            ? [`(!name.is_empty()).then(|| ${named})`]
            : [...ifAll([...shared, '!name.is_empty()'], [`return Some(${named});`], 1), 'None']),
        ]),
  ];
}

/** The body of the function that says what to do about each error. */
export function branches(plan: HandlerPlan, variants: ReadonlyMap<Case, string>, at: Ways['at']): string[] {
  const nothing: Doc = anyDetails(plan) ? 'Reaction::Stop(vec![])' : 'Reaction::Stop';
  const groups = grouped(plan.cases, (one) => reactionOf(one, plan, at) ?? nothing);
  return [
    'match code {',
    ...groups.flatMap(({ cases, answer }) =>
      inner(
        arm(
          cases.map((one) => `Code::${variants.get(one) ?? ''}`),
          answer,
        ),
      ),
    ),
    ...inner(arm(['Code::Unknown(_)'], nothing)),
    '}',
  ];
}

/** Some repetitions have to be asked for, and others not. */
export const asksSome = (plan: HandlerPlan): boolean =>
  asks(plan) && plan.cases.some(({ ask, plan: { policy } }) => !ask && policy.kind === 'retry');

/** Some error tells what is to be corrected. */
export const anyDetails = (plan: HandlerPlan): boolean => plan.cases.some((one) => detailsOf(one).length > 0);

/** An arm of the match in the body of a function, as rustfmt sets it. */
function arm(patterns: readonly string[], body: Doc): string[] {
  const depth = 2;
  const one = patterns.join(' | ');
  const head =
    one.length + depth * 4 + ' => {'.length <= 100 ? [one] : patterns.map((pattern, at) => (at === 0 ? pattern : `| ${pattern}`));
  const last = `${head.at(-1) ?? ''} => `;
  const short = list(body, depth + 1, '');
  const [flat = ''] = short;
  const before = head.slice(0, -1);
  if (short.length === 1)
    return last.length + flat.length + 1 + depth * 4 <= 100 ? [...before, `${last}${flat},`] : [...before, `${last}{`, `    ${flat}`, '}'];
  const [first = '', ...others] = list(body, depth, ',');
  return [...before, last + first, ...others];
}

function reactionOf(one: Case, whole: HandlerPlan, at: Ways['at']): Doc | undefined {
  const { policy, texts, actions, example } = one.plan;
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const items = detailsOf(one).map((reading): Doc => {
        const value = at(reading.place, example);
        return { open: 'told(', items: [text(bare(reading)), reading.place[0] === 'headers' ? textAt(value) : `&${value}`], close: ')' };
      });
      return items.length === 0 ? undefined : { open: 'Reaction::Stop(vec![', items, close: '])' };
    }
    case 'show': {
      const shown = texts.map((one_) => ('place' in one_ ? textAt(at(one_.place, example)) : text(one_.text)));
      const offered: Doc =
        actions === undefined
          ? 'vec![]'
          : 'place' in actions
            ? `texts(&${at(actions.place, example)})`
            : { open: 'owned(&[', items: actions.list.map(text), close: '])' };
      return { open: 'Reaction::Show(', items: [{ open: 'owned(&[', items: shown, close: '])' }, offered], close: ')' };
    }
    case 'note':
      return 'Reaction::Note';
    case 'refresh':
      return 'Reaction::Refresh';
    case 'retry':
      return {
        open: 'Reaction::Retry(',
        items: [
          String(policy.attempts),
          ...when(waitsOf(whole).waiting, waitOf(policy.wait, at, example)),
          ...when(asksSome(whole), one.ask ? 'Before::AskIfDone' : 'Before::Nothing'),
        ],
        close: ')',
      };
  }
}

const float = (seconds: number): string => (Number.isInteger(seconds) ? `${String(seconds)}.0` : String(seconds));

function waitOf(wait: Wait, at: Ways['at'], example: Case['plan']['example']): Doc {
  switch (wait.kind) {
    case 'none':
      return 'Duration::ZERO';
    case 'seconds':
      return Number.isInteger(wait.seconds)
        ? `Duration::from_secs(${String(wait.seconds)})`
        : `Duration::from_secs_f64(${float(wait.seconds)})`;
    case 'told': {
      const { reading, otherwise } = wait;
      const value = at(reading.place, example);
      const isNumber = reading.place[0] !== 'headers' && reading.types.every((type) => type === 'number' || type === 'integer');
      const words = reading.place[0] === 'headers' ? value : `${value}.as_str()`;
      const told = isNumber ? `${value}.as_f64()` : `number(${words})`;
      return { open: 'seconds(', items: [told, float(otherwise)], close: ')' };
    }
    case 'backoff':
      return `backoff(attempt, ${float(wait.first)}, ${float(wait.cap)})`;
  }
}
