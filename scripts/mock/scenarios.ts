import type { Json, JsonObject } from '../model/json.ts';
import type { CompiledCode } from '../compile/types.ts';
import type { Message } from '../envelope/node.ts';
import { noOptions, optionsFromJson, optionsFromPairs } from './options.ts';
import type { Moment, Options } from './options.ts';
import { badOption, Refusal } from './problem.ts';

/** What one attempt meets. An error without a code of its own is the one that the request names. */
export type Step =
  | { readonly kind: 'error'; readonly options: Options; readonly wait?: number; readonly nth: number; readonly of: number }
  | { readonly kind: 'success' | 'pending' };

/** What the attempts of one key meet, in order, and what all later ones do. */
export interface Plan {
  readonly steps: readonly Step[];
  /** All attempts after those; `then` where it is written. */
  readonly rest: Step;
  /** Which moment of a connection counts as an attempt. */
  readonly when: Moment;
}

/** Changes what is sent in the place of an error: for messages that are in no catalog. */
export type Edit = (message: Message) => Message;

/** A plan and how far it is. */
export interface Scenario extends Plan {
  readonly key: string;
  readonly edit?: Edit;
  attempts: number;
}

/** True where attempts meet something of the plan; a key alone only names a run in the log. */
export function isPlanned({ steps, rest }: Plan): boolean {
  return steps.length > 0 || rest.kind !== 'success';
}

/** Attempts of one plan. */
const MOST_STEPS = 1000;

/** The own words of a plan; every other name is an option of the error. */
const WORDS = ['key', 'fail', 'pending', 'then', 'wait', 'steps'];

/**
 * The plan of a scenario from its JSON form: `{ "fail": 2, "code": ..., "then": "success", "wait": [2, 1] }`, or attempt by attempt as
 * `{ "steps": ["success", "pending", "CODE", { "code": ..., "params": ... }] }`. Any option of an error may stand beside them.
 * @throws Refusal that names the word that is wrong
 */
export function planOf(value: JsonObject): Plan {
  const error = optionsFromJson(Object.fromEntries(Object.entries(value).filter(([name]) => !WORDS.includes(name))));
  const number = (name: 'fail' | 'pending'): number => {
    const given = value[name] ?? 0;
    if (typeof given !== 'number' || !Number.isSafeInteger(given) || given < 0 || given > MOST_STEPS)
      throw badOption(name, `\`${name}\` must be a whole number from 0 to ${MOST_STEPS}`);
    return given;
  };
  const waits = value.wait ?? [];
  if (!Array.isArray(waits) || !waits.every((wait) => typeof wait === 'number'))
    throw badOption('wait', '`wait` must be a list of seconds');
  const pending = number('pending');
  const isResult = pending > 0 && value.fail === undefined;
  const fails = value.fail === undefined && !isResult && value.steps === undefined && error.code !== undefined ? 1 : number('fail');
  const steps: Step[] = [
    ...Array.from({ length: pending }, (): Step => ({ kind: 'pending' })),
    ...Array.from({ length: fails }, (_, nth): Step => {
      const wait = waits[Math.min(nth, waits.length - 1)];
      return { kind: 'error', options: error, nth, of: fails, ...(typeof wait === 'number' && { wait }) };
    }),
  ];
  if (value.steps !== undefined) {
    if (!Array.isArray(value.steps) || value.steps.length > MOST_STEPS)
      throw badOption('steps', `\`steps\` must be a list of at most ${MOST_STEPS}`);
    steps.push(...value.steps.map((step) => stepOf(step, error)));
  }
  // The result of a task stays what it is, however often it is asked for.
  const later: Json = value.then ?? (isResult ? {} : 'success');
  return { steps, rest: stepOf(later, error), when: error.when ?? 'message' };
}

function stepOf(step: Json, base: Options): Step {
  if (step === 'success' || step === 'pending') return { kind: step };
  const own = typeof step === 'string' ? optionsFromJson({ code: step }) : optionsFromJson(step);
  return { kind: 'error', options: merged(base, own), nth: 0, of: 1 };
}

/** Options laid over others. */
export function merged(base: Options, over: Options): Options {
  return {
    ...base,
    ...over,
    params: new Map([...base.params, ...over.params]),
    context: new Map([...base.context, ...over.context]),
    omit: [...base.omit, ...over.omit],
  };
}

/**
 * Key and plan from the header `Mock-Scenario` (or the query `scenario`): `key; fail=2; code=X; then=success; wait=2,1`.
 * Values may be percent-encoded. A key alone goes on with its plan.
 * @throws Refusal for a key or word that is wrong
 */
export function readScenario(text: string): { key: string; plan?: Plan } {
  const [first = '', ...rest] = text.split(';').map((part) => part.trim());
  const key = checkedKey(first);
  const pairs = rest
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const at = part.indexOf('=');
      if (at < 1) throw badOption('Mock-Scenario', `\`${part}\` in the scenario must be written as name=value`);
      return [part.slice(0, at).trim(), decoded(part.slice(at + 1).trim())];
    });
  if (pairs.length === 0) return { key };
  const own = Object.fromEntries(pairs.filter(([name]) => WORDS.includes(name)));
  const options = optionsFromPairs(pairs.filter(([name]) => !WORDS.includes(name)));
  const numbers = (list: string | undefined): Json => (list === undefined ? null : list.split(',').map(Number));
  const count = (name: string): JsonObject => (own[name] === undefined ? {} : { [name]: Number(own[name]) });
  const words: JsonObject = { ...count('fail'), ...count('pending') };
  if (own.wait !== undefined) words.wait = numbers(own.wait);
  if (own.then !== undefined) words.then = own.then;
  if (own.steps !== undefined) words.steps = own.steps.split(',');
  // The code tells the plan that there is an error at all; its other options are laid over each step.
  const plan = planOf({
    ...words,
    ...(options.code !== undefined && { code: options.code }),
    ...(options.when !== undefined && { when: options.when }),
  });
  const over = (step: Step): Step => (step.kind === 'error' ? { ...step, options: merged(options, step.options) } : step);
  return { key, plan: { ...plan, steps: plan.steps.map(over), rest: over(plan.rest) } };
}

/** A percent-decoded text, or the text itself where it cannot be decoded. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A key of a scenario: letters, digits, `.`, `_`, `~`, `-`, at most a hundred, so that it can stand in a path. */
export function checkedKey(key: unknown): string {
  if (typeof key === 'string' && /^[\w.~-]{1,100}$/.test(key)) return key;
  throw badOption('key', 'the key of a scenario is 1 to 100 letters, digits or any of . _ ~ -');
}

/** The option that sets the seconds to wait, where the code carries them in a parameter: decreasing from its example unless given. */
export function waiting(code: CompiledCode, step: Step & { kind: 'error' }): Options {
  const name = code.retry.afterFrom?.replace(/^params\./, '');
  if (name === undefined) {
    if (step.wait !== undefined)
      throw badOption(
        'wait',
        `the wait of \`${code.id}\` is ${code.retry.after === undefined ? 'not sent' : 'constant'}, so it cannot be set`,
      );
    return step.options;
  }
  const seconds = code.retryAfter;
  if (step.options.params.has(name) && step.wait === undefined) return step.options;
  if (step.wait === undefined && (step.of < 2 || seconds === undefined)) return step.options;
  const value = step.wait ?? Math.ceil(((seconds ?? 0) * (step.of - step.nth)) / step.of);
  return merged(step.options, { ...noOptions(), params: new Map([[name, { value, text: false }]]) });
}

/** The scenarios of a mock, by key: parallel runs with keys of their own do not disturb each other. */
export interface Scenarios {
  /** Puts a plan in place of the one that the key has, at its beginning. */
  define(key: string, plan: Plan, edit?: Edit): Scenario;
  /** The plan of a key; a new one is made where the key has none, and a different one does not replace it. */
  ensure(key: string, plan?: Plan): Scenario;
  /** What the next attempt meets; counts it. */
  next(scenario: Scenario): Step;
  get(key: string): Scenario | undefined;
  drop(key: string): boolean;
}

/** No scenarios yet. At most `limit` at a time. */
export function createScenarios(limit: number): Scenarios {
  const all = new Map<string, Scenario>();
  const define = (key: string, plan: Plan, edit?: Edit): Scenario => {
    if (!all.has(key) && all.size >= limit)
      throw new Refusal(429, `there are ${limit} scenarios; delete some with DELETE /~mock/scenarios/<key>`, { parameter: 'key' });
    const scenario = { ...plan, key, attempts: 0, ...(edit && { edit }) };
    all.set(key, scenario);
    return scenario;
  };
  return {
    define,
    ensure: (key, plan) => all.get(key) ?? define(key, plan ?? { steps: [], rest: { kind: 'success' }, when: 'message' }),
    next: (scenario) => {
      const step = scenario.steps[scenario.attempts] ?? scenario.rest;
      scenario.attempts += 1;
      return step;
    },
    get: (key) => all.get(key),
    drop: (key) => all.delete(key),
  };
}
