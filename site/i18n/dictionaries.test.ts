import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dictionary } from './index.ts';
import en from './en.ts';

/** Every string and function of a dictionary, by its path. */
function strings(value: unknown, path = ''): [path: string, value: unknown][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => strings(inner, path === '' ? key : `${path}.${key}`))
    : [[path, value]];
}

const languages = readdirSync(new URL('.', import.meta.url))
  .filter((file) => /^[a-z]{2,3}(-\w+)?\.ts$/.test(file))
  .map((file) => file.replace('.ts', ''));
const english = new Map(strings(en));

/** Names that are the same in every language. */
const international = /^(transports\.|languages\.|name$)/;

test('every file is a language that the site speaks, and an unknown one is answered in English', () => {
  expect(languages).toContain('en');
  expect(languages.length).toBeGreaterThan(1);
  for (const language of languages) {
    expect(dictionary(language).lang).toBe(language);
    expect(dictionary(`${language}-XX`).lang).toBe(language);
  }
  expect(dictionary('tlh').lang).toBe('en');
});

test.each(languages.filter((language) => language !== 'en'))(
  '%s says everything, in its own words, with the same placeholders',
  (language) => {
    const own = new Map(strings(dictionary(language).ui));
    // Plural forms differ from language to language.
    const whole = (path: string): string => path.replace(/\.(zero|one|two|few|many|other)$/, '');
    expect([...english.keys()].filter((path) => ![...own.keys()].some((other) => whole(other) === whole(path)))).toEqual([]);
    const texts = [...own].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(
      texts.filter(([path, text]) => english.get(path) === text && text.length > 3 && !international.test(path)).map(([path]) => path),
    ).toEqual([]);
    const holes = (text: unknown): string[] => (typeof text === 'string' ? (text.match(/\{\w+\}/g) ?? []).toSorted() : []);
    const isPlural = (path: string): boolean => whole(path) !== path;
    expect(
      texts
        .filter(([path, text]) => !isPlural(path) && path !== 'search.said.one' && String(holes(text)) !== String(holes(english.get(path))))
        .map(([path]) => path),
    ).toEqual([]);
  },
);

test('Russian counts as Russian does', () => {
  const { errors, index } = dictionary('ru').ui;
  expect([1, 2, 5, 11, 21, 22, 111].map((count) => errors(count))).toEqual([
    '1 ошибка',
    '2 ошибки',
    '5 ошибок',
    '11 ошибок',
    '21 ошибка',
    '22 ошибки',
    '111 ошибок',
  ]);
  expect(index.lead(10_000, 2)).toBe('10\u00a0000 ошибок 2 сервисов.');
  expect(index.lead(1, 1)).toBe('1 ошибка 1 сервиса.');
});
