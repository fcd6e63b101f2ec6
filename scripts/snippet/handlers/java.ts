import { transports } from '../../model/words.ts';
import { text } from '../clients/java.ts';
import { when } from '../lines.ts';
import { pascal } from '../names.ts';
import { remark } from '../remark.ts';
import type { Place, Reading, Sign, Wait } from '../types.ts';
import { deeper, flat } from './doc.ts';
import type { Doc } from './doc.ts';
import { asks, detailsOf, grouped, isFatal, isHooked, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

/** Columns of a line (Google Java Style, section 4.4). */
const most = 100;

export const inner = (lines: readonly string[]): string[] => deeper(lines, '  ');

/** Lines of a statement at a depth of blanks: broken after a bracket, then at every comma, as google-java-format does. */
export function set(doc: Doc, depth: number, end = ''): string[] {
  const blank = ' '.repeat(depth);
  const whole = blank + flat(doc) + end;
  if (typeof doc === 'string' || doc.items.length === 0 || whole.length <= most) return [whole];
  const items = `${blank}    ${doc.items.map(flat).join(', ')}${doc.close}${end}`;
  if (items.length <= most) return [blank + doc.open, items];
  const last = doc.items.length - 1;
  return [blank + doc.open, ...doc.items.flatMap((item, at) => set(item, depth + 4, at < last ? ',' : doc.close + end))];
}

/** A statement at the left margin that will stand so deep. */
const statement = (doc: Doc, depth: number): string[] => set(doc, depth).map((line) => line.slice(depth));

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message: a node, or a text where `isText`. */
  readonly at: (place: Place) => Doc;
  readonly isText: (place: Place) => boolean;
  /** Parameters that hold the message, with their types. */
  readonly message: readonly string[];
  /** Type of a node, and the methods that read one. */
  readonly node: string;
  readonly helpers: readonly string[];
  readonly imports: readonly string[];
}

/** Expression for a place below a variable, by a method of the class. */
export const below = (root: string, place: Place): Doc => ({ open: 'at(', items: [root, ...place.map(text)], close: ')' });

const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');
const nameIn = (parameter: string): string => parameter.replace(/^.* /, '');
const plain = (line: string): string => line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""').replace(/^\s*(?:\/\*\*|\*|\/\/).*$/, '');
const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => lines.some((line) => new RegExp(`(?<![\\w.])${nameIn(one)}(?!\\w)`).test(plain(line))));

export interface Parts {
  /** Name of the class. */
  readonly type: string;
  readonly codeOf: string;
  readonly reactionTo: string;
  readonly trace: string | undefined;
}

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, ways: Ways, entry: (parts: Parts) => readonly string[]): string {
  const { kinds } = plan;
  const asText = (place: Place): string => (ways.isText(place) ? flat(ways.at(place)) : `text(${flat(ways.at(place))})`);
  const traces = plan.traces.map(({ place }) => asText(place));
  const trace = traces.reduce<string | undefined>((before, one) => (before === undefined ? one : `first(${before}, ${one})`), undefined);
  const recognising = recognition(plan, ways, asText);
  const branching = branches(plan, ways, asText);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['int attempt', ...ways.message], branching);
  const type = `${pascal(`${plan.service} ${plan.transport}`)}Errors`;
  const parts: Parts = {
    type,
    codeOf: `codeOf(${codeTakes.map(nameIn).join(', ')})`,
    reactionTo: `reactionTo(${['code', ...reactionTakes.map(nameIn)].join(', ').replace('attempt', 'state.attempt')})`,
    trace,
  };
  const knows = plan.lax || (plan.transport !== 'http' && plan.shared.length > 0 && plan.codePlaces.length > 0);
  const members = [
    ...when(knows, ...codes(plan), ''),
    ...when(isHooked(plan), ...hooks(plan), ''),
    ...reactions(plan),
    '',
    ...when(
      isRepeated(plan),
      '/** What one call has been through. */',
      'private static final class State {',
      ...inner([
        'int attempt = 1;',
        ...when(kinds.has('refresh'), 'String token = System.getenv("API_TOKEN");', 'boolean refreshed;'),
        ...when(isWrite(plan), 'boolean write;'),
      ]),
      '}',
      '',
    ),
    ...entry(parts),
    '',
    '/** The code of an error, known or not; empty where there is none. */',
    `private static String codeOf(${codeTakes.join(', ')}) {`,
    ...inner(recognising),
    '}',
    '',
    '/** What to do about each error; a code that nobody knows is never repeated. */',
    ...statement({ open: 'private static Reaction reactionTo(', items: ['String code', ...reactionTakes], close: ') {' }, 2),
    ...inner(branching),
    '}',
    '',
    ...settling(plan),
    '',
    ...common,
    ...ways.helpers,
  ];
  const lines = unusedOut(members);
  const uses = (path: string): boolean => {
    const name = path.replace(/^.*\./, '');
    return lines.some((line) => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(plain(line)));
  };
  const imports = [...new Set([...standard, ...ways.imports])].filter(uses).toSorted();
  return [
    ...commented(`What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`),
    ...imports.map((path) => `import ${path};`),
    '',
    `final class ${type} {`,
    ...inner(lines),
    '}',
    '',
  ].join('\n');
}

/** A comment as lines that fit; a word that is too long for one stands alone. */
function commented(words: string): string[] {
  return words.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last !== undefined && last.length + 1 + word.length <= most ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, `// ${word}`];
  }, []);
}

const standard = ['java.io.IOException', 'java.util.ArrayList', 'java.util.List', 'java.util.Set', 'java.util.concurrent.ThreadLocalRandom'];

const codes = (plan: HandlerPlan): string[] => {
  const head = 'private static final Set<String> CODES =';
  const all: Doc = { open: 'Set.of(', items: plan.cases.map(({ name }) => text(name)), close: ');' };
  const whole = `${head} ${flat(all)}`;
  return whole.length + 2 <= most ? [whole] : [head, ...set(all, 6).map((line) => line.slice(2))];
};

/** What all handlers may use; what one does not is left out. */
const common = [
  'private static IllegalStateException failure(String code, Object... told) {',
  '  return new IllegalStateException(code + said(told));',
  '}',
  '',
  '/** Names and values, as developers read them. */',
  'private static String said(Object... told) {',
  '  StringBuilder said = new StringBuilder();',
  '  for (int at = 0; at + 1 < told.length; at += 2) {',
  '    said.append(", ").append(told[at]).append(\' \').append(text(told[at + 1]));',
  '  }',
  '  return said.toString();',
  '}',
  '',
  'private static String first(String one, String other) {',
  '  return one.isEmpty() ? other : one;',
  '}',
  '',
  '/** Milliseconds: full jitter, twice as much after every attempt, up to a limit. */',
  'private static long backoff(int attempt, long first, long limit) {',
  '  long longest = Math.min(limit, first << Math.min(attempt, 16));',
  '  return ThreadLocalRandom.current().nextLong(Math.max(1, longest));',
  '}',
  '',
  '/** Milliseconds of a wait in seconds that the service tells. */',
  'private static long millis(String told, double otherwise) {',
  '  try {',
  '    return Math.round(1000 * Double.parseDouble(told));',
  '  } catch (NumberFormatException none) {',
  '    return Math.round(1000 * otherwise);',
  '  }',
  '}',
];

/** Without the methods that nothing calls, as often as that leaves others alone. */
function unusedOut(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => {
    const name = /^private static \S+ ([a-z]\w*)\(/.exec(line)?.[1];
    return name !== undefined && lines.filter((one) => new RegExp(`(?<![\\w.])${name}\\(`).test(plain(one))).length === 1;
  });
  if (start < 0) return lines.at(-1) === '' ? lines.slice(0, -1) : [...lines];
  const from = lines[start - 1]?.startsWith('/**') ? start - 1 : start;
  const end = lines.findIndex((line, index) => index > start && line === '}');
  return unusedOut([...lines.slice(0, from), ...lines.slice(lines[end + 1] === '' ? end + 2 : end + 1)]);
}

function hooks(plan: HandlerPlan): string[] {
  const parts = [
    ...when(plan.kinds.has('refresh'), ['/** Gives new credentials. */', 'String refreshToken();']),
    ...when(asks(plan), ['/** Tells whether a failed attempt was carried out after all. */', 'boolean isDone();']),
    ...when(plan.kinds.has('show'), [
      '/** Shows texts to the user, and offers actions. */',
      'void show(List<String> texts, List<String> actions);',
    ]),
    ...when(plan.kinds.has('note'), ['/** Takes note of a warning: the answer is good. */', 'void note(String warning);']),
    ...when(plan.transport === 'socket.io', ['/** Takes what no program can repair. */', 'void report(Exception problem);']),
  ];
  return ['/** What the program around it does. */', 'interface Hooks {', ...inner(parts.flatMap((part, at) => (at === 0 ? part : ['', ...part]))), '}'];
}

function reactions(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const fatal = isFatal(plan) ? ['boolean fatal'] : [];
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const record = (name: string, ...fields: string[]): string[] => ['', `private record ${name}(${fields.join(', ')}) implements Reaction {}`];
  const outcomes = outcomesOf(plan);
  return [
    '/** What an error asks of a client. */',
    'private sealed interface Reaction {}',
    ...record('Stop', ...when(details, 'String details')),
    ...when(kinds.has('show'), ...record('Show', 'List<String> texts', 'List<String> actions')),
    ...when(kinds.has('note'), ...record('Note')),
    ...when(kinds.has('refresh'), ...record('Refresh', ...fatal)),
    ...when(
      kinds.has('retry'),
      ...record('Retry', 'int attempts', ...when(waitsOf(plan).waiting, 'long pause'), ...when(asks(plan), 'boolean ask'), ...fatal),
    ),
    ...when(outcomes.length > 0, '', 'private enum Outcome {', ...inner(outcomes.map((one, at) => (at < outcomes.length - 1 ? `${one},` : one))), '}'),
  ];
}

const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), 'AGAIN'),
  ...when(plan.kinds.has('note') || asks(plan), 'KEEP'),
  ...when(plan.kinds.has('show'), 'SHOWN'),
];

type AsText = (place: Place) => string;

function tests(sign: Sign, { at }: Ways, asText: AsText): Doc[] {
  const call = (name: string, value: string): Doc => ({ open: `${name}(`, items: [asText(sign.place), text(value)], close: ')' });
  if ('equals' in sign) return sign.place[0] === 'status' ? [`${flat(at(sign.place))} == ${String(sign.equals)}`] : [call('same', String(sign.equals))];
  return [...when(sign.starts !== '', call('starts', sign.starts)), ...when(sign.ends !== '', call('ends', sign.ends))];
}

/** A condition, its tests one a line where they do not fit on one, in a method. */
function condition(all: readonly Doc[], then: string): string[] {
  const whole = `if (${all.map(flat).join(' && ')}) {`;
  if (whole.length + 4 <= most) return [whole, `  ${then}`, '}'];
  const last = all.length - 1;
  const lines = all.flatMap((test, at) => {
    const before = at === 0 ? 'if (' : '&& ';
    const doc: Doc = typeof test === 'string' ? before + test : { ...test, open: before + test.open };
    return set(doc, at === 0 ? 4 : 8, at === last ? ') {' : '').map((line) => line.slice(4));
  });
  return [...lines, `  ${then}`, '}'];
}

function recognition(plan: HandlerPlan, ways: Ways, asText: AsText): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const found = plan.codePlaces.map(asText).reduce<string | undefined>((before, one) => (before === undefined ? one : `first(${before}, ${one})`), undefined);
  return [
    ...own.flatMap(({ name, signs }) =>
      condition(
        signs.filter(({ place }) => place[0] !== 'event').flatMap((sign) => tests(sign, ways, asText)),
        `return ${text(name)};`,
      ),
    ),
    ...(plan.transport === 'http' || plan.shared.length === 0 || found === undefined
      ? [`return ${found ?? '""'};`]
      : [
          `String code = ${found};`,
          ...condition(['CODES.contains(code)'], 'return code;'),
          ...condition(
            plan.shared.flatMap((sign) => tests(sign, ways, asText)),
            'return code;',
          ),
          'return "";',
        ]),
  ];
}

function branches(plan: HandlerPlan, ways: Ways, asText: AsText): string[] {
  const groups = grouped(plan.cases, (one) => statement(reactionOf(one, plan, ways, asText), 8));
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  return [
    'switch (code) {',
    ...inner([
      ...groups.flatMap(({ cases, answer }) => [...cases.map(({ name }) => `case ${text(name)}:`), ...inner(answer)]),
      'default:',
      `  return new Stop(${details ? '""' : ''});`,
    ]),
    '}',
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, ways: Ways, asText: AsText): Doc {
  const { policy, texts, actions, reconnect } = one.plan;
  const value = (kind: string, ...items: Doc[]): Doc => ({ open: `return new ${kind}(`, items, close: ');' });
  const list = (items: readonly Doc[]): Doc => ({ open: 'List.of(', items, close: ')' });
  const fatal = when(isFatal(whole), String(reconnect));
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).flatMap((reading): Doc[] => [text(bare(reading)), ways.at(reading.place)]);
      if (said.length > 0) return value('Stop', { open: 'said(', items: said, close: ')' });
      return value('Stop', ...when(whole.cases.some((other) => detailsOf(other).length > 0), '""'));
    }
    case 'show': {
      const shown = texts.map((part) => ('place' in part ? asText(part.place) : text(part.text)));
      const offered =
        actions === undefined ? 'List.of()' : 'place' in actions ? `texts(${flat(ways.at(actions.place))})` : list(actions.list.map(text));
      return value('Show', list(shown), offered);
    }
    case 'note':
      return value('Note');
    case 'refresh':
      return value('Refresh', ...fatal);
    case 'retry':
      return value(
        'Retry',
        String(policy.attempts),
        ...when(waitsOf(whole).waiting, waitOf(policy.wait, asText)),
        ...when(asks(whole), String(one.ask)),
        ...fatal,
      );
  }
}

/** A number of milliseconds, thousands apart. */
const milliseconds = (seconds: number): string => String(Math.round(seconds * 1000)).replaceAll(/\B(?=(\d{3})+$)/g, '_');

function waitOf(wait: Wait, asText: AsText): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return milliseconds(wait.seconds);
    case 'told':
      return `millis(${asText(wait.reading.place)}, ${String(wait.otherwise)})`;
    case 'backoff':
      return `backoff(attempt, ${milliseconds(wait.first)}, ${milliseconds(wait.cap)})`;
  }
}

/** The one place that waits, repeats and gives up. */
function settling(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const outcomes = outcomesOf(plan);
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const traced = plan.traces[0] && bare(plan.traces[0]);
  const fails = `throw failure(${['code', ...when(traced !== undefined, text(traced ?? ''), 'trace')].join(', ')});`;
  const stopped = details
    ? ['String details = asked instanceof Stop stop ? stop.details() : "";', fails.replace('failure(code', 'failure(code + details')]
    : [fails];
  const repeats = ['state.attempt++;', 'return Outcome.AGAIN;'];
  const body = [
    ...when(
      kinds.has('show'),
      'if (asked instanceof Show show) {',
      '  hooks.show(show.texts(), show.actions());',
      '  return Outcome.SHOWN;',
      '}',
    ),
    ...when(kinds.has('note'), 'if (asked instanceof Note) {', '  hooks.note(code);', '  return Outcome.KEEP;', '}'),
    ...when(
      kinds.has('refresh'),
      'if (asked instanceof Refresh && !state.refreshed) {',
      ...inner(['state.refreshed = true;', 'state.token = hooks.refreshToken();', ...repeats]),
      '}',
    ),
    ...when(
      kinds.has('retry'),
      'if (asked instanceof Retry retry && state.attempt < retry.attempts()) {',
      ...inner([
        ...(idle && waiting ? ['if (retry.pause() > 0) {', '  Thread.sleep(retry.pause());', '}'] : waiting ? ['Thread.sleep(retry.pause());'] : []),
        ...when(
          asks(plan),
          `if (retry.ask()${isWrite(plan) ? ' && state.write' : ''} && hooks.isDone()) { // it may have been carried out`,
          '  return Outcome.KEEP;',
          '}',
        ),
        ...repeats,
      ]),
      '}',
    ),
    ...stopped,
  ];
  const takes = [
    'String code',
    'Reaction asked',
    ...used(['State state', 'Hooks hooks'], body),
    ...when(traced !== undefined, 'String trace'),
  ];
  const result = outcomes.length > 0 ? 'Outcome' : 'void';
  const head = `private static ${result} settle(${takes.join(', ')})`;
  const comment = `/** Does what an error asks for${waiting ? ', and waits' : ''}. Throws where nothing more can be done. */`;
  if (!waiting) return [comment, `${head} {`, ...inner(body), '}'];
  return `  ${head} throws InterruptedException {`.length <= most
    ? [comment, `${head} throws InterruptedException {`, ...inner(body), '}']
    : [comment, ...statement({ open: `private static ${result} settle(`, items: takes, close: ')' }, 2), '    throws InterruptedException {', ...inner(body), '}'];
}

/** The variable `state` at its beginning. */
export const stateOf = (plan: HandlerPlan, write: string): string[] =>
  when(isRepeated(plan), 'State state = new State();', ...when(isWrite(plan), `state.write = ${write};`));

/** Lines that do what an error asks for, and what follows each outcome; `again` goes on with the loop. */
export function settled(plan: HandlerPlan, { reactionTo, trace }: Parts, depth: number, then: Readonly<Record<'KEEP' | 'SHOWN', string>>): string[] {
  const outcomes = outcomesOf(plan);
  const called = isHooked(plan) && (plan.kinds.has('show') || plan.kinds.has('note') || plan.kinds.has('refresh') || asks(plan));
  const items = ['code', 'asked', ...when(isRepeated(plan), 'state'), ...when(called, 'hooks'), ...when(trace !== undefined, trace ?? '')];
  const ends = (['KEEP', 'SHOWN'] as const).filter((one) => outcomes.includes(one));
  return [
    `Reaction asked = ${reactionTo};`,
    ...statement({ open: `${ends.length > 0 ? 'Outcome outcome = ' : ''}settle(`, items, close: ');' }, depth),
    ...ends.flatMap((one) => [`if (outcome == Outcome.${one}) {`, `  ${then[one]}`, '}']),
  ];
}
