import { hashOn } from './hash.ts';

/**
 * What is worked out of a part of the catalog for an index of all of it: whoever keeps it gives it back where the part is as it was.
 * @param name what is worked out; no two things have the same
 * @param madeFrom what it depends on: codes, services, other JSON
 * @param make gives plain JSON
 */
export type Part = <T>(name: string, madeFrom: readonly unknown[], make: () => T) => T;

/** Where nothing is kept, everything is made. */
export const made: Part = (_name, _madeFrom, make) => make();

/** Things of a part, by the average. */
const size = 256;

/**
 * A list in parts: one changed thing changes one of them, and so does one that is added, wherever it stands. Counted off, all behind it
 * would stand in other parts than before; so a part ends behind a thing of whose name it is known, one in 256 by its hash.
 * @param nameOf gives names of which no two are the same
 * @param mean things of a part, by the average; none has more than twice as many
 */
export function* inParts<Thing>(all: readonly Thing[], nameOf: (thing: Thing) => string, mean = size): Generator<readonly Thing[]> {
  let from = 0;
  for (const [at, thing] of all.entries()) {
    const end = at + 1;
    // The upper bits: of the lower ones the hash makes little.
    if (end < all.length && end - from < 2 * mean && hashOn(nameOf(thing)) >= 2 ** 32 / mean) continue;
    yield all.slice(from, end);
    from = end;
  }
}

/** What has a name of its own among its like. */
interface Named {
  readonly id: string;
}

/** Codes of a service in parts. */
export function codesInParts<Code extends Named>(codes: readonly Code[], mean?: number): Generator<readonly Code[]> {
  return inParts(codes, ({ id }) => id, mean);
}

/** The codes of services in parts, none of which has codes of two. */
export function* partsOf<Code extends Named>(services: Iterable<{ readonly codes: readonly Code[] }>): Generator<readonly Code[]> {
  for (const { codes } of services) yield* codesInParts(codes);
}
