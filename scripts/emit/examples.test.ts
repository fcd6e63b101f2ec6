import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { examples } from './examples.ts';
import { compiled, names } from './fixtures/catalogs.ts';
import { emit } from './index.ts';

test.each(names)('every message of the %s catalog has an example beside its schema', async (name) => {
  const catalog = await compiled(name);
  const files = new Map(Array.from(emit(catalog), ({ path, content }) => [path, content]));
  const found = Array.from(emit(catalog, [examples]), ({ path, content }) => ({
    path,
    example: JSON.parse(content) as JsonObject,
  }));
  expect(found.length).toBe(catalog.services.flatMap(({ codes }) => codes.flatMap(({ messages }) => messages)).length);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const { path, example } of found) {
    const schema = JSON.parse(files.get(path.replace('~example', '')) ?? 'null') as JsonObject;
    expect(schema.examples, path).toContainEqual(example);
    // Sub-errors are described elsewhere; what is whole in itself is validated here.
    if (!JSON.stringify(schema).includes('nested.json')) expect(ajv.compile({ ...schema, $id: path })(example), path).toBe(true);
  }
});
