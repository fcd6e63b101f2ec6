import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';

/** Bytes of a text in UTF-8, of which a part is read at a time. */
export interface Bytes {
  /** The text of a part, which begins and ends between characters. */
  text(this: void, from: number, to: number): string;
  /** The first line, without its end; all where there is one line. */
  line(this: void): string;
  /** All of them. */
  all(this: void): Buffer;
}

/** Bytes in a file that stays open: of hundreds of megabytes, nothing is in memory but what is being read. */
export interface FileBytes extends Bytes {
  /** The number by which the system knows the open file. */
  readonly file: number;
}

/** Bytes in memory. */
export function inMemory(bytes: Buffer): Bytes {
  return {
    text: (from, to) => bytes.toString('utf8', from, to),
    line() {
      const end = bytes.indexOf('\n');
      return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
    },
    all: () => bytes,
  };
}

/** What one look for the end of a line takes. */
const inLook = 1 << 14;

/** Bytes in an open file, which nobody changes. @throws Error when it cannot be read, or ends before its time */
export function inFile(file: number): FileBytes {
  // For all that is read, one after the other.
  let room = Buffer.allocUnsafeSlow(inLook);
  /** Reads a part into the room. */
  const read = (from: number, to: number): Buffer => {
    const length = to - from;
    const into = length > 1 << 22 ? Buffer.allocUnsafeSlow(length) : (room = length > room.length ? Buffer.allocUnsafeSlow(length * 2) : room);
    for (let at = 0; at < length; ) {
      const count = readSync(file, into, at, length - at, from + at);
      if (count === 0) throw new Error(`a file of ${String(from + at)} bytes should have ${String(to)}`);
      at += count;
    }
    return into.subarray(0, length);
  };
  const size = fstatSync(file).size;
  return {
    file,
    text: (from, to) => read(from, to).toString('utf8'),
    line() {
      for (let to = Math.min(inLook, size); ; to = Math.min(to * 2, size)) {
        const found = inMemory(Buffer.from(read(0, to))).line();
        if (to === size || Buffer.byteLength(found) < to) return found;
      }
    },
    all: () => Buffer.from(read(0, size)),
  };
}

/** Writes bytes into a new file and opens it. Whoever calls closes it. */
export function writtenTo(path: string, bytes: Uint8Array): number {
  const file = openSync(path, 'wx+');
  try {
    writeFileSync(file, bytes);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}
