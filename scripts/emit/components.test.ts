import { expect, test } from 'vitest';
import { section } from './components.ts';

test('two that want one name share it where they are equal, and are told apart by a number where not', () => {
  const schemas = section('schemas');
  expect([schemas.add('a b', { const: 1 }), schemas.add('a-b', { const: 2 }), schemas.add('a/b', { const: 1 })]).toEqual([
    'a_b',
    'a-b',
    'a_b',
  ]);
  expect([schemas.add('a:b', { const: 3 }), schemas.add('a?b', { const: 4 }), schemas.add('a=b', { const: 3 })]).toEqual([
    'a_b_2',
    'a_b_3',
    'a_b_2',
  ]);
  expect(schemas.all()).toEqual({ a_b: { const: 1 }, 'a-b': { const: 2 }, a_b_2: { const: 3 }, a_b_3: { const: 4 } });
  expect(schemas.ref('a_b_2')).toEqual({ $ref: '#/components/schemas/a_b_2' });
});

test('a number that somebody else has for a name is left out', () => {
  const schemas = section('schemas');
  const names = ['x_2', 'x', 'x', 'x_2', 'x'].map((name, at) => schemas.add(name, { const: at }));
  expect(new Set(names).size).toBe(5);
  expect(schemas.all()).toEqual(Object.fromEntries(names.map((name, at) => [name, { const: at }])));
});

test('a name that is kept for later is nobody else’s, whatever it will stand for', () => {
  const schemas = section('schemas');
  const kept = schemas.reserve('union');
  const other = schemas.add('union', {});
  expect([kept, other, schemas.reserve('union')]).toEqual(['union', 'union_2', 'union_3']);
  schemas.fill(kept, { anyOf: [schemas.ref(other)] });
  expect(schemas.all()).toEqual({ union: { anyOf: [schemas.ref(other)] }, union_2: {}, union_3: {} });
});

test('ten thousand codes in letters that no name may have are compared with none of the others', () => {
  let compared = 0;
  const schemas = section('schemas');
  const value = (at: number) => ({ toJSON: () => ((compared += 1), at) }) as never;
  const names = Array.from({ length: 10_000 }, (_, at) => schemas.add('ОШИБКА', value(at)));
  expect(new Set(names).size).toBe(10_000);
  // The first one becomes text when a second one wants its name.
  expect(compared).toBe(10_000);
});
