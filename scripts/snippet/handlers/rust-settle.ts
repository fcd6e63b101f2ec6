import { text } from '../clients/rust-words.ts';
import { when } from '../lines.ts';
import { asks, isCalled, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { anyDetails, asksSome, bare } from './rust-branches.ts';
import { inner } from './rust-lines.ts';

/** How a call can go on after an error. */
const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), 'Again'),
  ...when(plan.kinds.has('note') || asks(plan), 'Keep'),
  ...when(plan.kinds.has('show'), 'Shown'),
];

/** Credentials go with every call; those of a task go another way. */
export const hasToken = ({ kinds, transport }: HandlerPlan): boolean => kinds.has('refresh') && transport !== 'task-result';

/** Whether something is waited for. */
const isAsync = (plan: HandlerPlan): boolean => plan.kinds.has('refresh') || asks(plan) || waitsOf(plan).waiting;

/** The types of what an error asks for, and of what one call has been through. */
export function types(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const outcomes = outcomesOf(plan);
  const retry = ['i32', ...when(waitsOf(plan).waiting, 'Duration'), ...when(asksSome(plan), 'Before')];
  return [
    '/// What an error asks of a client.',
    'enum Reaction {',
    ...inner([
      ...(anyDetails(plan)
        ? ['/// Nothing to repeat; what is to be corrected.', "Stop(Vec<(&'static str, String)>),"]
        : ['/// Nothing to repeat.', 'Stop,']),
      ...when(kinds.has('show'), '/// Texts and actions for the user.', 'Show(Vec<String>, Vec<String>),'),
      ...when(kinds.has('note'), '/// The answer is good.', 'Note,'),
      ...when(kinds.has('refresh'), '/// New credentials, once.', 'Refresh,'),
      ...when(kinds.has('retry'), '/// Attempts in all, and what comes before the next one.', `Retry(${retry.join(', ')}),`),
    ]),
    '}',
    '',
    ...when(
      asksSome(plan),
      '/// What comes before a repetition.',
      'enum Before {',
      '    Nothing,',
      '    /// It may have been carried out.',
      '    AskIfDone,',
      '}',
      '',
    ),
    ...when(outcomes.length > 0, '/// How the call goes on.', 'enum Next {', ...inner(outcomes.map((one) => `${one},`)), '}', ''),
    ...when(
      isRepeated(plan),
      '/// What one call has been through.',
      'struct Call {',
      ...inner([
        ...when(kinds.has('retry'), 'attempt: i32,'),
        ...when(kinds.has('refresh'), 'refreshed: bool,'),
        ...when(hasToken(plan), 'token: String,'),
        ...when(isWrite(plan), 'write: bool,'),
      ]),
      '}',
      '',
    ),
  ];
}

/** The variable `call` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): string[] => {
  const fields = [
    ...when(plan.kinds.has('retry'), 'attempt: 1'),
    ...when(plan.kinds.has('refresh'), 'refreshed: false'),
    ...when(hasToken(plan), 'token: env::var("API_TOKEN")?'),
    ...when(isWrite(plan), `write: ${write}`),
  ];
  if (!isRepeated(plan)) return [];
  return fields.length === 1
    ? [`let mut call = Call { ${fields.join('')} };`]
    : ['let mut call = Call {', ...inner(fields.map((one) => `${one},`)), '};'];
};

/** The type of a failure, and the one place that waits, repeats and gives up. */
export function settling(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const traced = plan.traces.length > 0;
  const told = traced || anyDetails(plan);
  const label = plan.traces[0] ? text(bare(plan.traces[0])) : '';
  const failed = (details: string): string =>
    `failed(${['code', ...when(anyDetails(plan), details), ...when(traced, 'trace')].join(', ')})`;
  const fails = `Err(${failed('vec![]')})`;
  const outcomes = outcomesOf(plan);
  const retry = (wait: string, before: string): string =>
    `Reaction::Retry(${['attempts', ...when(waiting, wait), ...when(asksSome(plan), before)].join(', ')})`;
  const tests = [...when(asksSome(plan), 'matches!(before, Before::AskIfDone)'), ...when(isWrite(plan), 'call.write')];
  const nap = idle ? ['if !wait.is_zero() {', '    sleep(wait).await;', '}'] : ['sleep(wait).await;'];
  const arms = [
    anyDetails(plan) ? `Reaction::Stop(details) => Err(${failed('details')}),` : `Reaction::Stop => ${fails},`,
    ...when(kinds.has('show'), 'Reaction::Show(texts, actions) => {', '    hooks.show(&texts, &actions);', '    Ok(Next::Shown)', '}'),
    ...when(kinds.has('note'), 'Reaction::Note => {', '    hooks.note(code.name());', '    Ok(Next::Keep)', '}'),
    ...when(
      kinds.has('refresh'),
      `Reaction::Refresh if call.refreshed => ${fails},`,
      'Reaction::Refresh => {',
      `    ${hasToken(plan) ? 'call.token = ' : ''}hooks.refresh_token().await?;`,
      '    call.refreshed = true;',
      '    Ok(Next::Again)',
      '}',
    ),
    ...when(
      kinds.has('retry'),
      `${retry('_', '_')} if call.attempt >= attempts => ${fails},`,
      `${retry('wait', 'before').replace('attempts', '_')} => {`,
      ...inner([
        ...when(waiting, ...nap),
        ...when(
          asks(plan),
          ...(tests.length === 2 ? [`let asks = ${tests.join(' && ')};`] : []),
          `if ${tests.length === 2 ? 'asks && ' : tests.map((one) => `${one} && `).join('')}hooks.is_done().await? {`,
          '    return Ok(Next::Keep);',
          '}',
        ),
        'call.attempt += 1;',
        'Ok(Next::Again)',
      ]),
      '}',
    ),
  ];
  const takes = [
    'code: &Code',
    'asked: Reaction',
    ...when(isRepeated(plan), 'call: &mut Call'),
    ...when(isCalled(plan), 'hooks: &impl Hooks'),
    ...when(traced, 'trace: &str'),
  ];
  const result = outcomes.length > 0 ? 'Result<Next, BoxError>' : 'BoxError';
  const body = outcomes.length > 0 ? arms : arms.map((line) => line.replace(/Err\((.*)\),$/, '$1,'));
  return [
    '/// A failure about which nothing more can be done.',
    '#[derive(Debug)]',
    'pub struct Failure {',
    '    pub code: Code,',
    ...when(told, "    pub details: Vec<(&'static str, String)>,"),
    '}',
    '',
    'impl fmt::Display for Failure {',
    "    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {",
    ...(told
      ? [
          '        write!(formatter, "{}", self.code)?;',
          '        for (name, value) in &self.details {',
          '            write!(formatter, ", {name} {value}")?;',
          '        }',
          '        Ok(())',
        ]
      : ['        write!(formatter, "{}", self.code)']),
    '    }',
    '}',
    '',
    'impl Error for Failure {}',
    '',
    ...signature(
      'fn failed',
      [
        'code: &Code',
        ...when(anyDetails(plan), `${traced ? 'mut ' : ''}details: Vec<(&'static str, String)>`),
        ...when(traced, 'trace: &str'),
      ],
      'BoxError',
    ),
    ...inner([
      ...when(traced && anyDetails(plan), `details.push((${label}, trace.to_owned()));`),
      'let code = code.clone();',
      ...when(traced && !anyDetails(plan), `let details = vec![(${label}, trace.to_owned())];`),
      `Box::new(Failure { ${['code', ...when(told, 'details')].join(', ')} })`,
    ]),
    '}',
    '',
    `/// Does what an error asks for${waiting ? ', and waits' : ''}. It fails where nothing more can be done.`,
    ...signature(`${isAsync(plan) ? 'async ' : ''}fn settle`, takes, result),
    ...inner(['match asked {', ...inner(body), '}']),
    '}',
  ];
}

/** The head of a function: parameters on lines of their own where one is too short. */
export function signature(name: string, takes: readonly string[], result: string): string[] {
  const one = `${name}(${takes.join(', ')}) -> ${result} {`;
  return one.length <= 100 ? [one] : [`${name}(`, ...takes.map((each) => `    ${each},`), `) -> ${result} {`];
}

/** Lines that do what an error asks for, and what follows. */
export function settled(
  plan: HandlerPlan,
  reaction: string,
  trace: string | undefined,
  then: Readonly<Record<'Keep' | 'Shown', string>>,
): string[] {
  const outcomes = outcomesOf(plan);
  const takes = [
    '&code',
    'asked',
    ...when(isRepeated(plan), '&mut call'),
    ...when(isCalled(plan), 'hooks'),
    ...when(trace !== undefined, trace ?? ''),
  ];
  const settle = `settle(${takes.join(', ')})`;
  const asked = `let asked = ${reaction};`;
  if (outcomes.length === 0) return [asked, `Err(${settle})`];
  const loop = isRepeated(plan);
  const [give, end] = loop ? ['return ', ''] : ['', ''];
  const waited = `${settle}${isAsync(plan) ? '.await' : ''}?`;
  const ends = (['Keep', 'Shown'] as const).filter((one) => outcomes.includes(one));
  if (ends.length === 0) return [asked, `${waited};`];
  const long = `match ${waited} {`;
  return [
    asked,
    long,
    ...inner([...when(loop, 'Next::Again => {}'), ...ends.map((one) => `Next::${one} => ${give}${then[one]}${end},`)]),
    '}',
  ];
}
