import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { print } from './prints.ts';

/** A place for what came of things, by keys that tell what it was made from. */
export interface Shelf<T> {
  /** Of the tool and its dependencies; see `identity.ts`. A part of every key. */
  readonly identity: string;
  isEmpty(this: void): boolean;
  get(this: void, key: string): T | undefined;
  put(this: void, key: string, value: T): void;
  /** Throws away all that is not of these keys. */
  only(this: void, keys: ReadonlySet<string>): void;
}

const format = 'errdex-shelf 1';

/**
 * A shelf on the disk, for plain data, maps and sets. What is damaged there is not read, and what cannot be kept is not: both cost time only.
 * @param getFolder gives the folder, which need not be there; called when something is looked for
 * @param getIdentity the same for the identity, which takes a tenth of a second to find
 */
export function diskShelf<T>(getFolder: () => string, getIdentity: () => string): Shelf<T> {
  let known: string | undefined;
  let identity: string | undefined;
  const folder = (): string => (known ??= getFolder());
  const names = (): string[] => {
    try {
      return readdirSync(folder()).filter((name) => name !== '.gitignore');
    } catch {
      return [];
    }
  };
  return {
    get identity() {
      return (identity ??= getIdentity());
    },
    isEmpty: () => names().length === 0,
    get(key) {
      try {
        const bytes = readFileSync(join(folder(), key));
        const end = bytes.indexOf('\n');
        const body = bytes.subarray(end + 1);
        // Its print is that of bytes which this very version of the tool has written.
        const isWhole = end > 0 && bytes.subarray(0, end).toString() === `${format} ${print(body)}`;
        return isWhole ? (deserialize(body) as T) : undefined;
      } catch {
        return undefined;
      }
    },
    put(key, value) {
      try {
        mkdirSync(folder(), { recursive: true });
        writeFileSync(join(folder(), '.gitignore'), '*\n');
        const body = serialize(value);
        const file = join(folder(), key);
        writeFileSync(`${file}.${String(process.pid)}`, Buffer.concat([Buffer.from(`${format} ${print(body)}\n`), body]));
        rmSync(file, { recursive: true, force: true });
        renameSync(`${file}.${String(process.pid)}`, file);
      } catch {
        // No room, no right to write: the next run has more to do.
      }
    },
    only(keys) {
      for (const name of names()) {
        try {
          if (!keys.has(name)) rmSync(join(folder(), name), { recursive: true });
        } catch {
          // Not ours to remove, or gone already.
        }
      }
    },
  };
}
