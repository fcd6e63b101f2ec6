import { expect, test } from 'vitest';
import { inParts } from './part.ts';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `CODE_${String(at).padStart(5, '0')}`);
const self = (name: string): string => name;

const all = numbered(10_000);

test('a list in parts is the whole list, and the parts have nearly the same size', () => {
  const parts = [...inParts(all, self)];
  expect(parts.flat()).toEqual(all);
  const lengths = parts.map(({ length }) => length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(320);
  expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThanOrEqual(192);
  expect(Array.from(inParts(all.slice(0, 81), self, 64), ({ length }) => length)).toHaveLength(2);
  expect([...inParts(all.slice(0, 80), self, 64)]).toEqual([all.slice(0, 80)]);
  expect([...inParts([], self)]).toEqual([]);
});

test('one more thing, or one less, leaves nearly all parts as they were, wherever it stands', () => {
  const before = new Set(Array.from(inParts(all, self), (part) => part.join()));
  const lost = (list: readonly string[]): number => {
    const after = new Set(Array.from(inParts(list, self), (part) => part.join()));
    return [...before].filter((part) => !after.has(part)).length;
  };
  const places = Array.from({ length: 200 }, (_, at) => at * 50);
  const counts = places.flatMap((at) => [lost(all.toSpliced(at, 0, `ADDED_${String(at)}`)), lost(all.toSpliced(at, 1))]);
  // Where the new one is itself an end, or the old one was, those behind it may take a few parts to agree again.
  expect(counts.filter((count) => count > 1).length).toBeLessThan(counts.length / 20);
  expect(Math.max(...counts)).toBeLessThan(8);
});
