import { transports } from '../../model/words.ts';
import { text } from '../clients/go.ts';
import { when } from '../lines.ts';
import { remark } from '../remark.ts';
import type { Place, Reading, Sign, Wait } from '../types.ts';
import { deeper } from './doc.ts';
import { asks, detailsOf, grouped, isCalled, isFatal, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

export const inner = (lines: readonly string[]): string[] => deeper(lines, '\t');

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message, of type `any` or `string`. */
  readonly at: (place: Place) => string;
  /** Parameters that hold the message, with their types. */
  readonly message: readonly string[];
}

/** Expression for a place below a variable, by the function `at` of the file. */
export const below = (root: string, place: Place): string => (place.length === 0 ? root : `at(${[root, ...place.map(text)].join(', ')})`);

const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');
const nameIn = (parameter: string): string => parameter.replace(/ .*$/, '');
const plain = (line: string): string => line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""').replace(/\/\/.*$/, '');
const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => lines.some((line) => new RegExp(`(?<![\\w.])${nameIn(one)}(?!\\w)`).test(plain(line))));

/** Names and types in columns, as gofmt sets them. */
function columns(rows: readonly (readonly [name: string, type: string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, type]) => `${name.padEnd(width)} ${type}`);
}

/** An expression of type `any` as a text. */
const asText = (expression: string): string => (expression.startsWith('at(') ? `text(${expression})` : expression);

function tests(sign: Sign, at: Ways['at']): string[] {
  const value = at(sign.place);
  if ('equals' in sign) {
    const { equals } = sign;
    if (typeof equals === 'string') return [`${asText(value)} == ${text(equals)}`];
    return [sign.place[0] === 'status' ? `${value} == ${String(equals)}` : `fmt.Sprint(${value}) == "${String(equals)}"`];
  }
  return [
    ...when(sign.starts !== '', `strings.HasPrefix(${asText(value)}, ${text(sign.starts)})`),
    ...when(sign.ends !== '', `strings.HasSuffix(${asText(value)}, ${text(sign.ends)})`),
  ];
}

export interface Parts {
  readonly codeOf: string;
  readonly reactionTo: string;
  readonly trace: string | undefined;
}

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
  const knows = plan.lax || (plan.transport !== 'http' && plan.shared.length > 0 && plan.codePlaces.length > 0);
  const body = [
    ...when(knows, 'var codes = []string{', ...inner(plan.cases.map(({ name }) => `${text(name)},`)), '}', ''),
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
    ...helpers,
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

const standard = ['bytes', 'cmp', 'encoding/json', 'errors', 'fmt', 'io', 'math/rand/v2', 'net/http', 'os', 'slices', 'strconv', 'strings', 'time'];

/** What reads a message without a type for it. */
const helpers = [
  '// parsed is what JSON holds; nil where it is none.',
  'func parsed(data []byte) (value any) {',
  '\tdecoder := json.NewDecoder(bytes.NewReader(data))',
  '\tdecoder.UseNumber()',
  '\tif decoder.Decode(&value) != nil {',
  '\t\treturn nil',
  '\t}',
  '\treturn value',
  '}',
  '',
  '// at is what stands at a path; nil where there is nothing.',
  'func at(value any, path ...string) any {',
  '\tfor _, step := range path {',
  '\t\tswitch parent := value.(type) {',
  '\t\tcase map[string]any:',
  '\t\t\tvalue = parent[step]',
  '\t\tcase []any:',
  '\t\t\tindex, err := strconv.Atoi(step)',
  '\t\t\tif err != nil || index < 0 || index >= len(parent) {',
  '\t\t\t\treturn nil',
  '\t\t\t}',
  '\t\t\tvalue = parent[index]',
  '\t\tdefault:',
  '\t\t\treturn nil',
  '\t\t}',
  '\t}',
  '\treturn value',
  '}',
  '',
  'func text(value any) string {',
  '\ttext, _ := value.(string)',
  '\treturn text',
  '}',
  '',
  'func texts(value any) []string {',
  '\tlist, _ := value.([]any)',
  '\tfound := []string{}',
  '\tfor _, one := range list {',
  '\t\tfound = append(found, text(one))',
  '\t}',
  '\treturn found',
  '}',
];

/** Without the functions that nothing calls, as often as that leaves others alone. */
function unusedOut(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => {
    const name = /^func ([a-z]\w*)\(/.exec(line)?.[1];
    return name !== undefined && lines.filter((one) => new RegExp(`(?<![\\w.])${name}\\(`).test(plain(one))).length === 1;
  });
  if (start < 0) return [...lines];
  const from = lines[start - 1]?.startsWith('//') ? start - 1 : start;
  const end = lines.findIndex((line, index) => index > start && line === '}');
  return unusedOut([...lines.slice(0, from), ...lines.slice(lines[end + 1] === '' ? end + 2 : end + 1)]);
}

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
  'stop',
  ...(['show', 'note', 'refresh', 'retry'] as const).filter((kind) => plan.kinds.has(kind)),
];

function reactions(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const [first = '', ...others] = kindsOf(plan);
  const fields: (readonly [string, string])[] = [
    ['do', 'kind'],
    ...when(plan.cases.some((one) => detailsOf(one).length > 0), ['details', '[]any'] as const),
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
    '// reaction is what an error asks of a client: to stop, unless something else is said.',
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

const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), 'again'),
  ...when(plan.kinds.has('note') || asks(plan), 'keep'),
  ...when(plan.kinds.has('show'), 'shown'),
];

function recognition(plan: HandlerPlan, at: Ways['at']): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const places = plan.codePlaces.map((place) => asText(at(place)));
  const found = places.length > 1 ? `cmp.Or(${places.join(', ')})` : (places[0] ?? '""');
  return [
    ...own.flatMap(({ name, signs }) => [
      `if ${signs.flatMap((sign) => tests(sign, at)).join(' && ')} {`,
      `\treturn ${text(name)}`,
      '}',
    ]),
    ...(plan.transport === 'http' || plan.shared.length === 0 || places.length === 0
      ? [`return ${found}`]
      : [
          `code := ${found}`,
          `if slices.Contains(codes, code) || ${plan.shared.flatMap((sign) => tests(sign, at)).join(' && ')} {`,
          '\treturn code',
          '}',
          'return ""',
        ]),
  ];
}

function branches(plan: HandlerPlan, at: Ways['at']): string[] {
  const groups = grouped(plan.cases, (one) => reactionOf(one, plan, at));
  return [
    ...when(
      groups.length > 0,
      'switch code {',
      ...groups.flatMap(({ cases, answer }) => [
        ...cases.map(({ name }, index) => `${index === 0 ? 'case ' : '\t'}${text(name)}${index < cases.length - 1 ? ',' : ':'}`),
        `\treturn ${answer}`,
      ]),
      '}',
    ),
    'return reaction{}',
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, at: Ways['at']): string {
  const { policy, texts, actions, reconnect } = one.plan;
  const value = (kind: string, ...fields: string[]): string => `reaction{${[`do: ${kind}`, ...fields].join(', ')}}`;
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).flatMap((reading) => [text(bare(reading)), at(reading.place)]);
      return said.length === 0 ? value('stop') : `reaction{do: stop, details: []any{${said.join(', ')}}}`;
    }
    case 'show': {
      const shown = texts.map((one_) => ('place' in one_ ? asText(at(one_.place)) : text(one_.text)));
      const offered =
        actions === undefined ? '[]string{}' : 'place' in actions ? `texts(${at(actions.place)})` : `[]string{${actions.list.map(text).join(', ')}}`;
      return value('show', `texts: []string{${shown.join(', ')}}`, `actions: ${offered}`);
    }
    case 'note':
      return value('note');
    case 'refresh':
      return value('refresh', ...when(isFatal(whole) && reconnect, 'fatal: true'));
    case 'retry':
      return value(
        'retry',
        `attempts: ${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', `wait: ${waitOf(policy.wait, at)}`),
        ...when(one.ask, 'ask: true'),
        ...when(isFatal(whole) && reconnect, 'fatal: true'),
      );
  }
}

const duration = (seconds: number): string =>
  Number.isInteger(seconds) ? seconds === 1 ? 'time.Second' : `${String(seconds)}*time.Second` : `${String(Math.round(seconds * 1000))}*time.Millisecond`;

function waitOf(wait: Wait, at: Ways['at']): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return duration(wait.seconds).replace('*', ' * ');
    case 'told':
      return `seconds(${at(wait.reading.place)}, ${String(wait.otherwise)})`;
    case 'backoff':
      return `backoff(attempt, ${duration(wait.first)}, ${duration(wait.cap)})`;
  }
}

/** The one place that waits, repeats and gives up. */
function settling(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const outcomes = outcomesOf(plan);
  const traced = plan.traces.length > 0;
  const label = plan.traces[0] ? text(bare(plan.traces[0])) : '';
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const none = outcomes[0] ?? '';
  const fail = (...told: string[]): string => `return ${outcomes.length > 0 ? `${none}, ` : ''}problem(${['code', ...told, ...when(traced, label, 'trace')].join(', ')})`;
  const stop = details
    ? `return ${outcomes.length > 0 ? `${none}, ` : ''}problem(code, ${traced ? `append(asked.details, ${label}, trace)` : 'asked.details'}...)`
    : fail();
  const ok = (outcome: string): string => `return ${outcome}, nil`;
  const err = `return ${none}, err`;
  const cases = [
    ...when(kinds.has('show'), 'case show:', '\thooks.Show(asked.texts, asked.actions)', `\t${ok('shown')}`),
    ...when(kinds.has('note'), 'case note:', '\thooks.Note(code)', `\t${ok('keep')}`),
    ...when(
      kinds.has('refresh'),
      'case refresh:',
      ...inner([
        'if call.refreshed {',
        `\t${fail()}`,
        '}',
        'token, err := hooks.RefreshToken()',
        'if err != nil {',
        `\t${err}`,
        '}',
        'call.token, call.refreshed = token, true',
        'call.attempt++',
        ok('again'),
      ]),
    ),
    ...when(
      kinds.has('retry'),
      'case retry:',
      ...inner([
        'if call.attempt >= asked.attempts {',
        `\t${fail()}`,
        '}',
        ...(idle && waiting ? ['if asked.wait > 0 {', '\ttime.Sleep(asked.wait)', '}'] : waiting ? ['time.Sleep(asked.wait)'] : []),
        ...when(
          asks(plan),
          `if asked.ask${isWrite(plan) ? ' && call.write' : ''} { // it may have been carried out`,
          '\tif done, err := hooks.IsDone(); done || err != nil {',
          '\t\treturn keep, err',
          '\t}',
          '}',
        ),
        'call.attempt++',
        ok('again'),
      ]),
    ),
  ];
  const takes = [
    'code string',
    'asked reaction',
    ...when(isRepeated(plan), 'call *state'),
    ...when(isCalled(plan), 'hooks Hooks'),
    ...when(traced, 'trace string'),
  ];
  return [
    `// settle does what an error asks for${waiting ? ', and waits' : ''}. It fails where nothing more can be done.`,
    `func settle(${takes.join(', ')}) ${outcomes.length > 0 ? '(outcome, error)' : 'error'} {`,
    ...inner([...when(cases.length > 0, 'switch asked.do {', ...cases, '}'), stop]),
    '}',
  ];
}

/** The variable `call` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): string[] =>
  when(
    isRepeated(plan),
    `call := &state{${['attempt: 1', ...when(plan.kinds.has('refresh'), 'token: os.Getenv("API_TOKEN")'), ...when(isWrite(plan), `write: ${write}`)].join(', ')}}`,
  );

/** Lines that do what an error asks for, and what follows each outcome; `again` goes on with the loop. */
export function settled(plan: HandlerPlan, { reactionTo, trace }: Parts, then: Readonly<Record<'keep' | 'shown', string>>): string[] {
  const outcomes = outcomesOf(plan);
  const takes = ['code', 'asked', ...when(isRepeated(plan), 'call'), ...when(isCalled(plan), 'hooks'), ...when(trace !== undefined, trace ?? '')];
  const ends = (['keep', 'shown'] as const).filter((one) => outcomes.includes(one));
  const settle = `settle(${takes.join(', ')})`;
  if (outcomes.length === 0) return [`asked := ${reactionTo}`, `return nil, ${settle}`];
  return [
    `asked := ${reactionTo}`,
    `${ends.length > 0 ? 'next' : '_'}, err ${ends.length > 0 ? ':=' : '='} ${settle}`,
    'if err != nil {',
    '\treturn nil, err',
    '}',
    ...when(ends.length > 0, 'switch next {', ...ends.flatMap((one) => [`case ${one}:`, `\t${then[one]}`]), '}'),
  ];
}
