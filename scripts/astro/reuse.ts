import type { AstroPrerenderer } from 'astro';
import type { Last } from '../cache/last.ts';
import { print } from '../cache/prints.ts';
import type { Prints } from '../cache/prints.ts';

/** The last output, and what tells whether its pages are still right. */
export interface Reuse {
  readonly last: Last;
  readonly prints: Prints;
}

type PathWithRoute = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>[number];

/** The file of a page, as Astro names it with `build.format: 'directory'`. */
function fileOf({ pathname, route }: PathWithRoute): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  if (route.type === 'endpoint') return path;
  if (path === '') return 'index.html';
  return /^(?:404|500)$/.test(path) ? `${path}.html` : `${path}/index.html`;
}

/**
 * Astro's own way of rendering, for those pages only that are not taken over from the last output. A page is taken over if its route says
 * what it depends on, by a `cacheKey` in `getStaticPaths` (made with `madeFrom` of `virtual:errdex`), and all of that is as it was; the route of a
 * page that says nothing is rendered by every build.
 * @param shared what all pages depend on beside the catalog: where the site stands
 */
export function onlyStale(own: AstroPrerenderer, { last }: Reuse, shared: string): AstroPrerenderer {
  return {
    ...own,
    async getStaticPaths() {
      const paths = await own.getStaticPaths();
      return paths.filter((path) => {
        const { cacheKey, route } = path;
        const key = cacheKey === undefined ? undefined : print(`${shared}\n${route.component}\n${cacheKey}`);
        const file = fileOf(path);
        if (last.keep(file, key)) return false;
        last.made(file, key);
        return true;
      });
    },
  };
}
