import type { AstroInlineConfig } from 'astro';
import { fileURLToPath } from 'node:url';
import { pages } from './pages.ts';
import type { PagesOptions } from './pages.ts';

/** Root of the package: `site/` stands in it. The tool is at the same depth in `scripts/` and in `lib/`. */
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The configuration of a site that is nothing but errdex; what `errdex build` and `errdex dev` pass to Astro. */
export function siteConfig(options: PagesOptions): AstroInlineConfig {
  return {
    root,
    srcDir: './site',
    configFile: false,
    trailingSlash: 'always',
    build: { format: 'directory', concurrency: 8 },
    devToolbar: { enabled: false },
    // The pages are rendered from code that Astro puts into the output folder: it must find its packages where none are installed.
    vite: { environments: { prerender: { resolve: { noExternal: true } } } },
    integrations: [pages(options)],
  };
}
