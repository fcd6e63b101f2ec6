import { expect, test } from 'vitest';
import { compiledCode, compiledService } from '../../scripts/astro/fixtures/make.ts';
import { codesPerPage, groupPath, listParts, partsOf } from './split.ts';

const codes = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    compiledCode({
      service: 'mill',
      id: `C${String(at)}`,
      title: { en: 'Stuck' },
      retry: { when: 'never' },
      effect: 'nothing',
      actor: 'client',
      group: at % 2 === 0 ? 'even' : 'odd',
    }),
  );

const mill = (count: number) =>
  compiledService({
    service: 'mill',
    title: { en: 'Mill' },
    envelopes: [],
    transports: ['http'],
    groups: [
      { name: 'odd', title: { en: 'Odd' } },
      { name: 'even', title: { en: 'Even' } },
    ],
    operations: [{ name: 'grind', title: { en: 'Grind' }, raises: codes(count).map(({ id }) => id) }],
    ambiguities: [{ codes: ['C0', 'C1'], envelopes: ['http', 'http'] }],
    codes: codes(count),
  });

test('a service that fits one page stays as it is', () => {
  const service = mill(codesPerPage);
  expect(partsOf(service)).toEqual([{ number: 1, path: '/mill/', service }]);
});

test('a larger one is spread by group: each code, operation and pair on one page', () => {
  const count = 2 * codesPerPage + 10;
  const parts = partsOf(mill(count));
  expect(parts.map(({ path }) => path)).toEqual(['/mill/', '/mill/page/2/', '/mill/page/3/']);
  const shown = parts.flatMap(({ service }) => service.codes.map(({ id }) => id));
  expect(new Set(shown).size).toBe(count);
  expect(shown).toHaveLength(count);
  // The group that comes first in the catalog comes first, whatever the order of its codes.
  expect(shown[0]).toBe('C1');
  expect(Math.max(...parts.map(({ service }) => service.codes.length))).toBe(codesPerPage);
  // What an operation raises stays whole: its numbers and links lead to all of it.
  expect(parts.flatMap(({ service }) => service.operations.map(({ raises }) => raises.length))).toEqual([count]);
  expect(parts.flatMap(({ service }) => service.ambiguities)).toHaveLength(1);
  // 505 odd codes fill the first page and begin the second, on which the even ones begin.
  const service = mill(count);
  expect([groupPath(service, 'odd'), groupPath(service, 'even'), groupPath(service, 'no-such')]).toEqual(['/mill/', '/mill/page/2/', '/mill/']);
});

test('a service of few codes and many operations is spread too', () => {
  const operations = Array.from({ length: codesPerPage + 3 }, (_, at) => ({ name: `o${String(at)}`, title: { en: 'Grind' }, raises: ['C0'] }));
  const parts = partsOf({ ...mill(2), operations });
  expect(parts.map(({ service }) => [service.codes.length, service.operations.length])).toEqual([
    [2, codesPerPage],
    [0, 3],
  ]);
});

test('a list is cut into pages, and an empty one has one', () => {
  expect(listParts('/codes/', []).map(({ path }) => path)).toEqual(['/codes/']);
  const all = codes(codesPerPage + 1);
  const parts = listParts('/codes/', all);
  expect(parts.map(({ path }) => path)).toEqual(['/codes/', '/codes/page/2/']);
  expect(parts.flatMap((part) => part.codes)).toEqual(all);
});
