import { expect, test } from 'vitest';
import { createCounter } from './counting.ts';

const counter = createCounter();

test.each([
  ['Try again', 'en', 2, 1],
  ['Wait as long as `Retry-After: 5` says.', 'en', 6, 1],
  ["Don't use v1.5 of e-mail/SMS.", 'en', 5, 1],
  ['It failed. Try again! Really?', 'en', 5, 3],
  ['Слишком много запросов', 'ru', 3, 1],
  ['Фото размыто. Переснимите, пожалуйста.', 'ru', 4, 2],
  ['在庫がありません。', 'ja', 4, 1],
  ['', 'en', 0, 0],
])('%j (%s) has %i words and %i sentences', (text, locale, words, sentences) => {
  expect(counter.words(text, locale)).toBe(words);
  expect(counter.sentences(text, locale)).toBe(sentences);
});

test('a locale that nobody knows counts as English does', () => {
  expect(counter.words('one two', 'xx')).toBe(2);
  expect(counter.words('one two', 'not a locale')).toBe(2);
});
