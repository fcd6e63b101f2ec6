import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonSchema } from '../model/json.ts';
import { plainTest } from './plain-schema.ts';

const odd = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1,
  2.5,
  1e300,
  '',
  'a',
  'é😀',
  '1',
  [],
  ['a'],
  [1, null],
  {},
  { a: 1 },
  'string',
  'integer',
);
const schemas = fc.dictionary(
  fc.constantFrom('type', 'title', 'description', 'enum', 'const', 'minLength', 'minimum', 'maximum', 'pattern', 'toString'),
  fc.oneof(odd, fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object')),
  { noNullPrototype: true },
);

test('no schema is taken that the validator refuses, and no value is called valid that it refuses', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  let [taken, valid] = [0, 0];
  fc.assert(
    fc.property(schemas, odd, (schema, value) => {
      const quick = plainTest(schema as JsonSchema);
      if (!quick) return;
      taken += 1;
      // Throws where the schema is none.
      const isValid = ajv.validate(schema, value);
      if (quick(value)) valid += 1;
      expect({ schema, value, isValid: quick(value) }).toEqual({ schema, value, isValid });
    }),
    { numRuns: 3000, seed: 31 },
  );
  expect(taken).toBeGreaterThan(200);
  expect(valid).toBeGreaterThan(50);
});

test.each([
  { pattern: '[' },
  { type: 'text' },
  { type: ['string', 'null'] },
  { format: 'email' },
  { enum: [] },
  { minLength: -1 },
  { $ref: '#' },
])('the validator has to say what %o is worth', (schema) => {
  expect(plainTest(schema)).toBeUndefined();
});
