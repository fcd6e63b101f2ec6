import { expect, test } from 'vitest';
import { planOf } from './plan.ts';

const service = (unit: string, bytes: number, codes: number, ending = 'yaml') => ({
  unit,
  bytes,
  files: [`${unit}/service.yaml`, ...Array.from({ length: codes }, (_, at) => `${unit}/codes/${at}.${ending}`)],
});
/** The tasks of each thread in short: how many files of codes there are in each part. */
const plan = (services: Parameters<typeof planOf>[0], threads: number): string[] =>
  planOf(services, threads).map((tasks) => tasks.map(({ unit, codes }) => `${unit}${codes ? `/${codes.length}` : ''}`).join(' '));

test.each([
  { services: [service('a', 5, 9), service('b', 5, 9), service('c', 5, 9)], threads: 1, tasks: ['a b c'] },
  { services: [service('a', 5, 9), service('b', 5, 9), service('c', 5, 9)], threads: 2, tasks: ['a c/5', 'b c/4'] },
  { services: [service('a', 4, 9), service('b', 5, 9), service('c', 5, 9), service('d', 4, 9)], threads: 2, tasks: ['b a', 'c d'] },
  // Who has most to do comes first: the others are still to be started.
  { services: [service('a', 4, 9), service('b', 6.5, 9), service('c', 3, 9)], threads: 2, tasks: ['a c', 'b'] },
  // To each as much as there is room for.
  { services: [service('a', 6, 9), service('b', 5, 9), service('c', 4, 9)], threads: 2, tasks: ['b c/6', 'a c/3'] },
  { services: [service('a', 1, 9), service('b', 9, 8), service('c', 1, 9)], threads: 2, tasks: ['b/4 a', 'b/4 c'] },
  { services: [service('a', 9, 3)], threads: 4, tasks: ['a/1', 'a/1', 'a/1', ''] },
  // What cannot be divided is not.
  { services: [service('a', 9, 1)], threads: 2, tasks: ['a', ''] },
  { services: [service('a', 9, 8, 'ts')], threads: 2, tasks: ['a', ''] },
  { services: [], threads: 2, tasks: ['', ''] },
])('$tasks on $threads', ({ services, threads, tasks }) => {
  expect(plan(services, threads)).toEqual(tasks);
});

test('each file of codes belongs to one part', () => {
  const one = service('a', 9, 11);
  const files = planOf([one], 4)
    .flat()
    .flatMap(({ codes = [] }) => codes);
  expect(files.toSorted()).toEqual(one.files.slice(1).toSorted());
});
