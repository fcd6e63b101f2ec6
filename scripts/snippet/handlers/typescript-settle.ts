import { when } from '../lines.ts';
import type { Doc } from './doc.ts';
import { asks, detailsOf, isCalled, isRepeated, isStopped, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { inner, member, set, used } from './typescript-lines.ts';

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

export function failing(plan: HandlerPlan, traced: boolean, label: string): string[] {
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
export function settling(plan: HandlerPlan, traced: boolean): string[] {
  const { kinds } = plan;
  const details = plan.cases.some((one) => detailsOf(one).length > 0);
  const { idle, waiting } = waitsOf(plan);
  const fails = `throw failure(code${traced ? ', trace' : ''});`;
  const body = [
    'switch (reaction.do) {',
    ...inner([
      ...when(isStopped(plan), "case 'stop':", `  throw failure(code${traced ? ', trace' : ''}${details ? ', reaction.details' : ''});`),
      ...when(kinds.has('show'), "case 'show':", '  hooks.show(reaction.texts, reaction.actions);', "  return 'shown';"),
      ...when(kinds.has('note'), "case 'note':", '  hooks.note(code);', "  return 'keep';"),
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
          'state.attempt += 1;',
          "return 'again';",
        ]),
      ),
      // After the repetitions: whoever falls through fails.
      ...when(
        kinds.has('refresh'),
        "case 'refresh':",
        ...inner([
          `if (state.refreshed) ${fails}`,
          'state.refreshed = true;',
          'state.token = await hooks.refreshToken();',
          "return 'again';",
        ]),
      ),
      "case 'unknown':",
      `  throw failure(\`unknown error \${code}\`${traced ? ', trace' : ''});`,
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
    `const reaction: Reaction = isCode(code) ? ${reactionTo} : { do: 'unknown' };`,
    ends.length > 0 ? `const next = ${settle};` : `${settle};`,
    ...ends.map((one) => `if (next === '${one}') ${then[one]}`),
  ];
}
