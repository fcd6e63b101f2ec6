import type { AstroInlineConfig, AstroIntegration } from 'astro';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { ownAstro } from './own-astro.ts';
import { pages } from './pages.ts';
import type { PagesOptions } from './pages.ts';
import { quickTemplates } from './quick.ts';

/** Where the pages stand in the package. The tool is at the same depth in `scripts/` and in `lib/`. */
export const siteFolder = fileURLToPath(new URL('../../site/', import.meta.url));

/**
 * The configuration of a site that is nothing but errdex; what `errdex build` and `errdex dev` pass to Astro.
 *
 * @param folder for what Astro and Vite keep while they run: an installed package is not theirs to write to
 */
export function siteConfig(command: 'build' | 'dev', options: PagesOptions, folder: string): AstroInlineConfig {
  return {
    root: folder,
    srcDir: siteFolder,
    cacheDir: join(folder, 'cache'),
    configFile: false,
    trailingSlash: 'always',
    build: { format: 'directory', concurrency: 8, server: './' },
    devToolbar: { enabled: false },
    vite: {
      cacheDir: join(folder, 'vite'),
      // Else it is looked for in the folders above: the settings of another program.
      css: { postcss: {} },
      plugins: [...(command === 'build' ? [quickTemplates()] : []), ...ownAstro(), prerenderEntry],
      // The artifacts stand there already, and what is kept of the last output.
      build: { emptyOutDir: false },
      // The pages are rendered from code that Astro puts into the output folder: it must find its packages where none are installed.
      ...(command === 'build' && { environments: { prerender: { resolve: { noExternal: true as const } } } }),
    },
    integrations: [pages(options), ...(command === 'build' ? [ownServerFolder] : [])],
  };
}

/** What Astro sets for a site without an adapter, and leaves to the adapter where pages are rendered in a way of their own: see `reuse.ts`. */
const prerenderEntry: Plugin = {
  name: 'errdex:prerender-entry',
  configEnvironment: (name) =>
    name === 'prerender' ? { build: { rolldownOptions: { input: 'astro/entrypoints/prerender' } } } : undefined,
};

/**
 * Has Astro keep the code that renders the pages, while it needs it, in `build.server`: the output folder. Without an adapter it is
 * put into `.astro/` of the working directory wherever the output is not inside that: two builds at once would take it from under each other.
 */
const ownServerFolder: AstroIntegration = {
  name: 'errdex:server-folder',
  hooks: {
    'astro:config:done': ({ setAdapter }) => {
      setAdapter({
        name: 'errdex',
        entrypointResolution: 'auto',
        adapterFeatures: { buildOutput: 'static', preserveBuildServerDir: true },
        supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
      });
    },
  },
};
