import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces, jsonText } from './json.ts';

test('in pieces it is the same text, whatever is taken apart', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(5), (value, depth) => {
      expect([...jsonPieces(value, depth)].join('')).toBe(jsonText(value));
    }),
  );
  const value = { none: undefined, list: [], map: {}, 'a"\u202e': ['\u2028', { b: [1, [2, { c: null }]] }] };
  for (const depth of [0, 1, 2, 3, 9]) expect([...jsonPieces(value, depth)].join('')).toBe(jsonText(value));
});

test('a piece is what stands at the depth', () => {
  const pieces = [...jsonPieces({ codes: [{ a: 1 }, { b: 2 }] }, 2)];
  expect(pieces.filter((piece) => piece.includes('"a"') && piece.includes('"b"'))).toEqual([]);
});
