import { describe, expect, test } from 'vitest';
import type { Field, Node } from '../envelope/node.ts';
import type { Json } from '../model/json.ts';
import { discriminators, disjoint, marksOf } from './disjoint.ts';
import type { Marks } from './disjoint.ts';

type Mark = Marks extends ReadonlyMap<string, infer One> ? One : never;

const constant = (value: Json): Node => ({ kind: 'const', value });
const hole = (schema: Record<string, Json> = {}): Node => ({ kind: 'hole', ref: 'params.x', schema });
const text = (...parts: (string | null)[]): Node => ({
  kind: 'text',
  parts: parts.map((part) => part ?? { kind: 'hole', ref: 'params.x', schema: {} }),
});
const object = (fields: Record<string, Node>, presence: Field['presence'] = 'always'): Node => ({
  kind: 'object',
  fields: Object.fromEntries(Object.entries(fields).map(([key, node]) => [key, { node, presence }])),
});

describe('disjoint', () => {
  test.each<[string, Node[], boolean]>([
    ['one alone', [object({})], true],
    ['two constants', [object({ a: constant(1) }), object({ a: constant(2) })], true],
    ['the same constant', [object({ a: constant(1) }), object({ a: constant(1) })], false],
    ['a constant that may be missing', [object({ a: constant(1) }, 'maybe'), object({ a: constant(2) })], false],
    ['constants at different places', [object({ a: constant(1) }), object({ b: constant(2) })], false],
    ['constants deep inside', [object({ a: object({ b: constant('x') }) }), object({ a: object({ b: constant('y') }) })], true],
    ['two texts with other beginnings', [object({ a: text('x ', null) }), object({ a: text('y ', null) })], true],
    ['two texts with other ends', [object({ a: text(null, ' x') }), object({ a: text(null, ' y') })], true],
    ['a text that begins like the other', [object({ a: text('x', null) }), object({ a: text('xy', null) })], false],
    ['a constant that fits a text', [object({ a: constant('x 1') }), object({ a: text('x ', null) })], false],
    ['a constant that does not fit a text', [object({ a: constant('y 1') }), object({ a: text('x ', null) })], true],
    ['two enums apart', [object({ a: hole({ enum: [401, 502] }) }), object({ a: constant(404) })], true],
    ['two enums that meet', [object({ a: hole({ enum: [401, 502] }) }), object({ a: constant(502) })], false],
    ['enums of objects, which are not compared', [object({ a: hole({ enum: [{}] }) }), object({ a: hole({ enum: [{}] }) })], false],
    ['a hole', [object({ a: hole() }), object({ a: constant(1) })], false],
    [
      'three, told apart by two places',
      [object({ a: constant(1), b: constant(1) }), object({ a: constant(1), b: constant(2) }), object({ a: constant(2) })],
      true,
    ],
  ])('%s', (_name, nodes, want) => {
    expect(disjoint(nodes.map(marksOf))).toBe(want);
  });

  test('ten thousand are not compared with each other', () => {
    let reads = 0;
    class Counted extends Map<string, Mark> {
      override get(place: string): Mark | undefined {
        reads += 1;
        return super.get(place);
      }
    }
    const marks = (at: number): Marks => marksOf(object({ code: constant(`C${at}`), same: constant(true) }));
    expect(disjoint(Array.from({ length: 10_000 }, (_, at) => new Counted(marks(at))))).toBe(true);
    expect(reads).toBeLessThanOrEqual(2 * 10_000);
  });
});

describe('discriminators', () => {
  test('are places where every message has one string', () => {
    const group = [
      object({ type: constant('error'), code: constant('A'), number: constant(1) }),
      object({ type: constant('error'), code: constant('B'), number: constant(2) }),
    ];
    expect(discriminators(group.map(marksOf))).toEqual([
      { place: '/type', values: ['error', 'error'] },
      { place: '/code', values: ['A', 'B'] },
    ]);
  });
});
