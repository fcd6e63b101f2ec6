import { expect, test } from 'vitest';
import { coloured, localized, prose } from './markup.ts';

const hostile = '<b onclick="x(\'y\')">&amp;';
const escaped = '&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;&amp;amp;';

test('prose has code and nothing else as markup', () => {
  expect(String(prose('Send `Retry-After` again'))).toBe('Send <code>Retry-After</code> again');
  expect(String(prose(`${hostile} \`${hostile}\``))).toBe(`${escaped} <code>${escaped}</code>`);
  expect(String(prose('a ` alone & plain'))).toBe('a ` alone &amp; plain');
});

test('a localised line says its language where that is not the page\'s', () => {
  const view = { locale: 'ru', lang: 'ru' };
  expect(String(localized({ en: 'Gone', ru: 'Нет' }, view))).toBe('Нет');
  expect(String(localized({ en: hostile }, view))).toBe(`<span lang="en">${escaped}</span>`);
  expect(String(localized({ 'x"><i>': 'text' }, view))).toBe('<span lang="x&quot;&gt;&lt;i&gt;">text</span>');
  expect(localized(undefined, view)).toBeUndefined();
});

test('coloured tokens are text in spans', () => {
  expect(String(coloured([{ kind: 'k', text: '"a"' }, { kind: '', text: ': <' }]))).toBe('<span class="k">&quot;a&quot;</span>: &lt;');
  expect(String(coloured([]))).toBe('');
});
