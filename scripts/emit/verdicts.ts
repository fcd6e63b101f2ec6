import type { CompiledCode } from '../compile/types.ts';
import { reasonPhrase } from '../model/status.ts';
import { categories } from '../model/vocabulary.ts';
import type { Actor, Effect, RetryWhen } from '../model/vocabulary.ts';
import { pickMaybe } from './texts.ts';

/** A short answer to a question that every reader of an error has, and its reason where there is one. */
export interface Verdict {
  readonly name: 'status' | 'retry' | 'effect' | 'fatal' | 'actor' | 'lifecycle' | 'category';
  readonly question: string;
  readonly answer: string;
  readonly reason?: string;
}

const retryAnswers: Record<RetryWhen, string> = {
  never: 'Never',
  'after-change': 'After a change',
  'at-once': 'At once',
  'after-delay': 'After a delay',
  'with-backoff': 'With backoff',
};

const effectAnswers: Record<Effect, { answer: string; reason: string }> = {
  nothing: { answer: 'Nothing', reason: 'refused before anything was done' },
  unknown: { answer: 'Unknown', reason: 'part of it may have been done' },
  done: { answer: 'Yes', reason: 'it was done, and then this happened' },
};

const actorAnswers: Record<Actor, { answer: string; reason: string }> = {
  client: { answer: 'Your client', reason: 'no person is needed' },
  developer: { answer: 'A developer', reason: 'the calling code has to change' },
  'end-user': { answer: 'The end user', reason: 'ask the person to act' },
  operator: { answer: 'The operator', reason: 'whoever runs the service' },
  nobody: { answer: 'Nobody', reason: 'there is nothing to do' },
};

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
  const answer = when === 'after-delay' && after !== undefined ? `After ${after} s` : retryAnswers[when];
  const told = pickMaybe(reason) ?? (maxAttempts === undefined ? undefined : `at most ${maxAttempts} attempts`);
  return { name: 'retry', question: 'Retry?', answer, ...(told !== undefined && { reason: told }) };
}

function fatal(code: CompiledCode): Verdict[] {
  if (code.fatal === undefined) return [];
  const answer = code.fatal ? 'No' : 'Yes';
  return [{ name: 'fatal', question: 'Does the session survive?', answer, reason: code.fatal ? 'it ends with this error' : 'it goes on' }];
}

function lifecycle({ lifecycle: { state, since, deprecated, removed } }: CompiledCode): Verdict {
  const answers = { stable: 'Stable', deprecated: 'Deprecated', removed: 'Removed', reserved: 'Reserved' };
  const reasons = {
    stable: since === undefined ? undefined : `since ${since}`,
    deprecated:
      deprecated && `since ${deprecated.in}${deprecated.removeIn === undefined ? '' : `, to be removed in ${deprecated.removeIn}`}`,
    removed: removed && `in ${removed.in}; no longer sent`,
    reserved: 'not sent yet',
  };
  const reason = reasons[state];
  return { name: 'lifecycle', question: 'Life cycle', answer: answers[state], ...(reason !== undefined && { reason }) };
}

/** The verdicts of a code, in the order in which a page shows them. Takes any compiled code; absent facts give no verdict. */
export function verdicts(code: CompiledCode): Verdict[] {
  return [
    ...status(code),
    retry(code),
    { name: 'effect', question: 'Was anything done?', ...effectAnswers[code.effect] },
    ...fatal(code),
    { name: 'actor', question: 'Who acts?', ...actorAnswers[code.actor] },
    lifecycle(code),
    { name: 'category', question: 'Category', answer: categories[code.category].title },
  ];
}
