import type { CompiledCode, CompiledService, Texts } from '../../scripts/compile/types.ts';
import { reasonPhrase } from '../../scripts/model/status.ts';
import type { View } from './view.ts';
import { waitPlace } from './places.ts';
import { pick, sourceLang } from './text.ts';

export type Tone = 'stop' | 'wait' | 'go';

/** A reason in words, and their language where it is not the page's. `lead`: words of the interface before it. */
export interface Reason {
  text: string;
  lang?: string | undefined;
  lead?: string;
}

/** A reason of the catalog in the best language there is; none where it gives none. */
function reasons(texts: Texts | undefined, view: View): Reason[] {
  const found = pick(texts, view.locale);
  return found === undefined || found.text === '' ? [] : [{ text: found.text, lang: found.lang === view.lang ? undefined : found.lang }];
}

/** One of the questions that a reader asks first: words, then a colour, then the reason. */
export interface Verdict {
  question: string;
  answer: string;
  /** Reason or detail, with code in backticks. */
  why: string;
  tone?: Tone;
  /** Name of the fact in the catalog, to tell whether it was inferred. */
  fact: string;
  /** Language of `why` where it is not the page's. */
  lang?: string | undefined;
  /** The full reason, for those who ask: sentences with code in backticks. */
  more: Reason[];
}

export const retryTones: Record<CompiledCode['retry']['when'], Tone> = {
  never: 'stop',
  'after-change': 'wait',
  'at-once': 'go',
  'after-delay': 'wait',
  'with-backoff': 'wait',
};

function status(code: CompiledCode, { ui }: View): Verdict {
  const words = ui.verdicts;
  const reason = code.status.map((number) => reasonPhrase(number)).find((text) => text !== '');
  const detail = code.status.length === 0 ? words.noStatusWhy : code.status.length > 1 ? words.several : (reason ?? '');
  const why = code.status.length > 0 && !code.statusOnWire ? words.equivalent : detail;
  return { question: words.status, answer: code.status.length === 0 ? words.noStatus : code.status.join(', '), why, fact: 'status', more: [] };
}

/** The author's reason where it fits under a verdict; it stands in full further down. */
const brief = (reason: string): string | undefined => (reason === '' || reason.length > 52 ? undefined : reason.replace(/\.$/, ''));

function retry(code: CompiledCode, view: View): Verdict {
  const { verdicts, retry: policies } = view.ui;
  const { when, after, afterFrom, reason } = code.retry;
  const place = waitPlace(code);
  const answer = after === undefined ? policies[when].answer : verdicts.after(after);
  const delay = place === undefined ? undefined : verdicts.asSays(place, afterFrom === undefined ? undefined : code.retryAfter);
  const given = reasons(reason, view);
  const own = delay === undefined ? brief(given[0]?.text ?? '') : undefined;
  const why = delay ?? own ?? policies[when].why;
  const full = [{ text: policies[when].advice }, ...given].filter(({ text }) => text !== '' && text.replace(/\.$/, '') !== why);
  const lang = own === undefined ? undefined : given[0]?.lang;
  return { question: verdicts.retry, answer, why, lang, tone: retryTones[when], fact: 'retry', more: full };
}

function lifecycle(code: CompiledCode, view: View): Verdict {
  const { ui } = view;
  const { state, since, deprecated, removed } = code.lifecycle;
  const words = ui.verdicts;
  const base = { question: words.lifecycle, answer: ui.states[state], fact: 'since', more: reasons((removed ?? deprecated)?.reason, view) };
  if (removed) return { ...base, why: words.removedWhy(removed.in), tone: 'stop' };
  if (deprecated) return { ...base, why: words.deprecatedWhy(deprecated.in, deprecated.removeIn), tone: 'wait' };
  if (state === 'reserved') return { ...base, why: words.reservedWhy };
  return { ...base, why: since === undefined ? words.noSince : words.since(since) };
}

/** The row of verdicts of a code, in the order in which they are asked. What was inferred says why among the reasons. */
export function verdicts(code: CompiledCode, service: Pick<CompiledService, 'locales'>, view: View): Verdict[] {
  return asked(code, view).map((verdict) => {
    const why = Object.hasOwn(code.inferred, verdict.fact) ? (code.inferred[verdict.fact] ?? '') : '';
    return why === '' ? verdict : { ...verdict, more: [...verdict.more, { lead: view.ui.verdicts.inferred, text: why, lang: sourceLang(service, view) }] };
  });
}

function asked(code: CompiledCode, view: View): Verdict[] {
  const { ui } = view;
  const words = ui.verdicts;
  const effectTones: Record<CompiledCode['effect'], Tone> = { nothing: 'go', unknown: 'wait', done: 'wait' };
  const session: Verdict[] =
    code.fatal === undefined
      ? []
      : [{ question: words.session, answer: code.fatal ? words.ends : words.survives, why: code.fatal ? words.endsWhy : words.survivesWhy, tone: code.fatal ? 'stop' : 'go', fact: 'fatal', more: [] }];
  return [
    status(code, view),
    { question: words.transport, answer: code.transports.map((transport) => ui.transports[transport]).join(', '), why: words.identified[code.identifiedBy], fact: 'on', more: [] },
    retry(code, view),
    {
      question: words.effect,
      answer: ui.effects[code.effect].answer,
      why: ui.effects[code.effect].why,
      ...(code.severity === 'warning' ? {} : { tone: effectTones[code.effect] }),
      fact: 'effect',
      more: code.severity === 'warning' ? [] : [{ text: ui.effectLine[code.effect] }],
    },
    ...session,
    { question: words.actor, answer: ui.actors[code.actor].answer, why: ui.actors[code.actor].why, fact: 'actor', more: [] },
    lifecycle(code, view),
  ];
}
