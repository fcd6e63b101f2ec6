import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledCatalog } from '../compile/types.ts';
import { compileAgain, compiled, names } from './fixtures/catalogs.ts';
import { emit, formats } from './index.ts';

describe('formats', () => {
  test('have a name of their own, a title and documentation', () => {
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
    for (const { name, title, docs } of formats) {
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(title).not.toBe('');
      expect(docs, name).toMatch(/`.+`/);
    }
  });

  test('have a test beside their file, which is named after them', () => {
    for (const { name } of formats)
      expect(existsSync(resolve(import.meta.dirname, `${name}.test.ts`)), `scripts/emit/${name}.test.ts`).toBe(true);
  });
});

describe.each(names)('all artifacts of the %s catalog', (name) => {
  let catalog: CompiledCatalog;
  beforeAll(async () => {
    catalog = await compiled(name);
  });

  test('are the same bytes each time', async () => {
    const first = Array.from(emit(catalog), ({ path, content }) => [path, content]);
    const second = Array.from(emit(await compileAgain(name)), ({ path, content }) => [path, content]);
    expect(second).toEqual(first);
  });

  test('have paths that are safe, and unique without regard to case', () => {
    const paths = Array.from(emit(catalog), ({ path }) => path);
    for (const path of paths) {
      expect(path).toMatch(/^[A-Za-z0-9_.~-]+(\/[A-Za-z0-9_.~-]+)*$/);
      expect(path.split('/')).not.toContain('..');
    }
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  test('end in one new line, and JSON is JSON, without characters that turn text around', () => {
    for (const { path, content } of emit(catalog)) {
      expect(content.endsWith('\n') && !content.endsWith('\n\n'), path).toBe(true);
      if (path.endsWith('.json')) expect(() => void JSON.parse(content), path).not.toThrow();
      expect(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/.test(content), path).toBe(false);
    }
  });

  test('can be asked for by format', () => {
    // Some are only there where the settings ask for them.
    const full = { ...catalog, url: 'https://errors.example', site: { accent: { light: '#1a57b3' } } };
    for (const format of formats) expect(Array.from(emit(full, [format])).length, format.name).toBeGreaterThan(0);
  });
});
