import type { CompiledCode } from '../compile/types.ts';
import { reasonPhrase } from '../model/status.ts';
import { actors, categories, effects, retry as policies, states } from '../model/words.ts';
import { pickMaybe } from './texts.ts';

/** A short answer to a question that every reader of an error has, and its reason where there is one. */
export interface Verdict {
  readonly name: 'status' | 'retry' | 'effect' | 'fatal' | 'actor' | 'lifecycle' | 'category';
  readonly question: string;
  readonly answer: string;
  readonly reason?: string;
}

/** `429 Too Many Requests` . */
function statusText(status: number): string {
  return `${status} ${reasonPhrase(status)}`.trimEnd();
}

function status(code: CompiledCode): Verdict[] {
  if (code.status.length === 0) return [];
  const reason = code.statusOnWire ? 'over HTTP' : 'the HTTP equivalent; not on the wire';
  return [{ name: 'status', question: 'Status', answer: code.status.map(statusText).join(' or '), reason }];
}

function retry(code: CompiledCode): Verdict {
  const { when, after, maxAttempts, reason } = code.retry;
  const answer = when === 'after-delay' && after !== undefined ? `After ${after} s` : policies[when].answer;
  const told = pickMaybe(reason) ?? (maxAttempts === undefined ? policies[when].why : `at most ${maxAttempts} attempts`);
  return { name: 'retry', question: 'Retry?', answer, reason: told };
}

function fatal(code: CompiledCode): Verdict[] {
  if (code.fatal === undefined) return [];
  const answer = code.fatal ? 'No' : 'Yes';
  return [{ name: 'fatal', question: 'Does the session survive?', answer, reason: code.fatal ? 'it ends with this error' : 'it goes on' }];
}

function lifecycle({ lifecycle: { state, since, deprecated, removed } }: CompiledCode): Verdict {
  const reasons = {
    stable: since === undefined ? undefined : `since ${since}`,
    deprecated:
      deprecated && `since ${deprecated.in}${deprecated.removeIn === undefined ? '' : `, to be removed in ${deprecated.removeIn}`}`,
    removed: removed && `in ${removed.in}; no longer sent`,
    reserved: 'not sent yet',
  };
  const reason = reasons[state];
  return { name: 'lifecycle', question: 'Life cycle', answer: states[state], ...(reason !== undefined && { reason }) };
}

/** The verdicts of a code, in the order in which a page shows them. Takes any compiled code; absent facts give no verdict. */
export function verdicts(code: CompiledCode): Verdict[] {
  return [
    ...status(code),
    retry(code),
    { name: 'effect', question: 'Was anything done?', answer: effects[code.effect].answer, reason: effects[code.effect].why },
    ...fatal(code),
    { name: 'actor', question: 'Who acts?', answer: actors[code.actor].answer, reason: actors[code.actor].why },
    lifecycle(code),
    { name: 'category', question: 'Category', answer: categories[code.category] },
  ];
}
