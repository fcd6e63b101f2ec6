import { hashOn } from './hash.ts';

/** What is worked out of a part of the catalog for an index of all of it: whoever keeps it gives it back where the part is as it was. */
export interface Part {
  /**
   * @param name what is worked out; no two things have the same
   * @param madeFrom what it depends on: codes, services, other JSON
   * @param make gives plain JSON
   */
  of<T>(this: void, name: string, madeFrom: readonly unknown[], make: () => T): T;
  /**
   * The same for something that may not be asked for this time: it stays kept, and is given or made when somebody calls for it. So what is worked out
   * of many parts can itself be kept by the prints of what each of them gave, and of those none is read where all gave the same as before.
   */
  late<T>(this: void, name: string, madeFrom: readonly unknown[], make: () => T): () => T;
}

/** Where nothing is kept, everything is made. */
export const made: Part = { of: (_name, _madeFrom, make) => make(), late: (_name, _madeFrom, make) => make };

/** Things of a part, by the average. */
const usual = 256;

/**
 * A list in parts: one changed thing changes one of them, and so does one that is added, nearly always and wherever it stands. Counted off,
 * all behind it would stand in other parts than before; so a part ends behind that thing, of those among which it may end, whose name
 * has the smallest hash. Parts have nearly the same size: of others, most things would stand in large ones.
 * @param nameOf gives names of which no two are the same
 * @param size things of a part, by the average; none has more by over a quarter
 */
export function* inParts<Thing>(all: readonly Thing[], nameOf: (thing: Thing) => string, size = usual): Generator<readonly Thing[]> {
  const quarter = Math.floor(size / 4);
  let from = 0;
  while (from < all.length) {
    let end = all.length;
    if (end - from > size + quarter) {
      let smallest = Infinity;
      for (const [at, thing] of all.slice(from + size - quarter - 1, from + size + quarter).entries()) {
        const hashed = hashOn(nameOf(thing));
        if (hashed >= smallest) continue;
        smallest = hashed;
        end = from + size - quarter + at;
      }
    }
    yield all.slice(from, end);
    from = end;
  }
}

/** What has a name of its own among its like. */
interface Named {
  readonly id: string;
}

/** Codes of a service in parts. */
export function codesInParts<Code extends Named>(codes: readonly Code[], size?: number): Generator<readonly Code[]> {
  return inParts(codes, ({ id }) => id, size);
}

/** The codes of services in parts, none of which has codes of two. */
export function* partsOf<Code extends Named>(services: Iterable<{ readonly codes: readonly Code[] }>): Generator<readonly Code[]> {
  for (const { codes } of services) yield* codesInParts(codes);
}
