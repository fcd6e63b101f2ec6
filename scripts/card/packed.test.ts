import * as fc from 'fast-check';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { joined, packed } from './packed.ts';

test('packed pieces, joined in any order and as often as one likes, are one zlib stream of all their bytes', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.record({ length: fc.nat(9000), fill: fc.nat(255) }).map(({ length, fill }) => new Uint8Array(length).fill(fill)),
    // Paper with some ink, from anywhere in memory.
    fc.record({ length: fc.nat(9000), ink: fc.array(fc.nat(9000)), from: fc.nat(9) }).map(({ length, ink, from }) => {
      const lines = new Uint8Array(length + from).subarray(from);
      for (const [nth, at] of ink.entries()) lines[at] = 1 + (nth % 255);
      return lines;
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, fc.constantFrom(1, 2, 9)), { maxLength: 6 }), (pieces) => {
      const made = pieces.map(([bytes, level]) => packed(bytes, level));
      const [all, bytes] = [[...made, ...made.toReversed()], pieces.map(([one]) => one)];
      // Its checksum is looked at.
      expect(inflateSync(joined(all)).equals(Buffer.concat([...bytes, ...bytes.toReversed()]))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('the checksum is right for as many bytes as a card has, of the greatest value', () => {
  const bytes = new Uint8Array(756_630).fill(255);
  expect(inflateSync(joined([packed(bytes), packed(bytes)])).length).toBe(2 * bytes.length);
});
