import { expect, test } from 'vitest';
import { planOf } from './plan.ts';

const service = (unit: string, bytes: number, codes: number, ending = 'yaml') => ({
  unit,
  bytes,
  files: [`${unit}/service.yaml`, ...Array.from({ length: codes }, (_, at) => `${unit}/codes/${at}.${ending}`)],
});
/** The tasks in short: how many files of codes there are in each part. */
const plan = (services: Parameters<typeof planOf>[0], threads: number): string[] =>
  planOf(services, threads).map(({ unit, codes }) => `${unit}${codes ? `/${codes.length}` : ''}`);

test.each([
  { services: [service('a', 5, 9), service('b', 5, 9), service('c', 5, 9)], threads: 1, tasks: ['a', 'b', 'c'] },
  { services: [service('a', 5, 9), service('b', 5, 9), service('c', 5, 9)], threads: 2, tasks: ['a', 'b', 'c/5', 'c/4'] },
  { services: [service('a', 4, 9), service('b', 5, 9), service('c', 5, 9), service('d', 4, 9)], threads: 2, tasks: ['b', 'c', 'a', 'd'] },
  { services: [service('a', 1, 9), service('b', 9, 8), service('c', 1, 9)], threads: 2, tasks: ['b/4', 'b/4', 'a', 'c'] },
  { services: [service('a', 9, 3)], threads: 4, tasks: ['a/1', 'a/1', 'a/1'] },
  // What cannot be divided is not.
  { services: [service('a', 9, 1)], threads: 2, tasks: ['a'] },
  { services: [service('a', 9, 8, 'ts')], threads: 2, tasks: ['a'] },
  { services: [], threads: 2, tasks: [] },
])('$tasks on $threads', ({ services, threads, tasks }) => {
  expect(plan(services, threads)).toEqual(tasks);
});

test('each file of codes belongs to one part', () => {
  const one = service('a', 9, 11);
  expect(planOf([one], 4).flatMap(({ codes = [] }) => codes)).toEqual(one.files.slice(1));
});
