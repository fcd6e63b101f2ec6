import { linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { fileBytes, inFile, inMemory } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { writeParts } from './tree.ts';

/** A place for what came of things, by keys that tell what it was made from. */
export interface Shelf<T> {
  /** Of the tool and its dependencies; see `identity.ts`. A part of every key: what another tool has made is not found. */
  readonly identity: string;
  /** Whether things stay on it as they are: then nobody has to make bytes of them. */
  readonly isMemory: boolean;
  isEmpty(this: void): boolean;
  get(this: void, key: string): T | undefined;
  put(this: void, key: string, value: T): void;
  /**
   * Gives the file of a thing that was got or put another name, a hard link: it stays there whatever the shelf does.
   * @param to where nothing stands yet
   * @returns where the bytes of the thing begin in it; undefined where that cannot be, as between two disks
   */
  link(this: void, key: string, to: string): number | undefined;
  /** Throws away all that is not of these keys. */
  only(this: void, keys: ReadonlySet<string>): void;
}

/** How things of a shelf are written. */
export interface Codec<T> {
  /** The first words of each file: what it is, and which version of it. */
  readonly format: string;
  /** Pieces, which are walked twice. */
  pack(this: void, value: T): Iterable<Uint8Array>;
  /** Gets what {@link pack} gave, and may hold on to it to read more of it later, or close it; what it throws is as good as no file. */
  unpack(this: void, bytes: Bytes): T;
}

/** Plain data, maps and sets (the structured clone of V8). */
export function plainData<T>(): Codec<T> {
  return {
    format: 'errdex-shelf 2',
    pack: (value) => [serialize(value)],
    unpack: (bytes) => deserialize(bytes.part(0, bytes.length)) as T,
  };
}

/** Values that JSON has, as they are. */
export function asJson<T>(format: string): Codec<T> {
  return {
    format,
    pack: (value) => [Buffer.from(JSON.stringify(value))],
    unpack: (bytes) => JSON.parse(bytes.text(0, bytes.length)) as T,
  };
}

/**
 * Tells damaged bytes from sound ones (CRC-32 as in ISO 3309); always of one length. A build reads 200 MB of a large catalog only to hand them
 * on, of which a print takes three times as long.
 */
function checksum(parts: Iterable<Uint8Array>): string {
  let sum = 0;
  for (const part of parts) sum = crc32(part, sum);
  return sum.toString(16).padStart(8, '0');
}

/** Larger files are not read into memory: whoever asks for such a thing hands it on, or reads a part of it at a time. */
const usual = 16 * 2 ** 20;

/** Keeps the folder out of the repository of its owner, whoever makes it first. */
const ignore = '.gitignore';

/** Makes a folder where there is none. Whatever else stands there, a link included, is in the way. */
function makeFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  rmSync(folder, { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ignore), '*\n');
}

/**
 * A shelf on the disk, a file for each key: a line that tells what stands below it, and that. What is damaged there is not read, and what
 * cannot be kept is not: both cost time only.
 * @param getFolder gives the folder, which need not be there; called when something is looked for
 * @param getIdentity the same for the identity, which takes a tenth of a second to find
 * @param large files of more bytes stay open for whoever has got them
 */
export function diskShelf<T>(
  getFolder: () => string,
  getIdentity: () => string,
  { format, pack, unpack }: Codec<T>,
  large = usual,
): Shelf<T> {
  let known: string | undefined;
  let identity: string | undefined;
  const folder = (): string => (known ??= getFolder());
  /** Of bytes which this very version of the tool has written, and has written for this key. */
  const head = (key: string, body: Iterable<Uint8Array>): string => `${format} ${key} ${checksum(body)}\n`;
  const lengthOfHead = (key: string): number => Buffer.byteLength(head(key, []));
  /** Keys of files that this shelf has read or written, whole. */
  const sound = new Set<string>();
  const names = (): string[] => {
    try {
      return lstatSync(folder()).isDirectory() ? readdirSync(folder()).filter((name) => name !== ignore) : [];
    } catch {
      return [];
    }
  };
  return {
    get identity() {
      return (identity ??= getIdentity());
    },
    isMemory: false,
    isEmpty: () => names().length === 0,
    get(key) {
      let value: T | undefined;
      let close: (() => void) | undefined;
      try {
        const file = fileBytes(join(folder(), key));
        ({ close } = file);
        const begin = lengthOfHead(key);
        const isLarge = file.length > large;
        const body = isLarge ? inFile(file.file, begin) : inMemory(file.part(begin, file.length));
        if (file.text(0, begin) === head(key, body.pieces())) value = unpack(body);
        if (value !== undefined) sound.add(key);
        if (isLarge && value !== undefined) close = undefined;
      } catch {
        // It is not there, or damaged.
      }
      close?.();
      return value;
    },
    put(key, value) {
      try {
        // What stands there, if this goes wrong, is not what was put.
        sound.delete(key);
        makeFolder(folder());
        const body = pack(value);
        const file = join(folder(), key);
        writeParts(`${file}.${String(process.pid)}`, headed(head(key, body), body));
        rmSync(file, { recursive: true, force: true });
        renameSync(`${file}.${String(process.pid)}`, file);
        sound.add(key);
      } catch {
        // No room, no right to write: the next run has more to do.
      }
    },
    link(key, to) {
      if (!sound.has(key)) return undefined;
      try {
        linkSync(join(folder(), key), to);
        return lengthOfHead(key);
      } catch {
        return undefined;
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

function* headed(head: string, body: Iterable<Uint8Array>): Generator<string | Uint8Array> {
  yield head;
  yield* body;
}

/** A shelf in memory: for a process that does the same again and again. The tool stays the same while it runs. */
export function memoryShelf<T>(): Shelf<T> {
  const all = new Map<string, T>();
  return {
    identity: '',
    isMemory: true,
    isEmpty: () => all.size === 0,
    get: (key) => all.get(key),
    put: (key, value) => void all.set(key, value),
    link: () => undefined,
    only(keys) {
      for (const key of all.keys()) if (!keys.has(key)) all.delete(key);
    },
  };
}

/** A shelf that keeps nothing. */
export function emptyShelf<T>(identity: string): Shelf<T> {
  const nothing = (): undefined => undefined;
  return { identity, isMemory: false, isEmpty: () => true, get: nothing, put: nothing, link: nothing, only: nothing };
}
