import { expect, it } from 'vitest';
import { conforms } from '../../scripts/envelope/conforms.ts';
import { readValue } from './read-value.ts';

it.each([
  ['30', { type: 'integer' }, 30],
  [' 30 ', { type: 'integer', minimum: 1 }, 30],
  ['30', { type: 'string' }, '30'],
  ['007', { type: 'string' }, '007'],
  ['"quoted"', { type: 'string' }, '"quoted"'],
  ['true', { type: 'boolean' }, true],
  ['null', { type: ['integer', 'null'] }, null],
  ['["a","b"]', { type: 'array', items: { type: 'string' } }, ['a', 'b']],
  ['2', { enum: [1, 2] }, 2],
  ['body', { enum: ['body', 'query'] }, 'body'],
  ['12', { type: ['string', 'integer'] }, '12'],
  ['{"a":1}', {}, { a: 1 }],
  ['plain', {}, 'plain'],
  ['1.5', { type: 'number' }, 1.5],
])('%j under %j is %j', (text, schema, value) => {
  expect(readValue(text, schema, conforms)).toEqual({ value });
});

it.each([
  ['soon', { type: 'integer' }, { keyword: 'type', expected: 'integer' }],
  ['0', { type: 'integer', minimum: 1 }, { keyword: 'minimum', expected: '1' }],
  ['path', { enum: ['body', 'query'] }, { keyword: 'enum', expected: 'body, query' }],
  ['xyz', { type: 'string', pattern: '^[0-9a-f]+$' }, { keyword: 'pattern', expected: '^[0-9a-f]+$' }],
  ['toolong', { type: 'string', maxLength: 3 }, { keyword: 'maxLength', expected: '3' }],
  ['9007199254740993', { type: 'integer' }, { keyword: 'exact', expected: '' }],
  ['[1]', { type: 'array', items: { type: 'string' } }, { keyword: 'items', expected: '{"type":"string"}' }],
])('%j under %j breaks %j', (text, schema, broken) => {
  expect(readValue(text, schema, conforms)).toEqual(broken);
});
