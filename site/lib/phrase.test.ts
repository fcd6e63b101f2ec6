import { expect, test } from 'vitest';
import { counted, fill } from './phrase.ts';

test('names in braces are replaced, other braces stay', () => {
  expect(fill('{a} of {b}, {c} {}', { a: 1, b: 'two' })).toBe('1 of two, {c} {}');
});

test('a value that looks like a name is not replaced again', () => {
  expect(fill('{a}{b}', { a: '{b}', b: '$&' })).toBe('{b}$&');
});

test('a number takes the plural form of its language', () => {
  const ru = { one: '{count} ошибка', few: '{count} ошибки', many: '{count} ошибок', other: '{count} ошибки' };
  expect([1, 2, 5, 21].map((count) => counted(ru, count, 'ru'))).toEqual(['1 ошибка', '2 ошибки', '5 ошибок', '21 ошибка']);
  expect(counted({ one: '{count} error', other: '{count} errors' }, 1200, 'en')).toBe('1,200 errors');
});
