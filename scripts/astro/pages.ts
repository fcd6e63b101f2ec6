import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { cardDrawer } from '../card/card.ts';
import type { CardText, DrawCard } from '../card/card.ts';
import type { WritableFile } from '../emit/types.ts';
import { writeInto } from '../emit/writer.ts';
import { loadAtlas } from '../load/atlas.ts';
import { GuideError } from '../check/guide-error.ts';
import { artifactServer } from './artifacts.ts';
import { guidesModule } from './guides.ts';
import { liveCatalog } from './live.ts';
import type { Live } from './live.ts';
import { lookModule } from './look.ts';
import type { LookOptions } from './look.ts';
import { writeProse } from './prose.ts';
import { stalePages } from './reuse.ts';
import type { Reuse, StalePages } from './reuse.ts';
import { routes } from './routes.ts';
import { shareCatalog } from './shared.ts';
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
  /** The last output, of which pages are taken over. Absent: all pages are made. */
  readonly reuse?: Reuse;
  /** Told, in development, why a changed catalog is not shown. Default: Astro's log. */
  readonly onProblem?: (error: Error) => void;
}

/** One after the other: ten thousand are 200 MB. A picture depends on what its page depends on. */
function* pictures(cards: ReadonlyMap<string, CardText>, draw: DrawCard, stale: StalePages | undefined): Generator<WritableFile> {
  for (const [path, text] of cards) yield { path, content: draw(text), key: stale?.keyOf(path) };
}

/**
 * The Astro integration without the compiler: injects the pages of a compiled catalog into an Astro site.
 * Beside the pages it writes the index of their prose and their pictures for social networks; what else there is, is an artifact of the emitters.
 * The pages stand under a strict content security policy, so styles and scripts are never inlined.
 * @throws Error when `prefix` does not begin with a slash or ends in one, or a component is named that does not exist
 */
export function pages({ source, prefix = '', folder, onProblem, reuse, ...look }: PagesOptions): AstroIntegration {
  if (prefix !== '' && !/^\/.*[^/]$/.test(prefix)) {
    throw new Error(`errdex: prefix must begin with a slash and end without one, such as '/errors'; it is '${prefix}'`);
  }
  const shared = shareCatalog(reuse && ((things) => reuse.prints.of(things)));
  const stale = reuse && stalePages(reuse);
  let live: Live | undefined;
  let frame: Frame = { root: prefix, strict: true };
  let root = '';
  let site = '';
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
          virtualModule(live, shared, () => frame),
          guidesModule(live, () => folder?.()),
          lookPlugin,
          artifactServer(live, () => frame.root),
          ...(stale ? [stale.plugin] : []),
        ];
        updateConfig({
          build: { inlineStylesheets: 'never' },
          vite: { build: { assetsInlineLimit: 0 }, plugins, worker: { plugins: () => [toolModules()] } },
        });
        frame = { ...frame, strict: command !== 'dev' };
      },
      'astro:config:done': ({ config }) => {
        site = config.site ?? '';
        frame = { ...frame, root: `${config.base.replace(/\/$/, '')}${prefix}` };
      },
      'astro:build:start': ({ setPrerenderer }) => {
        if (stale) setPrerenderer((own) => stale.only(own, `${site} ${frame.root}`));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const problems = shared.problems();
        const cards = shared.remove();
        if (problems.length > 0) throw new GuideError(problems);
        const { catalog } = await (live?.get ?? source)();
        const folder = fileURLToPath(new URL(`.${prefix}`, dir));
        if (cards.size > 0) {
          const draw = cardDrawer(await loadAtlas(), catalog.site?.accent?.light);
          await writeInto(folder, pictures(cards, draw, stale), reuse);
        }
        try {
          await writeProse(catalog, folder, reuse);
        } catch (error) {
          // The pages are whole without it, and codes are found; Pagefind has no program for some machines.
          logger.warn(`no search in prose: ${error instanceof Error ? error.message : String(error)}`);
        }
      },
    },
  };
}
