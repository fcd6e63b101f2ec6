import type { AstroIntegration } from 'astro';
import { routes } from './routes.ts';
import { shareCatalog } from './shared.ts';
import type { GetSource } from './source.ts';
import { virtualModule } from './virtual.ts';
import type { Frame } from './virtual.ts';

/** What the pages need. */
export interface PagesOptions {
  /** Gives the compiled catalog. */
  readonly source: GetSource;
  /** Path below which the pages stand: `/errors`. Default: the whole site is errdex. */
  readonly prefix?: string;
}

/**
 * The Astro integration without the compiler: injects the pages of a compiled catalog into an Astro site.
 * The pages stand under a strict content security policy, so styles and scripts are never inlined.
 * @throws Error when `prefix` does not begin with a slash or ends in one
 */
export function pages({ source, prefix = '' }: PagesOptions): AstroIntegration {
  if (prefix !== '' && !/^\/.*[^/]$/.test(prefix)) {
    throw new Error(`errdex: prefix must begin with a slash and end without one, such as '/errors'; it is '${prefix}'`);
  }
  const shared = shareCatalog();
  let frame: Frame = { root: prefix, strict: true };
  return {
    name: 'errdex',
    hooks: {
      'astro:config:setup': ({ command, injectRoute, updateConfig }) => {
        for (const { pattern, file, whole } of routes) {
          if (whole && prefix !== '') continue;
          const path = `${prefix}${pattern}`;
          injectRoute({ pattern: path, entrypoint: new URL(`../../site/routes/${file}`, import.meta.url), prerender: true });
        }
        updateConfig({
          build: { inlineStylesheets: 'never' },
          vite: { build: { assetsInlineLimit: 0 }, plugins: [virtualModule(source, shared, () => frame)] },
        });
        frame = { ...frame, strict: command !== 'dev' };
      },
      'astro:config:done': ({ config }) => {
        frame = { ...frame, root: `${config.base.replace(/\/$/, '')}${prefix}` };
      },
      'astro:build:done': () => {
        shared.remove();
      },
    },
  };
}
