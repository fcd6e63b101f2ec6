import { expect, test } from 'vitest';
import { hasCome } from './moments.ts';

test.each([
  ['2026-05-01', undefined, true],
  ['2026-05-02', undefined, false],
  ['2026-05', undefined, true],
  ['2026-06', undefined, false],
  ['2.0', '2.0.0', true],
  ['2.10', '2.9', false],
  ['v3', '3.0.0-beta', false],
  ['3.0.0-alpha', '3.0.0', true],
  ['2.0', undefined, undefined],
  ['next spring', '2.0', undefined],
])('%s, at version %s: %s', (moment, version, want) => {
  expect(hasCome(moment, { version, today: '2026-05-01' })).toBe(want);
});
