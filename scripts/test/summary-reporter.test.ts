import { describe, expect, test } from 'vitest';
import { count } from './summary-reporter.ts';

type Modules = Parameters<typeof count>[0];

function module(state: string, ...tests: string[]): unknown {
  return { state: () => state, children: { allTests: () => tests.map((result) => ({ result: () => ({ state: result }) })) } };
}

describe('the last line of a run', () => {
  test.each([
    { given: [module('passed', 'passed', 'passed')], unhandled: [], want: { passed: 2, failed: 0 } },
    { given: [module('failed', 'passed', 'failed')], unhandled: [], want: { passed: 1, failed: 1 } },
    { given: [module('failed')], unhandled: [], want: { passed: 0, failed: 1 } },
    { given: [module('passed', 'passed')], unhandled: [new Error('later')], want: { passed: 1, failed: 1 } },
  ])('counts $want', ({ given, unhandled, want }) => {
    expect(count(given as Modules, unhandled)).toEqual(want);
  });
});
