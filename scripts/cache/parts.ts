import { asJson, diskShelf } from './shelf.ts';

/** What was worked out of parts of the catalog, as plain JSON, in a folder. */
export interface Parts {
  /** Reads the part of a key, or makes it and keeps it. */
  of<T>(key: string, make: () => T): T;
  /** Throws away all that nobody has asked for. */
  finish(): void;
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
    finish: () => shelf.only(asked),
  };
}
