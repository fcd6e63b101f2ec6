import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { moduleMemory } from './module-memory.ts';
import type { RanModule } from './module-memory.ts';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'errdex-modules-')));
const root = join(scratch, 'catalog');
afterAll(() => rmSync(scratch, { recursive: true }));

function save(path: string, text: string): void {
  mkdirSync(join(scratch, path, '..'), { recursive: true });
  writeFileSync(join(scratch, path), text);
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const path of ['catalog/shop/service.ts', 'catalog/shop/fields.ts', 'catalog/bank/service.yaml', 'shared.ts']) save(path, 'x');
});

/** Loads twice with an edit between; tells how often the module ran. */
async function runs(edit: () => void, diagnostics: RanModule['stage']['diagnostics'] = []): Promise<number> {
  const memory = moduleMemory();
  let count = 0;
  const load = async (): Promise<void> => {
    await memory.refresh(root, new Set(['bank/service.yaml']));
    await memory.get('shop/service.ts', () => {
      count += 1;
      const value = { value: {}, locate: () => ({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }) };
      return Promise.resolve({ stage: { value, diagnostics }, sources: [['../shared.ts', join(scratch, 'shared.ts'), 'x']] });
    });
  };
  await load();
  await load();
  edit();
  await load();
  await load();
  return count;
}

test.each([
  ['the module', () => save('catalog/shop/service.ts', 'y')],
  ['a module that it imports', () => save('catalog/shop/fields.ts', 'y')],
  ['a module from elsewhere', () => save('shared.ts', 'other')],
  ['a new file that it may read', () => save('catalog/data.csv', 'y')],
  ['a file less', () => rmSync(join(root, 'shop/fields.ts'))],
])('a module runs again after a change of %s, and once', async (_, edit) => {
  expect(await runs(edit)).toBe(2);
});

test('a module does not run again when what the loader reads itself has changed', async () => {
  expect(await runs(() => save('catalog/bank/service.yaml', 'y'))).toBe(1);
});

test('a module with findings runs each time', async () => {
  const finding = { rule: 'x', severity: 'warning' as const, message: 'x', at: { unit: 'shop', path: [] } };
  expect(await runs(() => undefined, [finding])).toBe(4);
});
