/**
 * What is worked out of a part of the catalog for an index of all of it: whoever keeps it gives it back where the part is as it was.
 * @param name what is worked out; no two things have the same
 * @param madeFrom what it depends on: codes, services, other JSON
 * @param make gives plain JSON
 */
export type Part = <T>(name: string, madeFrom: readonly unknown[], make: () => T) => T;

/** Where nothing is kept, everything is made. */
export const made: Part = (_name, _madeFrom, make) => make();

/** Things of a part. */
const size = 256;

/** A list in parts: one changed thing changes one of them. */
export function* inParts<Thing>(all: readonly Thing[]): Generator<readonly Thing[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** The codes of services in parts, none of which has codes of two. */
export function* partsOf<Code>(services: Iterable<{ readonly codes: readonly Code[] }>): Generator<readonly Code[]> {
  for (const { codes } of services) yield* inParts(codes);
}
