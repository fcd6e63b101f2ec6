import { slug } from '../../model/slug.ts';
import type { Rule } from '../rule.ts';

/** What a name of a code is known by. */
export function claimOf(name: string): string {
  return slug(name).toLowerCase();
}

/** Names of codes, present and former, that stand for the same page where letter case does not count. */
export const collidingCode: Rule = {
  id: 'colliding-code',
  title: 'Names of codes differ in more than letter case, and no old name is in use again',
  severity: 'error',
  why: 'A page, a file and a short link are found by the name, on disks that do not tell `a` from `A` too; and people read codes aloud.',
  fix: 'Rename one of them, and list the old name under `formerly`.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK: { formerly: [SOLD_OUT] }'],
    bad: [
      `codes:
  out_of_stock: # <--
    title: No item is left
    summary: The order asks for an item that was never made.
    status: 410
    category: conflict
    message: Item is gone
    retry: { when: never }
    effect: nothing
    actor: end-user
    advice: [Choose another item.]
    causes: [{ cause: The item was taken off the list., fix: Reload the list. }]`,
      `codes:
  OUT_OF_STOCK:
    formerly:
      - too_many_orders # <--`,
    ],
  },
  service({ unit, codes }, report) {
    const taken = new Map(codes.toReversed().map(({ id }) => [claimOf(id), { id, path: ['codes', id], key: true }]));
    const first = (id: string) => taken.get(claimOf(id));
    for (const { id } of codes) {
      const other = first(id);
      if (!other || other.id === id) continue;
      const related = [{ message: `\`${other.id}\` stands here`, at: { unit, path: other.path, key: true } }];
      report({ message: `\`${id}\` differs from \`${other.id}\` in letter case only`, path: ['codes', id], key: true, related });
    }
    for (const { id, code } of codes) {
      for (const [at, old] of (code.formerly ?? []).entries()) {
        const other = first(old);
        const path = ['codes', id, 'formerly', at];
        if (other)
          report({
            message: `the old name \`${old}\` of \`${id}\` belongs to \`${other.id}\``,
            path,
            related: [{ message: `\`${other.id}\` stands here`, at: { unit, path: other.path } }],
          });
        else taken.set(claimOf(old), { id, path: path.map(String), key: false });
      }
    }
  },
};
