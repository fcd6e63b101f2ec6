import type { Candidate, DecodeOptions } from '../envelope/candidate.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import { createDecoder } from '../envelope/decode.ts';
import type { Decoder } from '../envelope/decode.ts';
import type { Entry, Message } from '../envelope/node.ts';
import { isRecognised } from '../envelope/verdict.ts';
import type { Verdict } from '../envelope/verdict.ts';
import { isObject, pointer } from '../model/json.ts';
import type { Json, Path } from '../model/json.ts';
import type { Answer, AnswerVerdict } from './answer.ts';
import { findJson } from './find-json.ts';
import type { Pasted, View } from './pasted.ts';
import { readingOf, tellingPlaces } from './reading.ts';
import { jsonViews } from './ways/json.ts';
import { wordingEntries } from './wording.ts';

/** What the reader already knows of the message. */
export type Hints = Pick<DecodeOptions, 'service' | 'transport' | 'operation'>;

/** Tells what pasted messages are. */
export interface Reader {
  answer(pasted: Pasted, hints?: Hints): Answer;
}

/** Readings that are told. */
const SHOWN = 8;
/** Values inside another that are looked at. */
const MOST_INSIDE = 300;

interface Seen {
  verdict: Verdict;
  message: Message;
  inside?: string;
}

const clean = ({ verdict }: Verdict): boolean => ['certain', 'ambiguous-params', 'ambiguous-code'].includes(verdict);

/** True where the nearest code has more against it than for it: then the message may rather stand inside of what was pasted. */
function isFar({ verdict, candidates: [best] }: Verdict): boolean {
  return verdict === 'foreign' || (best !== undefined && best.problems.length > 0 && best.score < 0);
}

/** The first verdict that knows something, the surer first; several clean ones of different codes are one that is open. */
function best(seen: readonly Seen[]): Seen | undefined {
  const sure = seen.filter(({ verdict }) => clean(verdict));
  const [first, ...others] = sure;
  if (first) {
    const name = ({ entry }: Candidate): string => `${entry.service}/${entry.code ?? ''}`;
    const known = new Set(first.verdict.candidates.map(name));
    const rivals = others.flatMap(({ verdict }) => verdict.candidates.filter((candidate) => !known.has(name(candidate))));
    if (rivals.length === 0) return first;
    return { ...first, verdict: { verdict: 'ambiguous-code', candidates: [...first.verdict.candidates, ...rivals] } };
  }
  const score = ({ verdict }: Seen): number => verdict.candidates[0]?.score ?? Number.NEGATIVE_INFINITY;
  return seen.toSorted((one, two) => score(two) - score(one))[0];
}

/** Values inside a value, the outer first, with their places; texts that hold JSON are opened. */
function* inside(value: Json): Generator<{ value: Json; at: string }> {
  let level: { value: Json; path: Path }[] = [{ value, path: [] }];
  for (let count = 0; level.length > 0 && count < MOST_INSIDE;) {
    const next: typeof level = [];
    for (const { value: one, path } of level) {
      const children: [string | number, Json][] = Array.isArray(one) ? [...one.entries()] : isObject(one) ? Object.entries(one) : [];
      for (const [key, child] of children.slice(0, MOST_INSIDE)) {
        count += 1;
        const at = [...path, key];
        const opened =
          typeof child === 'string' && child.length > 1
            ? findJson(child)
                .filter(({ whole }) => whole)
                .map((found) => found.value)
            : [child];
        for (const item of opened) {
          if (typeof item !== 'object' || item === null) continue;
          yield { value: item, at: pointer(at) };
          next.push({ value: item, path: at });
        }
      }
    }
    level = next;
  }
}

/**
 * A reader over resolved messages.
 *
 * @param entries of one or more services, nested ones included
 */
export function createReader(entries: readonly Entry[], lexicon: Lexicon): Reader {
  const decoder = createDecoder(entries, lexicon);
  let texts: Decoder | undefined;

  const look = ({ message, transport, partial }: View, hints: Hints, at?: string): Seen => {
    const wanted = transport ?? hints.transport;
    const read = decoder.decode(message, { ...hints, partial, ...(wanted !== undefined && { transport: wanted }) });
    // Where the rest was not captured, a status is no message yet.
    const isBare = partial && clean(read) && !read.candidates.some(isRecognised);
    const verdict: Verdict = isBare ? { verdict: 'foreign', candidates: [] } : read;
    return { verdict, message, ...(at !== undefined && { inside: at }) };
  };

  const lookAll = (views: readonly View[], hints: Hints, at?: string): Seen | undefined => {
    const own = views.filter(({ transport }) => transport === undefined || hints.transport === undefined || transport === hints.transport);
    const usable = own.length > 0 ? own : views;
    const first = best(usable.filter(({ fallback }) => !fallback).map((view) => look(view, hints, at)));
    if (first && !isFar(first.verdict)) return first;
    const others = usable.filter(({ fallback }) => fallback).map((view) => look(view, hints, at));
    return best([...(first ? [first] : []), ...others]);
  };

  /** Where what was pasted is nothing known: what stands inside it may be. */
  const lookInside = (value: Json, hints: Hints): Seen | undefined => {
    const seen: Seen[] = [];
    for (const { value: one, at } of inside(value)) {
      const found = lookAll(jsonViews(one), hints, at);
      if (found && clean(found.verdict)) return found;
      if (found && !isFar(found.verdict)) seen.push(found);
    }
    return best(seen);
  };

  const lookAtText = (wordings: readonly string[], hints: Hints): Seen | undefined => {
    texts ??= createDecoder(wordingEntries(entries), lexicon);
    const { transport: _, ...rest } = hints;
    for (const text of wordings) {
      const message = { body: text };
      const verdict = texts.decode(message, rest);
      if (clean(verdict)) return { verdict, message };
    }
    return undefined;
  };

  return {
    answer(pasted, hints = {}) {
      const { way, line, label, flaws, around } = pasted;
      const cut = flaws.includes('truncated');
      const about = { way, line, flaws, ...(label !== undefined && { label }) };
      const text = pasted.texts && lookAtText(pasted.texts, hints);
      const outer = text ?? lookAll(pasted.views, hints);
      const inner = around !== undefined && (!outer || isFar(outer.verdict)) ? lookInside(around, hints) : undefined;
      const seen = inner ?? outer;
      if (!seen) return { verdict: 'foreign', pasted: about, readings: [], tells: [] };
      const { verdict, candidates, unknown } = seen.verdict;
      const readings = candidates.slice(0, SHOWN).map((candidate) => {
        const { envelope, transport, ...reading } = readingOf(candidate, cut);
        return text ? reading : { ...reading, ...(envelope !== undefined && { envelope }), ...(transport !== undefined && { transport }) };
      });
      // What is only not there yet is no departure.
      const isWhole = verdict === 'broken' && cut && readings[0]?.departures.every(({ kind }) => kind === 'alias');
      return {
        verdict: isWhole ? 'likely' : sureness(verdict, cut || text !== undefined || seen.inside !== undefined),
        pasted: about,
        readings,
        ...(seen.inside !== undefined && { inside: seen.inside }),
        ...(unknown && { stranger: unknown }),
        tells: verdict === 'ambiguous-code' && !text ? tellingPlaces(candidates, seen.message) : [],
      };
    },
  };
}

/** Nothing is certain by a half of a message, by a mere text, or by what stands inside something unknown. */
function sureness(verdict: Verdict['verdict'], isPart: boolean): AnswerVerdict {
  return isPart && (verdict === 'certain' || verdict === 'ambiguous-params') ? 'likely' : verdict;
}
