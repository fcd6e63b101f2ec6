import { closeSync, fstatSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';

/** Bytes of a text in UTF-8, of which a part is read at a time. */
export interface Bytes {
  readonly length: number;
  /** The text of a part, which begins and ends between characters. */
  text(this: void, from: number, to: number): string;
  /** The bytes of a part, which nobody changes. */
  part(this: void, from: number, to: number): Buffer;
  /** The first line, without its end; all where there is one line. */
  line(this: void): string;
  /** All of them, one behind the other, as often as they are walked: pieces of which each may be overwritten when the next one is asked for. */
  pieces(this: void): Iterable<Buffer>;
  /** Says that nobody reads them any more. */
  close(this: void): void;
}

/** Bytes in a file that stays open: of hundreds of megabytes, nothing is in memory but what is being read. */
export interface FileBytes extends Bytes {
  /** The number by which the system knows the open file. */
  readonly file: number;
  /** Where they begin in it. */
  readonly begin: number;
}

/** Bytes in memory, in one piece or in several, of which the first has the first line. */
export function inMemory(...pieces: readonly Buffer[]): Bytes {
  const [first = Buffer.alloc(0)] = pieces;
  const begins: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    begins.push(length);
    length += piece.length;
  }
  const part = (from: number, to: number): Buffer => {
    // The last piece that begins no later; there may be thousands of them.
    let [at, above] = [0, pieces.length];
    while (above - at > 1) {
      const middle = (at + above) >> 1;
      if ((begins[middle] ?? 0) <= from) at = middle;
      else above = middle;
    }
    const [piece, begin] = [pieces[at] ?? first, begins[at] ?? 0];
    if (to - begin <= piece.length) return piece.subarray(from - begin, to - begin);
    let end = at;
    while ((begins[end] ?? to) < to) end += 1;
    return Buffer.concat(pieces.slice(at, end)).subarray(from - begin, to - begin);
  };
  return {
    length,
    part,
    text: (from, to) => part(from, to).toString('utf8'),
    line() {
      const end = first.indexOf('\n');
      return first.toString('utf8', 0, end < 0 ? first.length : end);
    },
    pieces: () => pieces,
    close: () => undefined,
  };
}

/** Bytes and those behind them; the first line is in the first of them. */
export function joined(first: Bytes, rest: Bytes): Bytes {
  const { length } = first;
  const part: Bytes['part'] = (from, to) => {
    if (from >= length) return rest.part(from - length, to - length);
    return to <= length ? first.part(from, to) : Buffer.concat([first.part(from, length), rest.part(0, to - length)]);
  };
  return {
    length: length + rest.length,
    part,
    text: (from, to) => (from >= length ? rest.text(from - length, to - length) : part(from, to).toString('utf8')),
    line: first.line,
    pieces: () => ({
      *[Symbol.iterator]() {
        yield* first.pieces();
        yield* rest.pieces();
      },
    }),
    close() {
      first.close();
      rest.close();
    },
  };
}

/** Bytes of the first piece of a writing, and of any piece at most; each is as long as all before it. */
const inPiece = { first: 1 << 14, most: 1 << 20 };

/** Texts as bytes, and bytes, one behind the other. Each is in one piece, so that it is read without putting any together. */
export class Writing {
  readonly #file: number | undefined;
  readonly #pieces: Buffer[] = [];
  #room = Buffer.alloc(0);
  #used = 0;
  length = 0;

  /** @param file an open one that is empty, in which they are rather than in memory */
  constructor(file?: number) {
    this.#file = file;
  }

  /** @returns where it ends */
  add(text: string | Uint8Array): number {
    const size = Buffer.byteLength(text);
    if (this.#used + size > this.#room.length) {
      this.#close();
      const wanted = Math.max(inPiece.first, Math.min(inPiece.most, this.length), size);
      if (this.#room.length < wanted) this.#room = Buffer.allocUnsafeSlow(wanted);
    }
    if (typeof text === 'string') this.#room.write(text, this.#used);
    else this.#room.set(text, this.#used);
    this.#used += size;
    return (this.length += size);
  }

  /** All of them. */
  bytes(): Bytes {
    this.#close();
    return this.#file === undefined ? inMemory(...this.#pieces) : inFile(this.#file);
  }

  #close(): void {
    const piece = this.#room.subarray(0, this.#used);
    this.#used = 0;
    if (piece.length === 0) return;
    if (this.#file !== undefined) writeFileSync(this.#file, piece);
    else {
      this.#pieces.push(piece);
      this.#room = this.#room.subarray(piece.length);
    }
  }
}

/** What one call of the system reads: the parts of a code, which follow each other, are read one after the other. */
const inCall = 1 << 16;

/**
 * Bytes in an open file, which nobody changes.
 * @param start where they begin
 * @throws Error when it cannot be read, or ends before its time
 */
export function inFile(file: number, start = 0): FileBytes {
  const whole = fstatSync(file).size;
  const size = whole - start;
  /** What was read last, and where it begins. */
  const room = Buffer.allocUnsafeSlow(inCall);
  let begin = 0;
  let end = 0;
  const fill = (into: Buffer, from: number, length: number): void => {
    for (let at = 0; at < length;) {
      const place = start + from + at;
      const count = readSync(file, into, at, length - at, place);
      if (count === 0) throw new Error(`a file of ${String(whole)} bytes ends before ${String(place + 1)}`);
      at += count;
    }
  };
  const read = (from: number, to: number): Buffer => {
    if (to - from > inCall) {
      const all = Buffer.allocUnsafeSlow(to - from);
      fill(all, from, all.length);
      return all;
    }
    if (from < begin || to > end) {
      [begin, end] = [from, Math.min(from + inCall, size)];
      fill(room, begin, end - begin);
    }
    return room.subarray(from - begin, to - begin);
  };
  return {
    file,
    begin: start,
    length: size,
    part: (from, to) => Buffer.from(read(from, to)),
    text: (from, to) => read(from, to).toString('utf8'),
    line() {
      for (let to = Math.min(inCall, size); ; to = Math.min(to * 2, size)) {
        const bytes = read(0, to);
        const found = bytes.indexOf('\n');
        if (found >= 0 || to === size) return bytes.toString('utf8', 0, found < 0 ? to : found);
      }
    },
    pieces: () => ({
      *[Symbol.iterator]() {
        const piece = Buffer.allocUnsafeSlow(Math.min(inPiece.most, size));
        for (let at = 0; at < size; at += piece.length) {
          const length = Math.min(piece.length, size - at);
          fill(piece, at, length);
          yield piece.subarray(0, length);
        }
      },
    }),
    close: () => closeSync(file),
  };
}

/** Bytes of a file from some place on. It is opened. */
export function fileBytes(path: string, begin = 0): FileBytes {
  return inFile(openSync(path, 'r'), begin);
}

/** Opens a new file that has no name any more: it is gone when it is closed, by whomever. */
export function nameless(path: string): number {
  const file = openSync(path, 'wx+');
  rmSync(path);
  return file;
}

/** Writes bytes into a new file, which stays open. */
export function writtenTo(path: string, pieces: Iterable<Uint8Array>): FileBytes {
  const file = openSync(path, 'wx+');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
    return inFile(file);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}
