import { fromPointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Candidate } from './candidate.ts';
import { constantKey, valueAt } from './index-entries.ts';
import type { Table } from './table.ts';

/** How sure a reading is. */
export const verdicts = ['certain', 'ambiguous-params', 'ambiguous-code', 'broken', 'unknown-code', 'foreign'] as const;
export type VerdictName = (typeof verdicts)[number];

/**
 * What a message is.
 * `certain`: one code, all values. `ambiguous-params`: one code, some value can be read in several ways. `ambiguous-code`: several codes fit, ranked.
 * `broken`: no code fits; the nearest, with every departure. `unknown-code`: the place of the code holds a stranger. `foreign`: nothing is recognised.
 */
export interface Verdict {
  verdict: VerdictName;
  /** The best first. */
  candidates: Candidate[];
  /** The stranger at the place of the code, and that place. */
  unknown?: Stranger;
}

/** A value at the place of a code that is no known code. */
export interface Stranger {
  pointer: string;
  value: Json;
}

/** Nearest candidates that are worth showing. */
const SHOWN = 5;

/** The verdict over the clean candidates, or over the nearest where there is none. */
export function verdictOf(clean: readonly Candidate[], nearest: readonly Candidate[], unknown: Stranger | undefined): Verdict {
  const ranked = clean.toSorted(byScore);
  const [best] = ranked;
  if (best) {
    const codes = new Set(ranked.map(({ entry }) => `${entry.service}/${entry.code ?? `(${entry.envelope})`}`));
    if (codes.size > 1) return { verdict: 'ambiguous-code', candidates: ranked };
    return { verdict: ranked.length > 1 || best.ambiguous.length > 0 ? 'ambiguous-params' : 'certain', candidates: ranked };
  }
  // What names itself comes first, however much else is wrong with it.
  const candidates = nearest
    .filter(isRecognised)
    .toSorted((one, two) => Number(two.named ?? false) - Number(one.named ?? false) || byScore(one, two))
    .slice(0, SHOWN);
  if (unknown && candidates.length > 0) return { verdict: 'unknown-code', candidates, unknown };
  return { verdict: candidates.length > 0 ? 'broken' : 'foreign', candidates };
}

function byScore(one: Candidate, two: Candidate): number {
  return two.score - one.score;
}

/** A status alone says nothing: something inside the body, the headers or the arguments must be where this code has it. */
export function isRecognised(candidate: Candidate): boolean {
  return [...candidate.covered].some((place) => place.indexOf('/', 1) > 0) || candidate.fits > 0;
}

/**
 * A text or number at the place of a code that is no known code. None where some transport knows the code: then it is the rest of the
 * message that does not fit.
 */
export function stranger(readings: readonly { message: Json; table: Table }[]): Stranger | undefined {
  let found: Stranger | undefined;
  for (const { message, table } of readings) {
    for (const [pointer, known] of table.codePlaces) {
      const value = valueAt(message, fromPointer(pointer));
      const shaped = (typeof value === 'string' && value !== '' && value.length <= 200) || typeof value === 'number';
      if (!shaped) continue;
      if (known.has(constantKey(value))) return undefined;
      found ??= { pointer, value };
    }
  }
  return found;
}
