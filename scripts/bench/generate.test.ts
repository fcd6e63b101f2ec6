import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { readPlain } from '../load/yaml-plain.ts';
import { transports } from '../model/vocabulary.ts';
import { bareLimit, emptyFiles, sizeOf } from './folder.ts';
import { writeCatalog } from './generate.ts';
import { table } from './table.ts';

describe('a generated catalog', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'errdex-bench-test-'));
    writeCatalog(join(folder, 'one'), 103);
    writeCatalog(join(folder, 'two'), 103);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('is a good catalog of that size, over every transport, with four payloads a code', async () => {
    const { catalog, diagnostics } = await compileCatalog(join(folder, 'one'), { today: '2026-01-01', toolVersion: '0.0.0' });
    expect(diagnostics).toEqual([]);
    const codes = catalog?.services.flatMap((service) => service.codes) ?? [];
    expect(codes).toHaveLength(103);
    expect(new Set(codes.flatMap(({ messages }) => messages.map(({ transport }) => transport)))).toEqual(new Set(transports));
    for (const { messages } of codes) expect(messages.map(({ examples }) => examples.length)).toEqual([1, 1, 1, 1]);
    expect(catalog?.locales).toEqual(['en', 'ru']);
  });

  test('is the same each time, and plain enough for the quick reader', () => {
    const path = 'service-1/codes/group-1.yaml';
    const text = readFileSync(join(folder, 'one', path), 'utf8');
    expect(readFileSync(join(folder, 'two', path), 'utf8')).toBe(text);
    expect(readPlain(text)).toBeDefined();
  });

  test('the bare limit writes the same bytes', () => {
    expect(bareLimit(join(folder, 'one'), join(folder, 'copy')).seconds).toBeGreaterThan(0);
    expect(sizeOf(join(folder, 'copy'))).toEqual(sizeOf(join(folder, 'one')));
  });

  test('what was measured gives back its room, and no file is deleted', () => {
    const measured = join(folder, 'measured');
    writeCatalog(measured, 10);
    const { files, bytes } = sizeOf(measured);
    expect(bytes).toBeGreaterThan(files);
    emptyFiles(measured);
    expect(sizeOf(measured)).toEqual({ files, bytes: 0 });
  });
});

test('a row of the table', () => {
  const row = {
    codes: 10_000,
    name: 'emit',
    seconds: 12.5,
    cpu: 10,
    peak: 1_234_000_000,
    files: 60_000,
    bytes: 5_000_000,
    bare: { seconds: 5, cpu: 4 },
  };
  expect(table([row]).split('\n')[2]).toBe('| 10,000 | emit | 12.50 | 10.00 | 5.00 | 2.5 | 2.5 | 1.25 | 1.00 | 1,234 | 60,000 | 5.0 |');
});
