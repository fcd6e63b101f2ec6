import { transports } from '../../model/words.ts';
import { access, literal, text } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import { remark } from '../remark.ts';
import type { Place, Reading, Sign, Wait } from '../types.ts';
import { deeper, lay } from './doc.ts';
import type { Doc, Style } from './doc.ts';
import { asks, detailsOf, grouped, isCalled, isFatal, isHooked, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { Case, HandlerPlan } from './plan.ts';

/** As Prettier sets it with `printWidth: 120` and `singleQuote`. */
const style: Style = { width: 120, step: '  ', lastComma: ',' };

export const set = (doc: Doc, depth = 0): string[] => lay(doc, style, depth);
export const inner = (lines: readonly string[]): string[] => deeper(lines, style.step);

/** Where the parts of a message stand in the code of a transport. */
export interface Ways {
  /** Expression for a place. */
  readonly at: (place: Place) => string;
  /** Parameters that hold the message, with their types: `['error: any']`. */
  readonly message: readonly string[];
  /** What the caller gets in place of an answer that was shown; connections hand nothing back. */
  readonly connected: boolean;
}

/** The members of an object literal, or of a type; a name that is none stands in quotes. */
const member = (name: string, value: string): string => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name)}: ${value}`;

const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

/** A union: on one line where it fits. */
function union(head: string, members: readonly string[]): string[] {
  const whole = `${head} ${members.join(' | ')};`;
  return whole.length <= style.width ? [whole] : [head, ...members.map((one, at) => `  | ${one}${at === members.length - 1 ? ';' : ''}`)];
}

/** A condition before a statement that leaves. */
function unless(tests: readonly string[], statement: string): string[] {
  const whole = `if (${tests.join(' && ')}) ${statement}`;
  if (whole.length + style.step.length <= style.width) return [whole];
  const head = `if (${tests.join(' && ')}) {`;
  return head.length + style.step.length <= style.width
    ? [head, ...inner([statement]), '}']
    : ['if (', ...inner(tests.map((test, at) => (at < tests.length - 1 ? `${test} &&` : test))), ') {', ...inner([statement]), '}'];
}

/** Tests that an expression must pass. */
function tests(sign: Sign, at: Ways['at']): string[] {
  const value = at(sign.place);
  if ('equals' in sign) return [`${value} === ${literal(sign.equals)}`];
  return [
    ...when(sign.starts !== '', `${value}?.startsWith(${text(sign.starts)})`),
    ...when(sign.ends !== '', `${value}?.endsWith(${text(sign.ends)})`),
  ];
}

/** Names of the parameters that lines use, of those with types. */
const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => new RegExp(`(?<![\\w.'])${one.replace(/:.*$/, '').replace(/^\.\.\./, '')}(?![\\w'])`).test(lines.join('\n')));

const names = (parameters: readonly string[]): string => parameters.map((one) => one.replace(/:.*$/, '')).join(', ');

/** What a handler is made of; a transport puts its call at the end. */
export interface Parts {
  readonly lines: readonly string[];
  /** `codeOf(error)`. */
  readonly codeOf: string;
  /** `reactionTo(code, state.attempt, error)`. */
  readonly reactionTo: string;
  /** Expression for the id that support asks for; undefined where there is none. */
  readonly trace: string | undefined;
}

/** Everything that the transports have in common: the codes, what is done about each, and the one place that waits and repeats. */
export function partsOf(plan: HandlerPlan, ways: Ways): Parts {
  const { kinds } = plan;
  const trace = plan.traces.length > 0 ? plan.traces.map(({ place }) => ways.at(place)).join(' ?? ') : undefined;
  const label = plan.traces[0] ? bare(plan.traces[0]) : '';
  const { backoff, waiting } = waitsOf(plan);
  const ids = plan.cases.map(({ name }) => text(name));
  const recognising = recognition(plan, ways);
  const groups = branches(plan, ways);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['attempt: number', ...ways.message], groups);
  const lines = [
    `// What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`,
    '',
    '/** Every code that may come. */',
    ...set({ open: 'const codes = [', items: ids, close: '] as const;' }),
    'export type Code = (typeof codes)[number];',
    '',
    'const isCode = (code: string | undefined): code is Code => codes.some((one) => one === code);',
    '',
    ...when(isHooked(plan), ...hooks(plan, ways), ''),
    '/** What an error asks of a client. */',
    ...union('type Reaction =', reactions(plan)),
    ...when(isRepeated(plan), ''),
    ...when(
      isRepeated(plan),
      '/** What one call has been through. */',
      'interface State {',
      '  attempt: number;',
      ...when(kinds.has('refresh'), '  token: string | undefined;', '  refreshed: boolean;'),
      ...when(isWrite(plan), '  write: boolean;'),
      '}',
    ),
    ...when(waiting, '', 'const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));'),
    ...when(
      backoff,
      '',
      '/** Seconds to wait: full jitter, twice as much after every attempt, up to a cap. */',
      'const backoff = (attempt: number, first: number, cap: number) => Math.random() * Math.min(cap, first * 2 ** attempt);',
    ),
    '',
    '/** The code of an error, known or not; undefined where there is none. */',
    `function codeOf(${codeTakes.join(', ')}): string | undefined {`,
    ...inner(recognising),
    '}',
    '',
    '/** What to do about each error. A code without a branch does not compile. */',
    `function reactionTo(${['code: Code', ...reactionTakes].join(', ')}): Reaction {`,
    ...inner(groups),
    '}',
    '',
    ...failing(plan, trace !== undefined, label),
    '',
    ...settling(plan, trace !== undefined),
  ];
  return {
    lines,
    codeOf: `codeOf(${names(codeTakes)})`,
    reactionTo: `reactionTo(${['code', ...names(reactionTakes).split(', ').filter(Boolean)].join(', ').replace('attempt', 'state.attempt')})`,
    trace,
  };
}

function hooks(plan: HandlerPlan, { connected }: Ways): string[] {
  return [
    '/** What the program around it does. */',
    'export interface Hooks {',
    ...inner([
      ...when(plan.kinds.has('refresh'), '/** Gives new credentials. */', 'refreshToken: () => Promise<string>;'),
      ...when(asks(plan), '/** Tells whether a failed attempt was carried out after all. */', 'isDone: () => Promise<boolean>;'),
      ...when(
        plan.kinds.has('show'),
        '/** Shows texts to the user, and offers actions. */',
        'show: (texts: string[], actions: string[]) => void;',
      ),
      ...when(plan.kinds.has('note'), '/** Takes note of a warning: the answer is good. */', 'note: (warning: string) => void;'),
      ...when(plan.transport === 'websocket', '/** Takes everything that is no error. */', 'receive: (data: unknown) => void;'),
      ...when(connected, '/** Takes what no program can repair. */', 'report: (problem: Error) => void;'),
    ]),
    '}',
  ];
}

/** The members of the union of reactions: only what some code needs. A failure is always among them, for codes that nobody knows. */
function reactions(plan: HandlerPlan): string[] {
  const { kinds } = plan;
  const { idle, waiting } = waitsOf(plan);
  const fatal = isFatal(plan) ? ['fatal?: true'] : [];
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const kind = (name: string, ...rest: string[]): string => `{ ${[`do: '${name}'`, ...rest].join('; ')} }`;
  return [
    kind('stop', ...when(details, 'details?: Record<string, unknown>')),
    ...when(kinds.has('show'), kind('show', 'texts: string[]', 'actions: string[]')),
    ...when(kinds.has('note'), kind('note')),
    ...when(kinds.has('refresh'), kind('refresh', ...fatal)),
    ...when(
      kinds.has('retry'),
      kind('retry', 'attempts: number', ...when(waiting, `seconds${idle ? '?' : ''}: number`), ...when(asks(plan), 'ask?: true'), ...fatal),
    ),
  ];
}

function recognition(plan: HandlerPlan, { at }: Ways): string[] {
  const own = plan.cases.filter(({ codeAt }) => codeAt === undefined);
  const places = plan.codePlaces.map((place) => at(place));
  return [
    ...own.flatMap(({ name, signs }) =>
      unless(
        signs.filter(({ place }) => place[0] !== 'event' || plan.events.length > 1).flatMap((sign) => tests(sign, at)),
        `return ${text(name)};`,
      ),
    ),
    ...(places.length === 0
      ? ['return undefined;']
      : plan.transport === 'http' || plan.shared.length === 0
        ? [`return ${places.join(' ?? ')} ?? undefined;`]
        : [
            `const code = ${places.join(' ?? ')} ?? undefined;`,
            'if (isCode(code)) return code;',
            ...unless(
              plan.shared.flatMap((sign) => tests(sign, at)),
              'return code;',
            ),
            'return undefined;',
          ]),
  ];
}

function branches(plan: HandlerPlan, { at }: Ways): string[] {
  const groups = grouped(plan.cases, (one) => set(reactionOf(one, plan, at), 2));
  return [
    'switch (code) {',
    ...groups.flatMap(({ cases, answer }) => [...cases.map(({ name }) => `  case ${text(name)}:`), ...answer]),
    '}',
  ];
}

function reactionOf(one: Case, whole: HandlerPlan, at: Ways['at']): Doc {
  const { policy, texts, actions, reconnect } = one.plan;
  const value = (kind: string, ...rest: Doc[]): Doc => ({ open: 'return {', items: [`do: '${kind}'`, ...rest], close: '};', pad: ' ' });
  const read = ({ place }: Reading): string => at(place);
  switch (policy.kind) {
    case 'stop':
    case 'correct': {
      const said = detailsOf(one).map((reading) => member(bare(reading), read(reading)));
      return value('stop', ...when<Doc>(said.length > 0, { open: 'details: {', items: said, close: '}', pad: ' ' }));
    }
    case 'show': {
      const shown = texts.map((text_) => ('place' in text_ ? read(text_) : text(text_.text)));
      const offered: Doc =
        actions === undefined
          ? 'actions: []'
          : 'place' in actions
            ? `actions: ${read(actions)}`
            : { open: 'actions: [', items: actions.list.map(text), close: ']' };
      return value('show', { open: 'texts: [', items: shown, close: ']' }, offered);
    }
    case 'note':
      return value('note');
    case 'refresh':
      return value('refresh', ...when(isFatal(whole) && reconnect, 'fatal: true'));
    case 'retry':
      return value(
        'retry',
        `attempts: ${String(policy.attempts)}`,
        ...when(policy.wait.kind !== 'none', `seconds: ${secondsOf(policy.wait, read)}`),
        ...when(one.ask, 'ask: true'),
        ...when(isFatal(whole) && reconnect, 'fatal: true'),
      );
  }
}

function secondsOf(wait: Wait, read: (reading: Reading) => string): string {
  switch (wait.kind) {
    case 'none':
      return '0';
    case 'seconds':
      return String(wait.seconds);
    case 'told': {
      const told = `${read(wait.reading)} ?? ${String(wait.otherwise)}`;
      return wait.reading.place[0] === 'headers' || !wait.reading.types.includes('number') ? `Number(${told})` : told;
    }
    case 'backoff':
      return `backoff(attempt, ${String(wait.first)}, ${String(wait.cap)})`;
  }
}

function failing(plan: HandlerPlan, traced: boolean, label: string): string[] {
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const head = `function failure(${['code: string', ...when(traced, 'trace: unknown'), ...when(details, 'details: Record<string, unknown> = {}')].join(', ')}): Error {`;
  const comment = `/** What developers read: the code${details ? ', what is to be corrected' : ''}${traced ? ' and the id that support asks for' : ''}. */`;
  if (!details)
    return [
      comment,
      head,
      `  return new Error(${traced ? `\`\${code}, ${label.replaceAll(/[`\\]|\$\{/g, '\\$&')} \${trace}\`` : 'code'});`,
      '}',
    ];
  return [
    comment,
    head,
    ...set(
      {
        open: 'const said = Object.entries(',
        items: [traced ? `{ ...details, ${member(label, 'trace')} }` : 'details'],
        close: ').map(([name, value]) => `, ${name} ${value}`);',
      },
      1,
    ),
    "  return new Error(code + said.join(''));",
    '}',
  ];
}

/** The one place that waits, repeats and gives up. */
function settling(plan: HandlerPlan, traced: boolean): string[] {
  const { kinds } = plan;
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const { idle, waiting } = waitsOf(plan);
  const fails = `throw failure(code${traced ? ', trace' : ''});`;
  const repeats = ['state.attempt += 1;', "return 'again';"];
  const body = [
    'switch (reaction.do) {',
    ...inner([
      "case 'stop':",
      `  throw failure(code${traced ? ', trace' : ''}${details ? ', reaction.details' : ''});`,
      ...when(kinds.has('show'), "case 'show':", '  hooks.show(reaction.texts, reaction.actions);', "  return 'shown';"),
      ...when(kinds.has('note'), "case 'note':", '  hooks.note(code);', "  return 'keep';"),
      ...when(
        kinds.has('refresh'),
        "case 'refresh':",
        ...inner([`if (state.refreshed) ${fails}`, 'state.refreshed = true;', 'state.token = await hooks.refreshToken();', ...repeats]),
      ),
      ...when(
        kinds.has('retry'),
        "case 'retry':",
        ...inner([
          `if (state.attempt >= reaction.attempts) ${fails}`,
          ...when(waiting, `${idle ? 'if (reaction.seconds !== undefined) ' : ''}await sleep(reaction.seconds);`),
          ...when(
            asks(plan),
            '// The failed attempt may have been carried out.',
            `if (reaction.ask${isWrite(plan) ? ' && state.write' : ''} && (await hooks.isDone())) return 'keep';`,
          ),
          ...repeats,
        ]),
      ),
    ]),
    '}',
  ];
  const takes = ['code: string', 'reaction: Reaction', ...used(['state: State', 'hooks: Hooks'], body), ...when(traced, 'trace: unknown')];
  return [
    `/** Does what an error asks for${waiting ? ', and waits' : ''}. Throws where nothing more can be done. */`,
    ...set({ open: 'async function settle(', items: takes, close: `): Promise<${outcomesOf(plan).join(' | ') || 'never'}> {` }),
    ...inner(body),
    '}',
  ];
}

/** What `settle` may answer. */
const outcomesOf = (plan: HandlerPlan): string[] => [
  ...when(isRepeated(plan), "'again'"),
  ...when(plan.kinds.has('note') || asks(plan), "'keep'"),
  ...when(plan.kinds.has('show'), "'shown'"),
];

/** The variable `state` at its beginning. */
export function stateOf(plan: HandlerPlan, write: string): string[] {
  const items = [
    'attempt: 1',
    ...when(plan.kinds.has('refresh'), 'token: process.env.API_TOKEN', 'refreshed: false'),
    ...when(isWrite(plan), `write: ${write}`),
  ];
  return when<Doc>(isRepeated(plan), { open: 'const state: State = {', items, close: '};', pad: ' ' }).flatMap((doc) =>
    set(doc, 1).map((line) => line.slice(2)),
  );
}

/** Lines that do what an error asks for, and what follows each outcome; `again` goes on with the loop. */
export function settled(
  plan: HandlerPlan,
  code: string,
  { reactionTo, trace }: Parts,
  then: Readonly<Record<'keep' | 'shown', string>>,
): string[] {
  const call = [
    code,
    'reaction',
    ...when(isRepeated(plan), 'state'),
    ...when(isCalled(plan), 'hooks'),
    ...when(trace !== undefined, 'trace'),
  ];
  const outcomes = outcomesOf(plan);
  const ends = (['keep', 'shown'] as const).filter((one) => outcomes.includes(`'${one}'`));
  const settle = `await settle(${call.join(', ')})`;
  return [
    ...when(trace !== undefined, `const trace = ${trace ?? ''};`),
    `const reaction: Reaction = isCode(code) ? ${reactionTo} : { do: 'stop' };`,
    ends.length > 0 ? `const next = ${settle};` : `${settle};`,
    ...ends.map((one) => `if (next === '${one}') ${then[one]}`),
  ];
}

/** Expression for a place of a body that was parsed. */
export const inBody = ([, ...rest]: Place): string => access('error', rest);
