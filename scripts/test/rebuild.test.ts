import { afterAll, describe, expect, it } from 'vitest';
import { hashes } from './processes.ts';
import { editsOf, startingCatalog } from './rebuild/edits.ts';
import { inodes, project, written } from './rebuild/project.ts';

const seed = Number(process.env['REBUILD_SEED'] ?? '1');

const besides = [
  'guide of the catalog',
  'guide of a service',
  'status of a code that others are confused with',
  'condition in an operation',
  'no cards, or cards again',
  'footer and section',
  'colour of the cards',
  'guide removed',
];

describe('a rebuild after random edits', () => {
  const made = project();
  afterAll(() => made.remove());

  it.each([
    { site: true, many: false, count: Number(process.env['REBUILD_EDITS'] ?? '12') },
    // What pages show beside their own code; a few of these change every page.
    { site: true, many: false, count: 8, only: besides },
    // Codes that move from one page of the table to the other.
    { site: true, many: true, count: 2, only: ['group of a code', 'code removed'] },
    { site: false, many: true, count: 24 },
  ])('gives the bytes of a clean build (site: $site, many codes: $many)', { timeout: 600_000 }, async ({ site, many, count, only }) => {
    let catalog = startingCatalog(many);
    const kinds = new Map<string, number>();
    let refused = 0;
    let [kept, all] = [0, 0];
    expect(await made.build(catalog, { into: 'out', site })).toEqual([]);
    for (const { kind, apply } of editsOf(seed, only)) {
      if (kinds.size + refused >= 500 || [...kinds.values()].reduce((sum, one) => sum + one, 0) >= count) break;
      const edited = structuredClone(catalog);
      apply(edited);
      const before = inodes(made.out);
      if ((await made.build(edited, { into: 'out', site })).length > 0) {
        refused += 1;
        expect(inodes(made.out)).toEqual(before);
        continue;
      }
      catalog = edited;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      expect(await made.build(catalog, { into: 'clean', site })).toEqual([]);
      const [is, wanted] = [hashes(made.out), hashes(made.clean)];
      const wrong = [...new Set([...Object.keys(is), ...Object.keys(wanted)])].filter((path) => is[path] !== wanted[path]);
      expect(wrong, `after: ${kind}`).toEqual([]);
      all += before.size;
      const anew = written(made.out, before).length;
      kept += before.size - anew;
    }
    process.stdout.write(
      `rebuilt: ${[...kinds.values()].reduce((sum, one) => sum + one, 0)} edits of ${kinds.size} kinds, seed ${seed}, ${refused} more refused; ${((100 * kept) / all).toFixed(0)} % of the files were kept\n`,
    );
    // Some edits change all pages.
    expect(kept / all).toBeGreaterThan(0.3);
  });
});
