import { expect, it } from 'vitest';
import { compiledCode, compiledService } from '../../scripts/astro/fixtures/make.ts';
import { conditionsOf, namesCodes, operationParts, operationPath } from './operations.ts';

const codes = ['A', 'B', 'C'].map((id) =>
  compiledCode({
    service: 'mill',
    id,
    title: { en: id },
    retry: { when: 'never' },
    effect: 'nothing',
    actor: 'client',
    raisedBy: id === 'B' ? [{ operation: 'other' }, { operation: 'grind corn', when: { en: 'wet' } }] : [],
  }),
);
const grind = { name: 'grind corn', title: { en: 'Grind' }, raises: ['C', 'B'] };
const mill = compiledService({ service: 'mill', title: { en: 'Mill' }, transports: [], envelopes: [], operations: [grind], codes });

it('an operation has a page of its own, with its codes in the order of the service', () => {
  expect(operationPath(mill, grind.name)).toBe('/mill/operation/grind~20corn/');
  expect(operationParts(mill, grind).map(({ path, codes: own }) => [path, own.map(({ id }) => id)])).toEqual([['/mill/operation/grind~20corn/', ['B', 'C']]]);
  expect([...conditionsOf(codes, grind.name)]).toEqual([['B', { en: 'wet' }]]);
});

it('a table of operations names codes while they are few', () => {
  const raises = Array.from({ length: 600 }, (_, at) => String(at));
  expect(namesCodes([{ ...grind, raises }])).toBe(true);
  expect(namesCodes([{ ...grind, raises }, { ...grind, raises }])).toBe(false);
});
