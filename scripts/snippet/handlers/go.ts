import { transports } from '../../model/words.ts';
import { text } from '../clients/go.ts';
import { when } from '../lines.ts';
import { remark } from '../remark.ts';
import { branches, recognition } from './go-branches.ts';
import { asText, columns, helpers, inner, nameIn, plain, unusedOut, used } from './go-lines.ts';
import type { Ways } from './go-lines.ts';
import { outcomesOf, settling } from './go-settle.ts';
import type { Parts } from './go-settle.ts';
import { asks, detailsOf, goodCases, isCalled, isFatal, isNumbered, isRepeated, isStopped, isWrite, readsLists, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, { at, message }: Ways, entry: (parts: Parts) => readonly string[]): string {
  const { kinds } = plan;
  const { backoff } = waitsOf(plan);
  const told = plan.cases.some(({ plan: { policy } }) => policy.kind === 'retry' && policy.wait.kind === 'told');
  const traces = plan.traces.map(({ place }) => asText(at(place)));
  const trace = traces.length > 1 ? `cmp.Or(${traces.join(', ')})` : traces[0];
  const recognising = recognition(plan, at);
  const branching = branches(plan, at);
  const codeTakes = used(message, recognising);
  const reactionTakes = used(['attempt int', ...message], branching);
  const parts: Parts = {
    codeOf: `codeOf(${codeTakes.map(nameIn).join(', ')})`,
    reactionTo: `reactionTo(${['code', ...reactionTakes.map(nameIn)].join(', ').replace('attempt', 'call.attempt')})`,
    trace,
  };
  const last = entry(parts);
  const body = [
    ...when(plan.lax, 'var codes = []string{', ...inner(goodCases(plan).map(({ name }) => `${text(name)},`)), '}', ''),
    ...when(isCalled(plan), ...hooks(plan), ''),
    ...reactions(plan),
    '',
    ...when(
      isRepeated(plan),
      '// state is what one call has been through.',
      'type state struct {',
      ...inner(
        columns([
          ['attempt', 'int'],
          ...when(kinds.has('refresh'), ['token', 'string'] as const, ['refreshed', 'bool'] as const),
          ...when(isWrite(plan), ['write', 'bool'] as const),
        ]),
      ),
      '}',
      '',
    ),
    ...helpers(isNumbered(plan), readsLists(plan)),
    ...when(
      backoff,
      '',
      '// backoff gives full jitter, twice as much after every attempt, up to a limit.',
      'func backoff(attempt int, first, limit time.Duration) time.Duration {',
      '\treturn rand.N(max(1, min(limit, first<<min(attempt, 16))))',
      '}',
    ),
    ...when(
      told,
      '',
      '// seconds is a wait that the service tells.',
      'func seconds(told any, otherwise float64) time.Duration {',
      '\tif number, err := strconv.ParseFloat(fmt.Sprint(told), 64); err == nil {',
      '\t\totherwise = number',
      '\t}',
      '\treturn time.Duration(otherwise * float64(time.Second))',
      '}',
    ),
    '',
    '// codeOf gives the code of an error, known or not; empty where there is none.',
    `func codeOf(${codeTakes.join(', ')}) string {`,
    ...inner(recognising),
    '}',
    '',
    '// reactionTo says what to do about each error; a code that nobody knows is never repeated.',
    `func reactionTo(${['code string', ...reactionTakes].join(', ')}) reaction {`,
    ...inner(branching),
    '}',
    '',
    '// problem names the code, and what else there is to know.',
    'func problem(code string, told ...any) error {',
    '\tfor at := 0; at+1 < len(told); at += 2 {',
    '\t\tcode += fmt.Sprintf(", %v %v", told[at], told[at+1])',
    '\t}',
    '\treturn errors.New(code)',
    '}',
    '',
    ...settling(plan),
    '',
    ...last,
  ];
  const lines = unusedOut(body);
  const uses = (path: string): boolean => {
    const name = path.replace(/\/v\d+$/, '').replace(/^.*\//, '');
    return lines.some((line) => new RegExp(`(?<![\\w.])${name}\\.[A-Z]`).test(plain(line)));
  };
  const packages = standard.filter(uses);
  const modules = ['github.com/gorilla/websocket'].filter(uses);
  const title = `// Package client knows what to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`;
  const head = [
    title,
    'package client',
    '',
    'import (',
    ...packages.map((path) => `\t"${path}"`),
    ...when(modules.length > 0, '', ...modules.map((path) => `\t"${path}"`)),
    ')',
    '',
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

const standard = [
  'bytes',
  'cmp',
  'encoding/json',
  'errors',
  'fmt',
  'io',
  'math/rand/v2',
  'net/http',
  'os',
  'slices',
  'strconv',
  'strings',
  'time',
];

function hooks(plan: HandlerPlan): string[] {
  return [
    '// Hooks is what the program around it does.',
    'type Hooks interface {',
    ...inner([
      ...when(plan.kinds.has('refresh'), '// RefreshToken gives new credentials.', 'RefreshToken() (string, error)'),
      ...when(asks(plan), '// IsDone tells whether a failed attempt was carried out after all.', 'IsDone() (bool, error)'),
      ...when(plan.kinds.has('show'), '// Show shows texts to the user, and offers actions.', 'Show(texts, actions []string)'),
      ...when(plan.kinds.has('note'), '// Note takes note of a warning: the answer is good.', 'Note(warning string)'),
    ]),
    '}',
  ];
}

const kindsOf = (plan: HandlerPlan): string[] => [
  'unknown',
  ...when(isStopped(plan), 'stop'),
  ...(['show', 'note', 'refresh', 'retry'] as const).filter((kind) => plan.kinds.has(kind)),
];

function reactions(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const [first = '', ...others] = kindsOf(plan);
  const fields: (readonly [string, string])[] = [
    ['do', 'kind'],
    ...when(
      plan.cases.some((one) => detailsOf(one).length > 0),
      ['details', '[]any'] as const,
    ),
    ...when(kinds.has('show'), ['texts', '[]string'] as const, ['actions', '[]string'] as const),
    ...when(kinds.has('retry'), ['attempts', 'int'] as const),
    ...when(waitsOf(plan).waiting, ['wait', 'time.Duration'] as const),
    ...when(asks(plan), ['ask', 'bool'] as const),
    ...when(isFatal(plan), ['fatal', 'bool'] as const),
  ];
  const outcomes = outcomesOf(plan);
  return [
    'type kind int',
    '',
    ...(others.length === 0 ? [`const ${first} kind = iota`] : ['const (', `\t${first} kind = iota`, ...inner(others), ')']),
    '',
    '// reaction is what an error asks of a client: nobody knows, unless something is said.',
    'type reaction struct {',
    ...inner(columns(fields)),
    '}',
    ...when(
      outcomes.length > 0,
      '',
      'type outcome int',
      '',
      ...(outcomes.length === 1
        ? [`const ${outcomes[0] ?? ''} outcome = iota`]
        : ['const (', `\t${outcomes[0] ?? ''} outcome = iota`, ...inner(outcomes.slice(1)), ')']),
    ),
  ];
}
