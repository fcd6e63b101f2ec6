import type { Json } from '../model/json.ts';
import { credentialsIn, renews } from '../snippet/credentials.ts';
import type { CredentialsIn } from '../snippet/credentials.ts';
import type { Plan, Reading } from '../snippet/types.ts';
import { valueAt, withValue } from '../snippet/value.ts';
import { isFault } from './faults.ts';
import { isFallback } from './trial.ts';
import type { Trial } from './trial.ts';
import { bounds, waitsWrong } from './waits.ts';

/** What came of a run: what the mock saw, and what the harness of the language recorded. */
export interface Observed {
  /** Requests or events that arrived at the mock. */
  readonly attempts: number;
  /** What was requested, `POST /things/x1` each; empty where no requests are made. */
  readonly calls: readonly string[];
  /** Media types of what was requested with, one a request; `''` where none was named. */
  readonly contentTypes: readonly string[];
  /** Whether a body came with a request, one each. */
  readonly bodies: readonly boolean[];
  /** Connections that were opened; 0 for requests. */
  readonly connections: number;
  /** What was sent where credentials may stand, in order: values of `Authorization`, what came with handshakes, whole messages. */
  readonly credentials: readonly { readonly place: CredentialsIn; readonly said: string }[];
  /** Seconds that the snippet wanted to wait, in order. */
  readonly waits: readonly number[];
  /** `returned` the answer (its status, where it has one), `nothing`, or `thrown` with a message; `reported` where there is nobody to throw at; `crashed` is never right. */
  readonly outcome: { readonly kind: 'returned' | 'nothing' | 'thrown' | 'reported' | 'crashed'; readonly said: string };
  readonly shown: readonly { readonly texts: readonly Json[]; readonly actions: readonly Json[] }[];
  readonly noted: readonly string[];
  /** How often new credentials were asked for. */
  readonly refreshed: number;
  /** How often it was asked whether an earlier attempt was carried out. */
  readonly asked: number;
}

/** The credentials that the harness hands out: the first ones, then those of a refresh. */
export const tokens = ['first-token', 'second-token'] as const;

/**
 * Whether a snippet did what the facts demand, as seen by the mock and by its outcome.
 * @returns what it did wrong, each in a sentence; empty when it did right
 */
export function judge(sent: Plan, trial: Trial, observed: Observed): string[] {
  const plan = trial.edit?.is === 'same' ? { ...sent, example: withValue(sent.example, trial.edit) } : sent;
  const wrong: string[] = [];
  const must = (right: boolean, what: string): void => {
    if (!right) wrong.push(what);
  };
  const want = expected(plan, trial);
  // What libraries repeat of themselves after a connection breaks is idempotent (RFC 9110, section 9.2.2).
  if (trial.name !== 'cut')
    must(observed.attempts === want.attempts, `${String(observed.attempts)} attempts instead of ${String(want.attempts)}`);
  const call = callOf(plan);
  if (call !== undefined)
    must(
      observed.calls.every((one) => one === call),
      `${observed.calls.join(', ')} was called instead of ${call}`,
    );
  const { contentType } = plan.call;
  if (contentType !== undefined)
    for (const type of observed.contentTypes)
      must(type.split(';')[0]?.trim() === contentType, `the body was sent as ${type || 'nothing'} instead of ${contentType}`);
  if (contentType !== undefined) must(observed.bodies.every(Boolean), 'a request came without its body');
  must(
    observed.outcome.kind === want.outcome || (want.outcome === 'thrown' && observed.outcome.kind === 'reported'),
    `it ${observed.outcome.kind} (${observed.outcome.said}) instead of ${want.outcome}`,
  );
  if (isFallback(trial.name)) {
    const { said } = observed.outcome;
    // Without a code on the wire the status is all that can be told.
    must(
      ['HTTP ', ...(trial.strangers ?? [])].some((name) => said.startsWith(`unknown error ${name}`)),
      `the failure does not name the stranger: ${said}`,
    );
  }
  if (isFault(trial.name)) must(!observed.outcome.said.includes(plan.code), `a fault is taken for ${plan.code}`);
  // A script prints the body of the answer, and all of these have one.
  if (plan.transport === 'http' && ['unknown', 'not-json', 'list', 'other', 'was-done'].includes(trial.name))
    must(observed.outcome.kind !== 'returned' || observed.outcome.said !== '', 'the answer is lost');
  if (!isFallback(trial.name) && !isFault(trial.name) && want.outcome === 'thrown') {
    must(observed.outcome.said.includes(plan.code), `the failure does not name the code: ${observed.outcome.said}`);
    must(!observed.outcome.said.startsWith('unknown error'), `the code is taken for a stranger: ${observed.outcome.said}`);
    for (const [name, value] of namedIn(plan))
      must(
        observed.outcome.said.includes(`, ${name} `) && observed.outcome.said.includes(value),
        `the failure does not name \`${name}\` (${value}): ${observed.outcome.said}`,
      );
  }
  must(
    observed.refreshed === want.refreshed,
    `credentials refreshed ${String(observed.refreshed)} times instead of ${String(want.refreshed)}`,
  );
  if (want.refreshed > 0 && trial.name !== 'no-credentials') {
    const place = credentialsIn(plan);
    const seen = observed.credentials.flatMap((one) => (one.place === place ? [one.said] : []));
    const last = seen.findLast((said) => tokens.some((token) => said.includes(token)));
    must(last?.includes(tokens[1]) === true, `the last attempt does not carry the new credentials in its ${place}: ${seen.join(', ')}`);
  }
  must(observed.asked === want.asked, `asked ${String(observed.asked)} times whether it was done, instead of ${String(want.asked)}`);
  wrong.push(...waitsWrong(plan, trial.tells, observed.waits, want.waits));
  must(observed.shown.length === want.shown, `shown ${String(observed.shown.length)} times instead of ${String(want.shown)}`);
  if (want.shown > 0) wrong.push(...shownWrong(plan, observed));
  must(observed.noted.length === want.noted, `noted ${String(observed.noted.length)} times instead of ${String(want.noted)}`);
  const signs = plan.recognition.signs.map(({ place }) => valueAt(plan.example, place));
  for (const text of observed.noted) must(text === plan.code || signs.includes(text), `noted ${text}, which does not name the warning`);
  if (plan.transport === 'websocket' || plan.transport === 'socket.io') {
    // Whoever shows credentials in the handshake shows new ones in a new handshake.
    const isNew = plan.reconnect || renews(plan, 'handshake');
    const again = isNew ? want.repeats : 0;
    const connections = trial.name === 'nowhere' ? 0 : 1 + again;
    must(observed.connections === connections, `${String(observed.connections)} connections instead of ${String(connections)}`);
  }
  return wrong;
}

/** Method and path of the request, where the catalog knows them; the harnesses put `x1` for values of the path. */
const callOf = ({ transport, call: { method, path } }: Plan): string | undefined =>
  transport === 'http' && method !== undefined && path !== undefined ? `${method} ${path.replaceAll(/\{[^{}]+\}/g, 'x1')}` : undefined;

/** A parameter or fact as a failure names it. */
const bare = (name: string): string => name.replace(/^\w+\./, '');

/** What a failure must name beside the code: the trace id, and the first details where the caller has something to correct. */
function namedIn(plan: Plan): [name: string, value: string][] {
  const readings = [...(plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : []), ...(plan.trace ? [plan.trace] : [])];
  return readings.flatMap(({ name, place }): [string, string][] => {
    const value = valueAt(plan.example, place);
    // Languages write lists, truth values and fractions in different ways; the texts in a list stand in all of them.
    const values = Array.isArray(value) ? value : [value];
    const label = bare(name);
    return values.flatMap((one): [string, string][] =>
      typeof one === 'string' ? [[label, one]] : typeof one === 'number' && Number.isSafeInteger(one) ? [[label, String(one)]] : [],
    );
  });
}

/**
 * What only all trials together show: a backoff with full jitter is neither always the whole time nor always next to nothing.
 * An honest backoff is blamed once in a hundred thousand runs.
 *
 * @param runs what came of every trial of a snippet
 */
export function judgeAll({ policy, example }: Plan, runs: readonly Observed[]): string[] {
  if (policy.kind !== 'retry' || policy.wait.kind !== 'backoff') return [];
  const { wait } = policy;
  const shares = runs.flatMap(({ waits }) => waits.map((seconds, at) => seconds / bounds(wait, at + 1, example)[1]));
  if (shares.length < 2) return [];
  const wrong: string[] = [];
  const rare = 1e-5 ** (1 / shares.length);
  if (shares.every((share) => share > 1 - rare)) wrong.push('every wait is the longest one possible: there is no jitter');
  if (shares.every((share) => share < rare)) wrong.push('every wait is next to nothing: not in seconds');
  return wrong;
}

/** What a run over a connection does before it is over: messages that reach the mock, and calls of the harness (waits included). */
export function awaited(plan: Plan, trial: Trial): { readonly attempts: number; readonly moves: number } {
  const { attempts, waits, asked, refreshed, shown, noted, outcome } = expected(plan, trial);
  return { attempts, moves: waits + asked + refreshed + shown + noted + (outcome === 'thrown' ? 1 : 0) };
}

interface Expected {
  attempts: number;
  repeats: number;
  outcome: 'returned' | 'nothing' | 'thrown';
  waits: number;
  refreshed: number;
  asked: number;
  shown: number;
  noted: number;
}

function expected({ policy, ask }: Plan, { name }: Trial): Expected {
  const calm: Expected = { attempts: 1, repeats: 0, outcome: 'returned', waits: 0, refreshed: 0, asked: 0, shown: 0, noted: 0 };
  if (['success', 'unknown', 'not-json', 'other', 'stray', 'list'].includes(name)) return calm;
  if (isFallback(name) || name === 'cut') return { ...calm, outcome: 'thrown' };
  if (name === 'nowhere' || name === 'unsent') return { ...calm, attempts: 0, outcome: 'thrown' };
  if (name === 'no-credentials') return { ...calm, outcome: 'thrown', refreshed: 1 };
  const isOnce = name === 'recovers' || name === 'parts';
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return { ...calm, outcome: 'thrown' };
    case 'show':
      return { ...calm, outcome: 'nothing', shown: 1 };
    case 'note':
      return { ...calm, noted: 1 };
    case 'refresh':
      return { ...calm, attempts: 2, repeats: 1, refreshed: 1, outcome: isOnce ? 'returned' : 'thrown' };
    case 'retry': {
      const repeats = name === 'was-done' ? 0 : isOnce ? 1 : policy.attempts - 1;
      const tries = name === 'was-done' ? 1 : repeats;
      return {
        ...calm,
        attempts: 1 + repeats,
        repeats,
        waits: policy.wait.kind === 'none' ? 0 : tries,
        asked: ask ? tries : 0,
        outcome: name === 'lasts' ? 'thrown' : 'returned',
      };
    }
  }
}

function shownWrong(plan: Plan, { shown }: Observed): string[] {
  const value = (one: Reading): Json => valueAt(plan.example, one.place) ?? null;
  const texts = plan.texts.map((one) => ('place' in one ? value(one) : one.text));
  const actions = plan.actions === undefined ? [] : 'place' in plan.actions ? value(plan.actions) : [...plan.actions.list];
  const [first] = shown;
  return JSON.stringify(first?.texts) === JSON.stringify(texts) && JSON.stringify(first?.actions) === JSON.stringify(actions)
    ? []
    : [`shown ${JSON.stringify(first)} instead of ${JSON.stringify({ texts, actions })}`];
}
