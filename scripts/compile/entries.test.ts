import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../envelope/node.ts';
import { resolveService } from '../envelope/service.ts';
import { generateService } from '../test/generate-service.ts';
import { features, fixtures, tryOut } from '../test/model-fixture.ts';
import { root } from '../test/sources.ts';
import { entriesOf } from './entries.ts';
import { compileService } from './service.ts';

/** Entries in an order of their own, as plain JSON: which came first means nothing. */
function plain(entries: readonly Entry[]): unknown[] {
  return entries
    .map((entry) => JSON.parse(JSON.stringify(entry)) as Entry)
    .map((entry) => ({ key: JSON.stringify([entry.service, entry.envelope, entry.code, entry.locale, entry.variant]), entry }))
    .toSorted((one, two) => (one.key < two.key ? -1 : 1));
}

describe('a compiled catalog gives back the resolved messages that it was made of', () => {
  const folders: [string, string][] = [
    ['shipped', join(root, 'catalog')],
    ['every transport', join(root, 'scripts/emit/fixtures/catalog')],
    ...features.map((feature): [string, string] => [feature, join(fixtures, feature, 'input')]),
  ];

  test.each(folders)('%s', async (_, folder) => {
    const { catalog, entries } = await tryOut(folder);
    const copy = JSON.parse(JSON.stringify(catalog)) as typeof catalog;
    expect(plain(copy.services.flatMap(entriesOf))).toEqual(plain(entries));
  });

  test('1000 generated services', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const service = generateService(draw);
        const resolved = resolveService(service);
        if (resolved.problems.length > 0) return;
        const context = { unit: 'generated', resolver: () => undefined, declaredAt: () => ({ file: 'x', line: 1 }) };
        const { service: compiled } = compileService(service, resolved, context);
        expect(plain(entriesOf(compiled))).toEqual(plain(resolved.entries));
        compared += resolved.entries.length;
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
