import { expect, test } from 'vitest';
import { untranslated } from './untranslated.ts';

const both = { en: 'Text', ru: 'Текст' };
const english = { en: 'Text' };

test.each([
  ['nothing where all is there', { title: [both], causes: [both, both] }, []],
  ['parts of which one text is missing', { title: [both], causes: [both, english] }, ['causes']],
  ['all where no text is there', { title: [english], causes: [english] }, 'all'],
  ['nothing of texts that do not exist at all', { title: [both], summary: [undefined], causes: [] }, []],
])('tells %s', (_what, parts, found) => {
  expect(untranslated(parts, 'ru')).toEqual(found);
});

test('takes a text of the language for one of its regions', () => {
  expect(untranslated({ title: [{ en: 'Text', pt: 'Texto' }] }, 'pt-BR')).toEqual([]);
});
