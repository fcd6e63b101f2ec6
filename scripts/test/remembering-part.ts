import type { Part } from '../search/part.ts';

/** Keeps what is worked out of parts of a catalog in memory, and tells what it had to make. */
export interface RememberingPart {
  readonly part: Part;
  /** Names of what was made since the last time that somebody asked, in order. */
  madeSince(this: void): string[];
}

/** Knows nothing yet. What it gives went through JSON, as on a disk. */
export function rememberingPart(): RememberingPart {
  const known = new Map<string, string>();
  let made: string[] = [];
  const of: Part['of'] = (name, madeFrom, make) => {
    const key = JSON.stringify([name, madeFrom]);
    if (!known.has(key)) {
      made.push(name);
      known.set(key, JSON.stringify(make()));
    }
    return JSON.parse(known.get(key) ?? '') as ReturnType<typeof make>;
  };
  return {
    part: { of, late: (name, madeFrom, make) => () => of(name, madeFrom, make) },
    madeSince() {
      const since = made;
      made = [];
      return since;
    },
  };
}
