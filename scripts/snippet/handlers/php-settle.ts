import { text } from '../clients/php.ts';
import { when } from '../lines.ts';
import { asks, detailsOf, isCalled, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { bare, condition, inner, set } from './php-lines.ts';

/** What a handler is made of; a transport puts its call at the end. */
export interface Parts {
  /** `codeOf($error)`. */
  readonly codeOf: string;
  /** `reactionTo(Code::tryFrom($code ?? ''), $state->attempt, $error)`. */
  readonly reactionTo: string;
  /** Expression for the id that support asks for; undefined where there is none. */
  readonly trace: string | undefined;
}

/** A function with its documentation, and its head on one line where that fits. */
export function declared(says: string, name: string, takes: readonly string[], gives: string, body: readonly string[]): string[] {
  const head = set({ open: `function ${name}(`, items: takes, close: `): ${gives}` }, 0);
  // A list of parameters has no comma at its end in PSR-12, and its bracket shares a line with the other.
  const lines =
    head.length === 1
      ? [...head, '{']
      : head.map((line, at) => (at === head.length - 1 ? `${line} {` : at === head.length - 2 ? line.replace(/,$/, '') : line));
  return [`/** ${says} */`, ...lines, ...inner(body), '}'];
}

/** The function that makes a failure. */
export function failing(plan: HandlerPlan, traced: boolean): string[] {
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const label = plan.traces[0] ? bare(plan.traces[0]) : '';
  const says = `The code${details ? ', what is to be corrected' : ''}${traced ? ' and the id that support asks for' : ''}.`;
  const takes = ['string $code', ...when(traced, 'mixed $trace'), ...when(details, 'array $details = []')];
  const body = details
    ? [
        `foreach (${traced ? `[...$details, ${text(label)} => $trace]` : '$details'} as $name => $value) {`,
        '    $code .= ", $name " . (is_scalar($value) ? $value : json_encode($value, JSON_UNESCAPED_UNICODE));',
        '}',
        'return new \\RuntimeException($code);',
      ]
    : [`return new \\RuntimeException($code${traced ? ` . ${text(`, ${label} `)} . $trace` : ''});`];
  return declared(says, 'failure', takes, '\\RuntimeException', body);
}

/** What `settle` may answer. */
const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), 'again'),
  ...when(plan.kinds.has('note') || asks(plan), 'keep'),
  ...when(plan.kinds.has('show'), 'shown'),
];

/** The one place that waits, repeats and gives up. */
export function settling(plan: HandlerPlan, traced: boolean): string[] {
  const { kinds } = plan;
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const { idle, waiting } = waitsOf(plan);
  const fails = (code: string, ...more: string[]): string => `throw failure(${[code, ...when(traced, '$trace'), ...more].join(', ')});`;
  const stops = kinds.has('stop') || kinds.has('correct');
  const sleep = "usleep((int) ($reaction['seconds'] * 1_000_000));";
  const branch = (kind: string, lines: readonly string[]): string[] => [`case '${kind}':`, ...inner(lines)];
  const body = [
    "switch ($reaction['do']) {",
    ...inner([
      ...when(kinds.has('show'), ...branch('show', ["$hooks->show($reaction['texts'], $reaction['actions']);", "return 'shown';"])),
      ...when(kinds.has('note'), ...branch('note', ['$hooks->note($code);', "return 'keep';"])),
      ...when(
        kinds.has('retry'),
        ...branch('retry', [
          ...condition(["$state->attempt >= $reaction['attempts']"], [fails('$code')], 3),
          ...(idle && waiting ? condition(["isset($reaction['seconds'])"], [sleep], 3) : when(waiting, sleep)),
          ...when(
            asks(plan),
            '// The failed attempt may have been carried out.',
            ...condition(["isset($reaction['ask'])", ...when(isWrite(plan), '$state->write'), '$hooks->isDone()'], ["return 'keep';"], 3),
          ),
          '$state->attempt++;',
          "return 'again';",
        ]),
      ),
      ...when(
        kinds.has('refresh'),
        ...branch('refresh', [
          ...condition(['$state->refreshed'], [fails('$code')], 3),
          '$state->refreshed = true;',
          '$state->token = $hooks->refreshToken();',
          "return 'again';",
        ]),
      ),
      ...when(stops, ...branch('stop', [fails('$code', ...when(details, "$reaction['details'] ?? []"))])),
      'default:',
      `    ${fails('"unknown error $code"')}`,
    ]),
    '}',
  ];
  const takes = [
    'string $code',
    'array $reaction',
    ...when(isRepeated(plan), 'State $state'),
    ...when(isCalled(plan), 'Hooks $hooks'),
    ...when(traced, 'mixed $trace'),
  ];
  const says = `Does what an error asks for${waiting ? ', and waits' : ''}. Throws where nothing more can be done.`;
  return declared(says, 'settle', takes, outcomesOf(plan).length > 0 ? 'string' : 'never', body);
}

/** The variable `$state` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): string[] =>
  when(
    isRepeated(plan),
    `$state = new State(${[...when(plan.kinds.has('refresh'), "getenv('API_TOKEN')"), ...when(isWrite(plan), write)].join(', ')});`,
  );

/** Lines that do what an error asks for; `again` goes on with the loop. */
export function settled(plan: HandlerPlan, code: string, { reactionTo, trace }: Parts, answer: string): string[] {
  const takes = [
    code,
    '$reaction',
    ...when(isRepeated(plan), '$state'),
    ...when(isCalled(plan), '$hooks'),
    ...when(trace !== undefined, '$trace'),
  ];
  const outcomes = outcomesOf(plan);
  const ends = { keep: answer, shown: 'null' };
  const settle = `settle(${takes.join(', ')})`;
  return [
    ...when(trace !== undefined, `$trace = ${trace ?? ''};`),
    `$reaction = ${reactionTo};`,
    outcomes.some((one) => one in ends) ? `$outcome = ${settle};` : `${settle};`,
    ...Object.entries(ends).flatMap(([one, value]) =>
      outcomes.includes(one) ? condition([`$outcome === '${one}'`], [`return ${value};`], 2) : [],
    ),
  ];
}
