import { join } from 'node:path';
import { asJson, diskShelf } from './shelf.ts';

/** What was worked out of parts of the catalog, as plain JSON, in a folder. */
export interface Parts {
  /** Reads the part of a key, or makes it and keeps it. */
  of<T>(key: string, make: () => T): T;
  /** Keys that somebody has asked for. */
  asked(): string[];
  /** Takes note of keys that another process has asked for. */
  ask(keys: Iterable<string>): void;
  /** Throws away all that nobody has asked for. */
  finish(): void;
}

/** The folder of parts in that of a cache. */
export function partsIn(folder: string): string {
  return join(folder, 'parts');
}

/** Opens a folder of parts, which need not be there. */
export function openParts(folder: string): Parts {
  const asked = new Set<string>();
  const shelf = diskShelf(
    () => folder,
    // Keys of parts are prints, which tell of the tool already.
    () => '',
    asJson<unknown>('errdex-part 1'),
  );
  return {
    of(key, make) {
      asked.add(key);
      // What this key names was made by the same function of the same tool.
      const known = shelf.get(key) as ReturnType<typeof make> | undefined;
      if (known !== undefined) return known;
      const part = make();
      shelf.put(key, part);
      return part;
    },
    asked: () => [...asked],
    ask(keys) {
      for (const key of keys) asked.add(key);
    },
    finish: () => shelf.only(asked),
  };
}
