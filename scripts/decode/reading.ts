import type { Candidate } from '../envelope/candidate.ts';
import { constantKey, marksOf, valueAt } from '../envelope/index-entries.ts';
import type { Entry, Message, Node } from '../envelope/node.ts';
import { fromPointer, pointer } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import type { Departure, Reading } from './answer.ts';

/** The node at a place; undefined where the template has none. Header names count without their case. */
function nodeAt(node: Node, steps: readonly string[]): Node | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return node;
  if (node.kind === 'object') {
    const key = node.caseless ? Object.keys(node.fields).find((name) => name.toLowerCase() === step.toLowerCase()) : step;
    const field = key !== undefined && Object.hasOwn(node.fields, key) ? node.fields[key] : undefined;
    return field && nodeAt(field.node, rest);
  }
  return node.kind === 'list' && !node.open ? node.items[Number(step)] && nodeAt(node.items[Number(step)]?.node ?? node, rest) : undefined;
}

/** The fact that stands at a place: `code`, `retryable`, `params.limit`. */
function factAt(entry: Entry, place: string): string | undefined {
  const found = nodeAt(entry.node, fromPointer(place));
  return found?.of ?? (found?.kind === 'hole' ? found.ref : undefined);
}

function parentOf(place: string): string {
  return place.slice(0, place.lastIndexOf('/'));
}

/**
 * A candidate of the decoder as it is told to people.
 *
 * @param cut the text ends before the message: what is missing is no departure
 */
export function readingOf(candidate: Candidate, cut: boolean): Reading {
  const { entry, occurrence, problems, extras, deprecated, ambiguous, fits } = candidate;
  const kept = cut ? problems.filter(({ kind }) => kind !== 'missing' && kind !== 'no-child') : problems;
  const departures = kept.map((problem): Departure => {
    const of = factAt(entry, problem.pointer);
    return { ...problem, ...(of !== undefined && { of }) };
  });
  const aliases = deprecated.map((field): Departure => ({ ...field, kind: 'alias', message: 'is deprecated' }));
  const missing = problems.filter(({ kind }) => kind === 'missing').map((problem) => problem.pointer);
  const unknown = extras.map((place) => {
    const beside = missing.filter((one) => parentOf(one) === parentOf(place)).map((one) => fromPointer(one).at(-1) ?? '');
    const meant = nearest(fromPointer(place).at(-1) ?? '', beside);
    return { pointer: place, ...(meant !== undefined && { meant }) };
  });
  const { service, envelope, transport, code } = entry;
  const own = { service, envelope, transport, ...(code !== undefined && { code }) };
  return { ...own, occurrence, departures: [...departures, ...aliases], unknown, open: ambiguous, fits };
}

/** Places whose constants tell candidates apart, and which the message lacks: nobody captured them. */
export function tellingPlaces(candidates: readonly Candidate[], message: Message): string[] {
  const known = new Map<string, Map<string, number>>();
  for (const { entry } of candidates) {
    for (const mark of marksOf(entry.node)) {
      if (mark.value === undefined || valueAt(message, fromPointer(mark.at)) !== undefined) continue;
      const values = known.get(mark.pointer) ?? new Map<string, number>();
      known.set(mark.pointer, values.set(constantKey(mark.value), 1));
    }
  }
  // Only slots that are not there: a field that this very body lacks would have told already.
  const absent = (place: string): boolean => valueAt(message, fromPointer(place).slice(0, 1)) === undefined;
  const apart = [...known].filter(([place, values]) => values.size > 1 && absent(place));
  return apart
    .toSorted(([, one], [, two]) => two.size - one.size)
    .map(([place]) => pointer(fromPointer(place)))
    .slice(0, 3);
}
