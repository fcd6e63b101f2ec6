import fc from 'fast-check';
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

test('plain texts are counted as the segmenter counts them', () => {
  const pieces = ['a', 'word', 'Слово', 'ёж', ' ', '  ', ',', ', ', '.', '. ', 'X', 'É', 'ß', 'ĳ', 'ʰ', 'st', 'z.'];
  const counter = createCounter();
  const [words, sentences] = (['word', 'sentence'] as const).map((granularity) => new Intl.Segmenter('en', { granularity }));
  const joined = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])[-_./'’](?=[\p{L}\p{N}])/gu, 'x');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const text = joined(parts.join(''));
      expect([text, counter.words(text, 'en'), counter.sentences(text, 'en')]).toEqual([
        text,
        [...(words?.segment(text) ?? [])].filter(({ isWordLike }) => isWordLike).length,
        [...(sentences?.segment(text.trim()) ?? [])].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).length,
      ]);
    }),
    { numRuns: 3000 },
  );
});
