import { expect, it } from 'vitest';
import { remembered } from './remembered.ts';

it('makes each thing once, unless so many others came in between', () => {
  const seen: string[] = [];
  const size = remembered((text: string) => seen.push(text) && { size: text.length }, 2);
  expect(size('a')).toBe(size('a'));
  expect(size('bb')).toEqual({ size: 2 });
  expect(size('a')).toEqual({ size: 1 });
  expect(seen).toEqual(['a', 'bb']);
  size('ccc');
  size('a');
  expect(seen).toEqual(['a', 'bb', 'ccc', 'a']);
});
