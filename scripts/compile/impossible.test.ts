import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkCatalog, compileCatalog } from '../pipeline.ts';

const context = { today: '2026-01-01', toolVersion: '0.0.0' };
const code = (extra: string) => `codes:
  ODD:
    title: An odd one
    summary: Its parameter has no example, and none can be made up.
    status: 409
    category: conflict
    message: It is {name}
    params: { name: { type: string, pattern: '^[A-Z]{3}-[0-9]{4}$'${extra} } }
    details: [name]
    retry: { when: never }
    effect: nothing
    actor: end-user
    advice: [Choose another.]
    causes: [{ cause: It was odd., fix: Make it even. }]
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'errdex-impossible-'));
  cpSync(new URL('../check/fixtures/base', import.meta.url), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a check finds the examples that cannot be sent without compiling: the same findings', async () => {
  writeCode(code(''));
  const checked = await checkCatalog(folder, context);
  const compiled = await compileCatalog(folder, context);
  expect(checked.diagnostics.map(({ rule }) => rule)).toContain('impossible-example');
  expect(checked.diagnostics).toEqual(compiled.diagnostics);
  expect(compiled.catalog).toBeUndefined();
});

test('and none where there are none', async () => {
  writeCode(code(', example: ABC-1234'));
  const checked = await checkCatalog(folder, context);
  expect(checked.diagnostics.filter(({ rule }) => rule === 'impossible-example')).toEqual([]);
  expect(checked.diagnostics).toEqual((await compileCatalog(folder, context)).diagnostics);
});

function writeCode(text: string): void {
  mkdirSync(join(folder, 'shop', 'codes'), { recursive: true });
  writeFileSync(join(folder, 'shop', 'codes', 'odd.yaml'), text);
}
