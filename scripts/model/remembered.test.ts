import { expect, it } from 'vitest';
import { collector } from '../test/garbage.ts';
import { remembered } from './remembered.ts';

it('makes each thing once, unless so many others came in between', () => {
  const seen: string[] = [];
  const size = remembered((text: string) => seen.push(text) && { size: text.length }, 2);
  expect(size('a')).toBe(size('a'));
  expect(size('bb')).toEqual({ size: 2 });
  expect(size('a')).toEqual({ size: 1 });
  expect(seen).toEqual(['a', 'bb']);
  for (const text of ['c', 'd', 'e', 'f']) size(text);
  seen.length = 0;
  size('f');
  size('a');
  expect(seen).toEqual(['a']);
});

it('keeps what is asked for again and again, whatever comes in between', () => {
  const seen: string[] = [];
  const size = remembered((text: string) => seen.push(text), 4);
  for (let at = 0; at < 100; at += 1) {
    size('often');
    size(`once ${String(at)}`);
  }
  expect(seen.filter((text) => text === 'often')).toEqual(['often']);
});

it('leaves nothing behind that keeps what it has forgotten from dying young', () => {
  const collect = collector();
  const large = remembered((_at: number) => ({ list: Array.from({ length: 2000 }, () => 1) }), 4);
  for (let at = 0; at < 20; at += 1) large(at);
  collect('major');
  const before = process.memoryUsage().heapUsed;
  // Each is 16 kB, so 8 MB in all; none is among the last eight when the second of two small collections comes.
  for (let at = 100; at < 600; at += 1) {
    large(at);
    if (at % 16 === 0) collect('minor');
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(4e6);
});

it('tells things apart by the first of what it is given', () => {
  const sum = remembered((_name: string, one: number, two: number) => ({ sum: one + two }));
  expect(sum('a', 1, 2)).toEqual({ sum: 3 });
  expect(sum('a', 3, 4)).toBe(sum('a', 1, 2));
  expect(sum('b', 3, 4)).toEqual({ sum: 7 });
});
