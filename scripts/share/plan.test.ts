import { expect, test } from 'vitest';
import { plan } from './plan.ts';

const weights = (...mebibytes: number[]) => mebibytes.map((size, at) => ({ unit: `s${at}`, bytes: size * 2 ** 20 }));
const dealt = (sizes: number[], threads: number) => plan(weights(...sizes), threads).map((units) => [...units].sort());

test('all have about as much to do, and the first the most', () => {
  expect(dealt([3, 3, 3, 3, 3], 2)).toEqual([
    ['s0', 's2', 's4'],
    ['s1', 's3'],
  ]);
  expect(dealt([4, 9, 1, 4], 2)).toEqual([['s1'], ['s0', 's2', 's3']]);
  expect(dealt([5, 5], 8)).toEqual([['s0'], ['s1']]);
});

test('one thread does what is small, of one service, or on one processor', () => {
  expect(dealt([1, 1, 1], 2)).toEqual([['s0', 's1', 's2']]);
  expect(dealt([50], 2)).toEqual([['s0']]);
  expect(dealt([9, 9], 1)).toEqual([['s0', 's1']]);
});
