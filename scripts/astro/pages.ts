import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { writeInto } from '../emit/writer.ts';
import { proseIndex } from './prose.ts';
import { routes } from './routes.ts';
import { shareCatalog } from './shared.ts';
import type { GetSource, Source } from './source.ts';
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
 * Beside the pages it writes the index of their prose; that of their codes is an artifact of the emitters.
 * The pages stand under a strict content security policy, so styles and scripts are never inlined.
 * @throws Error when `prefix` does not begin with a slash or ends in one
 */
export function pages({ source, prefix = '' }: PagesOptions): AstroIntegration {
  if (prefix !== '' && !/^\/.*[^/]$/.test(prefix)) {
    throw new Error(`errdex: prefix must begin with a slash and end without one, such as '/errors'; it is '${prefix}'`);
  }
  const shared = shareCatalog();
  let latest: Source | undefined;
  const remembered: GetSource = async () => (latest = await source());
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
          vite: { build: { assetsInlineLimit: 0 }, plugins: [virtualModule(remembered, shared, () => frame)] },
        });
        frame = { ...frame, strict: command !== 'dev' };
      },
      'astro:config:done': ({ config }) => {
        frame = { ...frame, root: `${config.base.replace(/\/$/, '')}${prefix}` };
      },
      'astro:build:done': async ({ dir, logger }) => {
        shared.remove();
        const { catalog } = latest ?? (await source());
        try {
          await writeInto(fileURLToPath(new URL(`.${prefix}`, dir)), await proseIndex(catalog));
        } catch (error) {
          // The pages are whole without it, and codes are found; Pagefind has no program for some machines.
          logger.warn(`no search in prose: ${error instanceof Error ? error.message : String(error)}`);
        }
      },
    },
  };
}
