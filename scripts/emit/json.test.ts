import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces, jsonText, LateJson } from './json.ts';
import { textsOf } from './types.ts';

test('in pieces it is the same text, whatever is taken apart', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(5), (value, depth) => {
      expect([...textsOf(jsonPieces(value, depth))].join('')).toBe(jsonText(value));
    }),
  );
  const value = { none: undefined, list: [], map: {}, 'a"\u202e': ['\u2028', { b: [1, [2, { c: null }]] }] };
  for (const depth of [0, 1, 2, 3, 9]) expect([...textsOf(jsonPieces(value, depth))].join('')).toBe(jsonText(value));
});

test('a piece is what stands at the depth', () => {
  const pieces = [...textsOf(jsonPieces({ codes: [{ a: 1 }, { b: 2 }] }, 2))];
  expect(pieces.filter((piece) => piece.includes('"a"') && piece.includes('"b"'))).toEqual([]);
});

test('a value that is made late is a piece of its own, with the same text', () => {
  const value = { a: [{ b: 1, c: [2, { d: 'é' }] }], e: null };
  for (const depth of [2, 4, 9]) {
    const late = { ...value, a: value.a.map((one) => new LateJson([one.b], () => one)) };
    expect([...textsOf(jsonPieces(late, depth))].join('')).toBe(jsonText(value));
    expect([...jsonPieces(late, depth)].flatMap((piece) => (typeof piece === 'string' ? [] : piece.madeFrom))).toEqual([1]);
  }
});
