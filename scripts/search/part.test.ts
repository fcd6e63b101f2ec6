import { expect, test } from 'vitest';
import type { CompiledCatalog, CompiledCode } from '../compile/types.ts';
import { generateSearchCatalog } from '../test/generate-search.ts';
import { rememberingPart } from '../test/remembering-part.ts';
import { searchIndex } from './build.ts';
import { inParts } from './part.ts';
import { proseRecords } from './prose.ts';

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

test('a code that is added at the head of a service has a few parts of the indexes worked out anew, not all', () => {
  const catalog = generateSearchCatalog(3000);
  const { part, madeSince } = rememberingPart();
  const madeBy = (one: CompiledCatalog): number => {
    expect(proseRecords(one, part)).toEqual(proseRecords(one));
    // Its files are made as they are asked for.
    expect([...searchIndex(one, JSON.stringify, part)]).toEqual([...searchIndex(one)]);
    return madeSince().length;
  };
  const all = madeBy(catalog);
  const [service, ...services] = catalog.services;
  const [code, ...codes] = service?.codes ?? [];
  if (!service || !code) throw new Error('no code');
  const added: CompiledCode = { ...code, id: 'ADDED', code: 'ADDED', slug: 'ADDED', path: `${service.path}ADDED/` };
  const few = madeBy({ ...catalog, services: [{ ...service, codes: [added, code, ...codes] }, ...services] });
  expect(all).toBeGreaterThan(20);
  expect(few).toBeGreaterThan(1);
  expect(few).toBeLessThanOrEqual(4);
});
