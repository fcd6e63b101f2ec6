import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { artifactServer } from './artifacts.ts';
import { findingsPage } from './findings-page.ts';
import { drawAll, finishPages } from './finish.ts';
import { startProse } from './prose.ts';
import { guidesModule } from './guides.ts';
import type { BundleTaker } from './kept-bundle.ts';
import { tellState } from './late-page.ts';
import { liveCatalog } from './live.ts';
import type { Live, OnProblem } from './live.ts';
import { lookModule } from './look.ts';
import type { LookOptions } from './look.ts';
import { routes } from './routes.ts';
import { shareCatalog } from './shared.ts';
import type { SharedCatalog, Waiting } from './shared.ts';
import type { GetSource } from './source.ts';
import { toolModules } from './tool.ts';
import { virtualModule } from './virtual.ts';
import type { Frame } from './virtual.ts';

/** What the pages need. */
export interface PagesOptions extends LookOptions {
  /** Gives the compiled catalog. */
  readonly source: GetSource;
  /** Path below which the pages stand: `/errors`. Default: the whole site is errdex. */
  readonly prefix?: string;
  /** Folder of the catalog, absolute: what development watches for new files. Asked once Astro's configuration is known. */
  readonly folder?: () => string | undefined;
  /** Takes the program that renders the pages, rather than have Astro render them, for a site that is nothing but errdex. */
  readonly program?: { readonly taker: BundleTaker; readonly shared: SharedCatalog; readonly cards: Waiting };
  /** Called in development. Default: Astro's log. */
  readonly onProblem?: OnProblem;
}

/**
 * The Astro integration without the compiler: injects the pages of a compiled catalog into an Astro site.
 * Beside the pages it writes the index of their prose and their pictures for social networks; what else there is, is an artifact of the emitters.
 * The pages stand under a strict content security policy, so styles and scripts are never inlined.
 * @throws Error when `prefix` does not begin with a slash or ends in one, or a component is named that does not exist
 */
export function pages({ source, prefix = '', folder, onProblem, program, ...look }: PagesOptions): AstroIntegration {
  if (prefix !== '' && !/^\/.*[^/]$/.test(prefix)) {
    throw new Error(`errdex: prefix must begin with a slash and end without one, such as '/errors'; it is '${prefix}'`);
  }
  const shared = program?.shared ?? shareCatalog();
  const cards: Waiting = program?.cards ?? new Map();
  let live: Live | undefined;
  let frame: Frame = { root: prefix, strict: true };
  let root = '';
  let out = '';
  const lookPlugin = lookModule(look, () => root);
  return {
    name: 'errdex',
    hooks: {
      'astro:config:setup': ({ command, config, injectRoute, injectScript, addRenderer, updateConfig, logger }) => {
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
          findingsPage(live, () => frame.root),
          artifactServer(live, () => frame.root),
          ...(program ? [program.taker.plugin] : []),
        ];
        updateConfig({
          build: { inlineStylesheets: 'never' },
          vite: { build: { assetsInlineLimit: 0 }, plugins, worker: { plugins: () => [toolModules()] } },
        });
        frame = { ...frame, strict: command !== 'dev' };
        if (!frame.strict) injectScript('page', tellState('import.meta.hot'));
      },
      'astro:config:done': ({ config }) => {
        frame = { ...frame, root: `${config.base.replace(/\/$/, '')}${prefix}` };
        out = fileURLToPath(config.outDir);
      },
      'astro:build:setup': ({ pages: all }) => program?.taker.see(all),
      'astro:build:start': ({ setPrerenderer }) => {
        if (program) setPrerenderer((own) => program.taker.prerenderer(own, out));
      },
      'astro:build:done': async ({ dir, logger }) => {
        // Who has taken the program is not done yet.
        if (program) return;
        const { catalog } = await (live?.get ?? source)();
        const folder = fileURLToPath(new URL(`.${prefix}`, dir));
        finishPages(shared);
        await drawAll(cards, folder, catalog.site?.accent?.light);
        const prose = await startProse(catalog, folder, undefined, (message) => logger.warn(message));
        await prose.finish();
      },
    },
  };
}
