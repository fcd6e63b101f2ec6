import { expect, test } from 'vitest';
import { inParts } from './part.ts';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `CODE_${String(at).padStart(5, '0')}`);
const self = (name: string): string => name;

test('a list in parts is the whole list, and no part is empty or far too long', () => {
  const all = numbered(10_000);
  const parts = [...inParts(all, self)];
  expect(parts.flat()).toEqual(all);
  const lengths = parts.map(({ length }) => length);
  expect(Math.min(...lengths)).toBeGreaterThan(0);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(512);
  expect(parts.length).toBeGreaterThan(20);
  expect(parts.length).toBeLessThan(80);
  expect([...inParts([], self)]).toEqual([]);
});

test('one more thing, or one less, leaves nearly all parts as they were, wherever it stands', () => {
  const all = numbered(10_000);
  const before = new Set(Array.from(inParts(all, self), (part) => part.join()));
  const lost = (list: readonly string[]): number => {
    const after = new Set(Array.from(inParts(list, self), (part) => part.join()));
    return [...before].filter((part) => !after.has(part)).length;
  };
  for (const at of [0, 1, 255, 256, 4999, 9999, 10_000]) {
    expect(lost(all.toSpliced(at, 0, `ADDED_${at}`))).toBeLessThanOrEqual(3);
    expect(lost(all.toSpliced(at, 1))).toBeLessThanOrEqual(3);
  }
});
