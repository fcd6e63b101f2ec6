import { expect, test } from 'vitest';
import { distance, nearest, nearestFew } from './nearest.ts';

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['retry', 'retry', 0],
  ['rerty', 'retry', 1],
  ['kitten', 'sitting', 3],
])('from %j to %j it takes %i', (left, right, steps) => {
  expect(distance(left, right)).toBe(steps);
  expect(distance(right, left)).toBe(steps);
});

test.each([
  { given: 'mesage', known: ['title', 'message', 'status'], want: 'message' },
  { given: 'auth003', known: ['AUTH_001', 'AUTH_003'], want: 'AUTH_003' },
  { given: 'RATE-LIMIT', known: ['RATE_LIMIT'], want: 'RATE_LIMIT' },
  { given: 'x', known: ['y', 'status'], want: undefined },
  { given: 'something', known: [], want: undefined },
])('$given means $want', ({ given, known, want }) => {
  expect(nearest(given, known)).toBe(want);
});

test('several are ranked, the nearest first', () => {
  expect(nearestFew('VAL_01', ['VAL_100', 'VAL_001', 'RES_001', 'VAL_010'], 2)).toEqual(['VAL_001', 'VAL_010']);
});
