import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The runtime that the compiler of Astro has components call. */
const runtime = 'astro/compiler-runtime';
const site = fileURLToPath(new URL('../../site/', import.meta.url));
const quick = `${site}render/quick.ts`;

/**
 * The versions of Astro whose components `site/render/quick.ts` is known to render as Astro does. What it takes the place of is a matter between
 * Astro and its compiler, which any version may change: with another one pages are rendered by Astro alone, the same but in twice the time.
 */
export const known: readonly string[] = ['7.3.4'];

/** Has the components of the site, and no others, rendered by `site/render/quick.ts`, which knows that most of them are text. */
export function quickTemplates(): Plugin {
  const { version } = createRequire(import.meta.url)('astro/package.json') as { version: string };
  const isOurs = (importer: string | undefined): boolean =>
    importer !== undefined && importer.replaceAll('\\', '/').startsWith(site.replaceAll('\\', '/')) && /\.astro(?:\?|$)/.test(importer);
  return {
    name: 'errdex:quick-templates',
    enforce: 'pre',
    resolveId: (id, importer) => (id === runtime && known.includes(version) && isOurs(importer) ? quick : undefined),
  };
}
