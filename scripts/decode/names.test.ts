import { expect, test } from 'vitest';
import { namesIn } from './names.ts';

test.each([
  ['NO_TEA', ['NO_TEA']],
  ['timeout', ['timeout']],
  ['2026-11-01 12:00:01 ERROR order failed with NO_TEA (401), see NO_TEA', ['ERROR', 'NO_TEA']],
  ['{"detail":{"type":"rate-limit","m":"Too many requests."}}', ['rate-limit']],
  ['https://docs.example/errors/GRAPH_OVERFLOW#top', ['docs.example', 'GRAPH_OVERFLOW']],
  ['ORDER.Failed invalidToken pay017 close 4001 after 12 s', ['ORDER.Failed', 'invalidToken', 'pay017', '4001']],
  ['Код ОШИБКА_7 ответа', ['ОШИБКА_7']],
  ['Good morning, nothing to see here.', []],
  ['', []],
])('in %j', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test('what is long has no more names than can be looked up, and is read in no time', () => {
  expect(namesIn(Array.from({ length: 1000 }, (_, at) => `NAME_${String(at)}`).join(' '))).toHaveLength(40);
  expect(namesIn('a_'.repeat(2_500_000))).toHaveLength(1);
});
