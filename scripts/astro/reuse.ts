import type { Reuse } from '../cache/last.ts';
import { print } from '../model/print.ts';
import { cardPath } from '../emit/paths.ts';
import { fileOf } from './program.ts';
import type { PagePath } from './program.ts';
import type { GroupOf } from './shared.ts';

/** Takes pages over from the last output. */
export interface StalePages {
  /**
   * Tells of a page whether it must be rendered, and takes it over else: if its route says what it depends on, by a `cacheKey` in
   * `getStaticPaths` (made with `madeFrom` of `virtual:errdex`), and all of that is as it was. The page of a route that says nothing is
   * rendered by every build.
   */
  isStale(page: PagePath): boolean;
  /** Takes the picture of a page over in the same way, where it is still right: it depends on what its page depends on. */
  keepsCard(path: string): boolean;
  /** Takes over all pages that were made together from these things, with their pictures, where those are as they were. */
  readonly group: GroupOf;
}

/**
 * @param shared what all pages depend on beside the catalog: where the site stands
 * @param bundled names of what was bundled for browsers: pages name it, and the names tell of the content
 */
export function stalePages({ last, prints }: Reuse, shared: string, bundled: Iterable<string>): StalePages {
  const made = new Map<string, { readonly key: string | undefined; readonly group: string | undefined }>();
  const all = `${shared}\n${[...bundled].sort().join('\n')}`;
  return {
    isStale(page) {
      const { cacheKey, route, pathname } = page;
      const [own, group] = cacheKey?.split('\n') ?? [];
      const key = own === undefined ? undefined : print(`${all}\n${route.component}\n${own}`);
      const file = fileOf(page);
      const picture = cardPath(pathname);
      if (last.keep(file, key, { beside: picture, group })) return false;
      last.made(file, key, { group });
      made.set(picture, { key, group });
      return true;
    },
    keepsCard(path) {
      const { key, group } = made.get(path) ?? {};
      if (last.keep(path, key, { group })) return true;
      last.made(path, key, { group });
      return false;
    },
    group(things) {
      const key = print(`${all}\n${prints.of(things)}`);
      return { key, isKept: last.keepGroup(key) > 0 };
    },
  };
}
