import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/**
 * The root of the build is a temporary folder, where no package is installed, and Astro has itself resolved from the root.
 * This plugin gives the Astro that errdex itself runs. What Astro wants prepared for its toolbar, which is off, is left out.
 */
export function ownAstro(): Plugin[] {
  const require = createRequire(import.meta.url);
  return [
    {
      name: 'errdex:own-astro',
      enforce: 'pre',
      resolveId: { filter: { id: /^astro(\/|$)/ }, handler: (id) => require.resolve(id) },
    },
    {
      name: 'errdex:no-toolbar',
      enforce: 'post',
      config(config) {
        if (config.optimizeDeps) config.optimizeDeps.include = [];
      },
      configEnvironment(_name, environment) {
        if (environment.optimizeDeps) environment.optimizeDeps.include = [];
      },
    },
  ];
}
