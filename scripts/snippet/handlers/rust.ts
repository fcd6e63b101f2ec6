import { transports } from '../../model/words.ts';
import { uses } from '../clients/rust.ts';
import { list } from '../clients/rust-layout.ts';
import { when } from '../lines.ts';
import { remark } from '../remark.ts';
import { asks, isCalled, isFatal } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';
import { branches, codes, recognition, untold, variantsOf } from './rust-branches.ts';
import { helping, inner, nameIn, textAt, used } from './rust-lines.ts';
import type { Ways } from './rust-lines.ts';
import { settling, signature, types } from './rust-settle.ts';

/** What the call of a transport is made of. */
export interface Parts {
  /** Gives the code of an error, known or not; nothing where there is none. */
  readonly codeOf: string;
  readonly reactionTo: string;
  /** The lines that find the trace id; none where nobody asks for it. */
  readonly trace: readonly string[];
}

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, { at, message }: Ways, entry: (parts: Parts) => readonly string[]): string {
  const variants = variantsOf(plan);
  const first = plan.cases.find(({ plan: { trace } }) => trace !== undefined);
  const traces = plan.traces.map(({ place }) => textAt(at(place, first?.plan.example ?? {})));
  const recognising = recognition(plan, variants, at);
  const branching = branches(plan, variants, at);
  const codeTakes = used(message, recognising);
  const reactionTakes = used(['attempt: i32', ...message], branching);
  const given = (one: string): string => `${/: &\w/.test(one) ? '&' : ''}${nameIn(one)}`;
  const parts: Parts = {
    codeOf: `code_of(${codeTakes.map(given).join(', ')})`,
    reactionTo: `reaction_to(${['&code', ...reactionTakes.map(given)].join(', ').replace(' attempt', ' call.attempt')})`,
    trace:
      traces.length === 0
        ? []
        : traces.length === 1
          ? [`let trace = ${traces[0] ?? ''};`]
          : list({ open: 'let trace = first(&[', items: traces, close: '])' }, 2, ';'),
  };
  const good = untold(plan);
  const some = (name: string, what: string, cases: readonly Case[]): string[] => [
    `/// ${what}`,
    ...list(
      {
        open: `const ${name}: [Code; ${String(cases.length)}] = [`,
        items: cases.map((one) => `Code::${variants.get(one) ?? ''}`),
        close: ']',
      },
      0,
      ';',
    ),
    '',
  ];
  const fatal = plan.cases.filter(({ plan: { reconnect, policy } }) => reconnect && (policy.kind === 'retry' || policy.kind === 'refresh'));
  const body = [
    'pub type BoxError = Box<dyn Error + Send + Sync>;',
    '',
    ...codes(plan, variants),
    '',
    ...when(isFatal(plan), ...some('FATAL', 'The session is over with these.', fatal)),
    ...when(good.length > 0, ...some('WITH_SUCCESS', 'These come with a status of success.', good)),
    ...when(isCalled(plan), ...hooks(plan), ''),
    ...types(plan),
    '/// The code of an error, known or not.',
    ...signature('fn code_of', codeTakes, 'Option<Code>'),
    ...inner(recognising),
    '}',
    '',
    '/// What to do about each error; one that nobody knows is never repeated.',
    ...signature('fn reaction_to', ['code: &Code', ...reactionTakes], 'Reaction'),
    ...inner(branching),
    '}',
    '',
    ...settling(plan),
    '',
    ...entry(parts),
  ];
  const helpers = helping(body);
  // Small functions stand before those that call them.
  const place = body.indexOf('/// The code of an error, known or not.');
  const lines = [...body.slice(0, place), ...helpers, ...body.slice(place)];
  const title = `//! What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`;
  return `${[title, '', ...uses(lines), '', ...lines].join('\n')}\n`;
}

function hooks(plan: HandlerPlan): string[] {
  return [
    '/// What the program around it does.',
    'pub trait Hooks {',
    ...inner([
      ...when(
        plan.kinds.has('refresh'),
        '/// Gives new credentials.',
        'fn refresh_token(&self) -> impl Future<Output = Result<String, BoxError>> + Send;',
      ),
      ...when(
        asks(plan),
        '/// Tells whether a failed attempt was carried out after all.',
        'fn is_done(&self) -> impl Future<Output = Result<bool, BoxError>> + Send;',
      ),
      ...when(
        plan.kinds.has('show'),
        '/// Shows texts to the user, and offers actions.',
        'fn show(&self, texts: &[String], actions: &[String]);',
      ),
      ...when(plan.kinds.has('note'), '/// Takes note of a warning: the answer is good.', 'fn note(&self, warning: &str);'),
    ]),
    '}',
  ];
}
