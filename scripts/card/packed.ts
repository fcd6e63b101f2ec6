import { constants, deflateRawSync } from 'node:zlib';

/** Lines of pixels, packed: blocks of deflate (RFC 1951) that end with a whole byte, of which more may follow, and what a checksum needs of the lines. */
export interface Packed {
  readonly blocks: Uint8Array;
  /** The two sums of Adler-32 (RFC 1950, section 8.2) as they are behind these lines alone. */
  readonly sums: readonly [number, number];
  readonly length: number;
}

/** The largest prime below 2¹⁶. */
const modulo = 65_521;

/** Four bytes at a time, so many of them may be added before the sums no longer fit into 32 bits: see `NMAX` of zlib, which is 5552. */
const atOnce = 1388;

/**
 * The sums of Adler-32 of some lines. A stream of zlib that packs nothing ends with them too, and is made as soon; but it is as long as the
 * lines, and memory outside of the heap has V8 look for garbage: three quarters of what it did so for in the thread that draws.
 */
function sumsOf(lines: Uint8Array): [number, number] {
  const { buffer, byteOffset, length } = lines.byteOffset % 4 === 0 ? lines : lines.slice();
  const fours = new Uint32Array(buffer, byteOffset, Math.floor(length / 4));
  let [one, two] = [1, 0];
  for (let from = 0; from < fours.length; from += atOnce) {
    const to = Math.min(from + atOnce, fours.length);
    for (let four = from; four < to; four += 1) {
      if (fours[four] === 0) {
        // Most of a card is paper, which adds nothing to the first sum: half of the time.
        two += 4 * one;
        continue;
      }
      const at = 4 * four;
      two += one += lines[at] ?? 0;
      two += one += lines[at + 1] ?? 0;
      two += one += lines[at + 2] ?? 0;
      two += one += lines[at + 3] ?? 0;
    }
    one %= modulo;
    two %= modulo;
  }
  for (let at = 4 * fours.length; at < length; at += 1) two += one += lines[at] ?? 0;
  return [one % modulo, two % modulo];
}

/** Packs lines of pixels: quickly rather than tightly, unless told. */
export function packed(lines: Uint8Array, level = 2): Packed {
  return { blocks: deflateRawSync(lines, { level, finishFlush: constants.Z_SYNC_FLUSH }), sums: sumsOf(lines), length: lines.length };
}

/** Head of a zlib stream (RFC 1950, section 2.2): deflate with a window of 32 kB, packed quickly. */
const head = Uint8Array.of(0x78, 0x01);
/** An empty block that is the last one (RFC 1951, section 3.2.3). */
const end = Uint8Array.of(0x03, 0x00);

/** The pieces as one zlib stream. */
export function joined(pieces: readonly Packed[]): Uint8Array {
  let [one, two] = [1, 0];
  for (const { sums, length } of pieces) {
    two = (two + sums[1] + length * (one - 1)) % modulo;
    one = (one + sums[0] - 1) % modulo;
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(two * 65_536 + one);
  return Buffer.concat([head, ...pieces.map(({ blocks }) => blocks), end, checksum]);
}
