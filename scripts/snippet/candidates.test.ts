import { describe, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { candidatesOf } from './candidates.ts';

const all = candidatesOf(await compiled('shipped'));
const linesOf = (code: string): string[] => code.trimEnd().split('\n');

describe('snippets of the shipped catalog', () => {
  test('are of a length that is read at a glance, in every language', () => {
    const odd = all.map(({ name, snippet }) => ({ name, count: linesOf(snippet.code).length }));
    // A client that needs no import and only stops says all in half a dozen lines.
    expect(odd.filter(({ count }) => count > 40 || count < 6)).toEqual([]);
  });

  test('mark lines that there are', () => {
    for (const { name, snippet } of all) {
      const lines = linesOf(snippet.code);
      expect(snippet.facts.length, name).toBeGreaterThan(0);
      for (const at of snippet.facts) expect(lines[at - 1]?.trim(), name).toBeTruthy();
    }
  });

  test('look different where the facts demand something else', () => {
    for (const client of new Set(all.map((one) => one.client.id))) {
      const own = all.filter((one) => one.client.id === client);
      // Names, codes and texts aside: what is left is what is done.
      const shape = (code: string): string =>
        code.replaceAll(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, '').replaceAll(/\b[A-Za-z_]*\d*\b(?=\()/g, '');
      const by = new Map<string, Set<string>>();
      for (const { plan, snippet } of own) {
        const wait = plan.policy.kind === 'retry' ? plan.policy.wait.kind : '';
        const key = `${plan.policy.kind} ${wait}`;
        by.set(key, (by.get(key) ?? new Set()).add(shape(snippet.code)));
      }
      const shapes = [...by.values()];
      for (const [at, one] of shapes.entries())
        for (const other of shapes.slice(at + 1))
          expect(
            [...one].filter((code) => other.has(code)),
            client,
          ).toEqual([]);
    }
  });
});
