import { expect, test } from 'vitest';
import { z } from 'zod';
import { code } from '../model/code.ts';
import { service } from '../model/service.ts';
import { catalogReference } from './catalog-reference.ts';

test('FORMAT.md is what the schema says (`npm run docs` writes it)', async () => {
  await expect(catalogReference()).toMatchFileSnapshot('../model/FORMAT.md');
});

test('every key of a service and of a code has its row', () => {
  const reference = catalogReference();
  for (const shape of [service, code])
    for (const key of Object.keys(z.object(shape.shape).shape)) expect(reference).toContain(`| \`${key}\` |`);
});

test('every key says what it means', () => {
  const rows = catalogReference()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(150);
  expect(rows.filter((row) => row.endsWith('|  |'))).toEqual([]);
});
