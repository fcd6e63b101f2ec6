import type { AstroPrerenderer } from 'astro';
import type { Plugin } from 'vite';
import type { Reuse } from '../cache/last.ts';
import { print } from '../cache/prints.ts';
import { cardPath } from '../emit/paths.ts';
import { fileOf } from './written.ts';

/** Takes pages over from the last output. */
export interface StalePages {
  /** Sees which style sheets and scripts the bundler makes: pages name them, and their names tell of their content. */
  readonly plugin: Plugin;
  /** Their names, below the output folder. */
  readonly bundled: Set<string>;
  /**
   * Astro's own way of rendering, for those pages only that are not taken over. A page is taken over if its route says what it depends on, by a
   * `cacheKey` in `getStaticPaths` (made with `madeFrom` of `virtual:errdex`), and all of that is as it was; the route of a page that says
   * nothing is rendered by every build.
   * @param shared what all pages depend on beside the catalog: where the site stands
   */
  only(own: AstroPrerenderer, shared: string): AstroPrerenderer;
  /** What a page that was not taken over depends on, by the path of its picture; undefined where that is not known. */
  keyOf(picture: string): string | undefined;
}

/** Tells which pages of a build must be rendered. */
export function stalePages({ last }: Reuse): StalePages {
  const bundled = new Set<string>();
  const keys = new Map<string, string | undefined>();
  return {
    bundled,
    plugin: {
      name: 'errdex:bundled',
      generateBundle(_options, bundle) {
        const isClient = this.environment.name === 'client';
        for (const name of Object.keys(bundle)) if (isClient || !/\.m?js$/.test(name)) bundled.add(name);
      },
    },
    only: (own, shared) => ({
      ...own,
      async getStaticPaths() {
        const paths = await own.getStaticPaths();
        const all = `${shared}\n${[...bundled].sort().join('\n')}`;
        return paths.filter((path) => {
          const { cacheKey, route } = path;
          const key = cacheKey === undefined ? undefined : print(`${all}\n${route.component}\n${cacheKey}`);
          const file = fileOf(path);
          const picture = cardPath(path.pathname);
          if (last.keep(file, key, picture)) return false;
          last.made(file, key);
          keys.set(picture, key);
          return true;
        });
      },
    }),
    keyOf: (picture) => keys.get(picture),
  };
}
