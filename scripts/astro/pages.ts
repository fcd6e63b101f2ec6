import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import type { CardText } from '../card/card.ts';
import type { Scribe } from '../emit/scribe.ts';
import { artifactServer } from './artifacts.ts';
import { drawnBy, finishPages } from './finish.ts';
import { guidesModule } from './guides.ts';
import { bundleKeeper } from './kept-bundle.ts';
import { liveCatalog } from './live.ts';
import type { Live } from './live.ts';
import { lookModule } from './look.ts';
import type { LookOptions } from './look.ts';
import { stalePages } from './reuse.ts';
import type { Reuse } from '../cache/last.ts';
import { routes } from './routes.ts';
import { shareCatalog } from './shared.ts';
import type { GetSource } from './source.ts';
import { toolModules } from './tool.ts';
import { placeOf, virtualModule } from './virtual.ts';
import type { Frame } from './virtual.ts';
import { writtenBy } from './written.ts';

/** What the pages need. */
export interface PagesOptions extends LookOptions {
  /** Gives the compiled catalog. */
  readonly source: GetSource;
  /** Path below which the pages stand: `/errors`. Default: the whole site is errdex. */
  readonly prefix?: string;
  /** Folder of the catalog, absolute: what development watches for new files. Asked once Astro's configuration is known. */
  readonly folder?: () => string | undefined;
  /** The last output, of which pages are taken over. Absent: all pages are made. */
  readonly reuse?: Reuse;
  /** Under which key the bundle is kept for the next build. Absent: it is not. */
  readonly bundleKey?: string | undefined;
  /** Writes the pages as they are made, and draws their pictures. Only for a site that is nothing but errdex. Absent: Astro writes the pages. */
  readonly scribe?: Scribe;
  /** Told, in development, why a changed catalog is not shown. Default: Astro's log. */
  readonly onProblem?: (error: Error) => void;
}

/**
 * The Astro integration without the compiler: injects the pages of a compiled catalog into an Astro site.
 * Beside the pages it writes the index of their prose and their pictures for social networks; what else there is, is an artifact of the emitters.
 * The pages stand under a strict content security policy, so styles and scripts are never inlined.
 * @throws Error when `prefix` does not begin with a slash or ends in one, or a component is named that does not exist
 */
export function pages({ source, prefix = '', folder, onProblem, reuse, bundleKey, scribe, ...look }: PagesOptions): AstroIntegration {
  if (prefix !== '' && !/^\/.*[^/]$/.test(prefix)) {
    throw new Error(`errdex: prefix must begin with a slash and end without one, such as '/errors'; it is '${prefix}'`);
  }
  const shared = shareCatalog(reuse && ((things) => reuse.prints.of(things)));
  const stale = reuse && stalePages(reuse);
  const keeper = reuse && stale && bundleKey !== undefined ? bundleKeeper(reuse.last, bundleKey, stale.bundled, shared.id) : undefined;
  // Where nothing is written yet, pictures wait until their pages are.
  const waiting = new Map<string, CardText>();
  const cards = scribe ? drawnBy(scribe, reuse, stale) : waiting;
  let live: Live | undefined;
  let frame: Frame = { root: prefix, strict: true };
  let root = '';
  let site = '';
  let out = '';
  let base = '';
  const lookPlugin = lookModule(look, () => root);
  return {
    name: 'errdex',
    hooks: {
      'astro:config:setup': ({ command, config, injectRoute, addRenderer, updateConfig, logger }) => {
        root = fileURLToPath(config.root);
        for (const { pattern, file } of routes) {
          const path = `${prefix}${pattern}`;
          injectRoute({ pattern: path, entrypoint: new URL(`../../site/routes/${file}`, import.meta.url), prerender: true });
        }
        // Renders components that a guide itself defines; the MDX integration of the host, where there is one, brings the same.
        if (!config.integrations.some((one) => one.name === '@astrojs/mdx'))
          addRenderer({ name: 'astro:jsx', serverEntrypoint: import.meta.resolve('@astrojs/mdx/server.js') });
        live = liveCatalog({ source, folder: () => folder?.(), onProblem: onProblem ?? ((error) => logger.error(error.message)) });
        const plugins = [
          toolModules(),
          virtualModule(live, shared, () => frame, cards),
          guidesModule(live, () => folder?.()),
          lookPlugin,
          artifactServer(live, () => frame.root),
          ...(stale ? [stale.plugin] : []),
          ...(keeper ? [keeper.plugin] : []),
        ];
        updateConfig({
          build: { inlineStylesheets: 'never' },
          vite: { build: { assetsInlineLimit: 0 }, plugins, worker: { plugins: () => [toolModules()] } },
        });
        frame = { ...frame, strict: command !== 'dev' };
      },
      'astro:config:done': ({ config }) => {
        site = config.site ?? '';
        base = config.base;
        frame = { ...frame, root: `${config.base.replace(/\/$/, '')}${prefix}` };
        out = fileURLToPath(config.outDir);
      },
      'astro:build:setup': ({ pages: all }) => keeper?.see(all),
      'astro:build:start': ({ setPrerenderer }) => {
        if (!scribe && !stale) return;
        setPrerenderer((own) => {
          const fresh = stale ? stale.only(keeper?.around(own, out) ?? own, placeOf(site, frame)) : own;
          return scribe ? writtenBy(scribe, fresh, base) : fresh;
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { catalog } = await (live?.get ?? source)();
        const folder = fileURLToPath(new URL(`.${prefix}`, dir));
        await finishPages(catalog, { shared, folder, reuse, scribe, waiting, warn: (message) => logger.warn(message) });
      },
    },
  };
}
