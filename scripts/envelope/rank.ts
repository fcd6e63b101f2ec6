import { isObject, pointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Candidate } from './candidate.ts';

/** The leaves of a message that a candidate does not explain. */
function unexplained(message: Json, covered: ReadonlySet<string>): Set<string> {
  const left = new Set<string>();
  const headers = new Set([...covered].filter((place) => place.startsWith('/headers/')).map((place) => place.toLowerCase()));
  const walk = (value: Json, at: string): void => {
    if (covered.has(at) || headers.has(at.toLowerCase())) return;
    const inner: [string | number, Json][] = Array.isArray(value)
      ? [...value.entries()]
      : isObject(value)
        ? Object.entries(value as Record<string, Json>)
        : [];
    // That no headers came explains nothing, and needs no explanation.
    if (inner.length === 0 && at !== '/headers') left.add(at);
    for (const [key, item] of inner) walk(item, at + pointer([key]));
  };
  walk(message, '');
  return left;
}

/**
 * Candidates without those that another explains more than: `{detail}` alone also fits a message with a code in a header.
 * A message that an entry really sent is explained whole by that entry, so its own candidate is never dropped.
 */
export function dominated(clean: readonly Candidate[], message: Json): Candidate[] {
  if (clean.length < 2) return [...clean];
  const left = new Map(clean.map((candidate) => [candidate, unexplained(message, candidate.covered)]));
  return clean.filter((candidate) => {
    const own = left.get(candidate) ?? new Set();
    return !clean.some((other) => {
      const others = left.get(other) ?? new Set();
      return others.size < own.size && [...others].every((place) => own.has(place));
    });
  });
}
