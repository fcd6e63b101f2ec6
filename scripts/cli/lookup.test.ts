import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { lookUp, nameOf } from './lookup.ts';

const run = await compileCatalog(fileURLToPath(new URL('fixtures/catalog', import.meta.url)), {
  today: '2026-01-01',
  toolVersion: '0.0.0',
});
const { catalog } = run;
if (!catalog) throw new Error(`the fixture is broken: ${run.diagnostics[0]?.message}`);

describe('lookUp', () => {
  it.each([
    ['RATE_001', ['shop/RATE_001']],
    ['rate-001', ['shop/RATE_001']],
    ['Rate001', ['shop/RATE_001']],
    ['AUTH_003', ['bank/AUTH_003', 'shop/AUTH_003']],
    ['auth003', ['bank/AUTH_003', 'shop/AUTH_003']],
    ['bank/AUTH_003', ['bank/AUTH_003']],
    ['Bank/auth003', ['bank/AUTH_003']],
    ['TOKEN_EXPIRED', ['shop/AUTH_003']],
    ['token expired', ['shop/AUTH_003']],
    ['bank/RATE_001', []],
    ['', []],
    ['__proto__', []],
  ])('%j finds %j', (question, want) => {
    expect(lookUp(catalog, question).hits.map(nameOf)).toEqual(want);
  });

  it.each([
    ['RATE_01', ['shop/RATE_001']],
    ['ATUH_003', ['bank/AUTH_003', 'shop/AUTH_003']],
    ['shop/RATE_002', ['shop/RATE_001']],
    ['something else altogether', []],
  ])('%j offers %j', (question, want) => {
    expect(lookUp(catalog, question)).toEqual({ hits: [], near: want });
  });
});
