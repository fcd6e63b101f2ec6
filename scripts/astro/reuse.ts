import type { Reuse } from '../cache/last.ts';
import { print } from '../cache/prints.ts';
import { cardPath } from '../emit/paths.ts';
import { fileOf } from './program.ts';
import type { PagePath } from './program.ts';

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
}

/**
 * @param shared what all pages depend on beside the catalog: where the site stands
 * @param bundled names of what was bundled for browsers: pages name it, and the names tell of the content
 */
export function stalePages({ last }: Reuse, shared: string, bundled: Iterable<string>): StalePages {
  const keys = new Map<string, string | undefined>();
  const all = `${shared}\n${[...bundled].sort().join('\n')}`;
  return {
    isStale(page) {
      const { cacheKey, route, pathname } = page;
      const key = cacheKey === undefined ? undefined : print(`${all}\n${route.component}\n${cacheKey}`);
      const file = fileOf(page);
      const picture = cardPath(pathname);
      if (last.keep(file, key, picture)) return false;
      last.made(file, key);
      keys.set(picture, key);
      return true;
    },
    keepsCard(path) {
      const key = keys.get(path);
      if (last.keep(path, key)) return true;
      last.made(path, key);
      return false;
    },
  };
}
