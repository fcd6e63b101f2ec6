import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadCatalog } from './index.ts';

const root = fileURLToPath(new URL('fixtures/harmful', import.meta.url));

it('modules that loop, exit, throw later or print harm nobody: each is a finding, or is read', async () => {
  const { value, diagnostics } = await loadCatalog(root, { timeout: 10_000 });
  expect(diagnostics.map(({ message, at: { span } }) => `${span?.file}:${span?.line}:${span?.column} ${message}`)).toEqual([
    'class/service.ts:1:16 the function `Service` is no plain data',
    'exits/service.ts:1:1 `exits/service.ts` throws: `process.exit()` was called',
    'late/service.ts:2:9 `late/service.ts` throws: too late',
    'loops/service.ts:1:1 `loops/service.ts` throws: still not loaded after 10 s: a loop or a top-level `await` does not end',
    'proxy/service.ts:5:13 `proxy/service.ts` throws: no keys for you',
  ]);
  expect(value?.services.map(({ unit }) => unit)).toEqual(['circle', 'class', 'prints']);
});
