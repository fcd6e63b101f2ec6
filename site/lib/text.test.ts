import { describe, expect, it } from 'vitest';
import { paragraphs, pick, pieces, plain } from './text.ts';

describe('pick', () => {
  const texts = { en: 'Wait', ru: 'Ждите' };
  it.each([
    { locale: 'ru', wanted: { lang: 'ru', text: 'Ждите' } },
    { locale: 'ru-RU', wanted: { lang: 'ru', text: 'Ждите' } },
    { locale: 'de', wanted: { lang: 'en', text: 'Wait' } },
    { locale: '__proto__', wanted: { lang: 'en', text: 'Wait' } },
  ])('finds the nearest of $locale', ({ locale, wanted }) => {
    expect(pick(texts, locale)).toEqual(wanted);
  });
  it('finds nothing in nothing', () => {
    expect(pick(undefined, 'en')).toBeUndefined();
    expect(pick({}, 'en')).toBeUndefined();
  });
});

describe('pieces', () => {
  it.each([
    { text: 'Read `field` first', wanted: ['Read ', '`field', ' first'] },
    { text: '`a``b`', wanted: ['`a', '`b'] },
    { text: 'a lone ` stays', wanted: ['a lone ` stays'] },
    { text: '<b>`<i>`', wanted: ['<b>', '`<i>'] },
    { text: '', wanted: [] },
  ])('splits $text', ({ text, wanted }) => {
    expect(pieces(text).map((piece) => (piece.code ? `\`${piece.text}` : piece.text))).toEqual(wanted);
  });
});

it('paragraphs are separated by empty lines', () => {
  expect(paragraphs('one\nstill one\n\n  \ntwo\n')).toEqual(['one\nstill one', 'two']);
});

it('plain text has no backticks', () => {
  expect(plain('Wait as `Retry-After` says')).toBe('Wait as Retry-After says');
});
