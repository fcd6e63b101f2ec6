import { describe, expect, test } from 'vitest';
import { lexiconOf } from './catalog.ts';
import type { HoleNode, TextNode } from './node.ts';
import { readText } from './text.ts';

const lexicon = lexiconOf([]);
const hole = (name: string, schema = {}): HoleNode => ({ kind: 'hole', ref: `params.${name}`, schema: { type: 'string', ...schema } });
const text = (...parts: TextNode['parts']): TextNode => ({ kind: 'text', parts });
const read = (node: TextNode, value: string, bound = new Map<string, string | number>()): object[] =>
  readText(node, value, bound, lexicon, 's').readings.map((reading) => Object.fromEntries(reading));

describe('a text gives back the values that were put into it', () => {
  const invalid = text('Invalid type for field ', hole('field'), ': ', hole('rest'));
  test.each([
    ['in one way', invalid, 'Invalid type for field a: b', [{ 'params.field': 'a', 'params.rest': 'b' }]],
    [
      'in several, and stops at the second',
      invalid,
      'Invalid type for field a: b: c: d',
      [
        { 'params.field': 'a', 'params.rest': 'b: c: d' },
        { 'params.field': 'a: b', 'params.rest': 'c: d' },
      ],
    ],
    ['or not at all', invalid, 'Invalid type for field a', []],
    ['never an empty one', invalid, 'Invalid type for field : b', []],
    ['over line breaks', text('x', hole('a'), 'y'), 'x1\n2y', [{ 'params.a': '1\n2' }]],
    ['numbers only as JSON writes them', text(hole('n', { type: 'integer' })), '007', []],
    [
      'members of an enum',
      text('in ', hole('place', { type: undefined, enum: ['body', 'query'] })),
      'in query',
      [{ 'params.place': 'query' }],
    ],
    ['the same value in both places', text(hole('q'), '-', hole('q')), 'a-b-a-b', [{ 'params.q': 'a-b' }]],
  ])('%s', (_title, node, value, wanted) => {
    expect(read(node, value)).toEqual(wanted);
  });

  test('and a value that is known already stands as a literal', () => {
    expect(read(invalid, 'Invalid type for field a: b: c', new Map([['params.field', 'a: b']]))).toEqual([{ 'params.rest': 'c' }]);
  });

  test('with four free holes in a text made to be slow, in bounded work', () => {
    const node = text(hole('a'), '!', hole('b'), '!', hole('c'), '!', hole('d'), '?');
    const { readings, exhausted } = readText(node, '!'.repeat(600), new Map(), lexicon, 's');
    expect({ readings: readings.length, exhausted }).toEqual({ readings: 0, exhausted: false });
  });
});
