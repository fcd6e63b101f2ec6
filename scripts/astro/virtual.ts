import type { Plugin, ViteDevServer } from 'vite';
import type { CompiledCatalog } from '../compile/types.ts';
import { bodiesOf, hasOwnCode, isGuideModule } from './guides.ts';
import { followLatePages } from './late-page.ts';
import type { Live } from './live.ts';
import type { CardSink, SharedCatalog } from './shared.ts';

/** What `site/` imports: the catalog that it shows. */
const name = 'virtual:errdex';
/** A leading NUL keeps other plugins away (Rollup's convention for virtual modules). */
const resolved = `\0${name}`;

/** What the pages must know of the site that they stand in. */
export interface Frame {
  /** Path below which all pages of errdex stand, without a slash at the end: the site's base and the prefix of the integration. */
  readonly root: string;
  /** Vite's development server puts styles and scripts inline, so the content security policy must wait for the build. */
  readonly strict: boolean;
}

/** Where a site stands, as one text: a part of what each of its pages is made from. */
export function placeOf(site: string | undefined, { root }: Pick<Frame, 'root'>): string {
  return `${site ?? ''} ${root}`;
}

/**
 * What pages are told. They have pictures where their addresses are known, for social networks take no relative ones.
 * @param cards takes what is on their pictures; absent while pages are being written by their author: they have none then
 */
export function sharedOf(catalog: CompiledCatalog, cards?: CardSink): Parameters<SharedCatalog['set']>[0] {
  return { catalog, ...(cards && catalog.url !== undefined && catalog.site?.cards !== false && { cards }) };
}

/** Astro keeps the paths of a route until content changes: a new code is a new path. */
function forgetPaths(server: ViteDevServer): void {
  for (const environment of Object.values(server.environments)) environment.hot.send('astro:content-changed', {});
}

/** Has all modules of the site run again, the guides among them: every environment that renders pages has its own copies. */
function runAgain(server: ViteDevServer): void {
  for (const environment of Object.values(server.environments)) {
    if (environment === server.environments.client) continue;
    for (const [id, module] of environment.moduleGraph.idToModuleMap)
      if (id === resolved || isGuideModule(id)) environment.moduleGraph.invalidateModule(module);
    environment.hot.send({ type: 'full-reload' });
  }
}

/** Has browsers ask for their pages again, with the paths that there are now. */
function reload(server: ViteDevServer): void {
  forgetPaths(server);
  server.environments.client.hot.send({ type: 'full-reload' });
  // A page that was being rendered meanwhile has put the old paths back.
  setTimeout(() => forgetPaths(server), 1000).unref();
}

/**
 * The Vite plugin behind `virtual:errdex`: `catalog`, `frame`, `problems`, to which pages add, `madeFrom`, which tells Astro what a page
 * depends on, and `groupOf`, by which pages that are made together are taken over.
 * @param live gives the catalog, and tells when there is a new one in development
 * @param shared carries the catalog to the pages
 * @param getFrame gives the frame; called when Astro's configuration is complete
 * @param cards takes what is on the pictures of pages
 */
export function virtualModule(live: Live, shared: SharedCatalog, getFrame: () => Frame, cards: CardSink): Plugin {
  /** Guides as they are in modules; undefined where that cannot be told. */
  const guidesOf = (catalog: CompiledCatalog): string | undefined =>
    hasOwnCode(catalog) ? undefined : JSON.stringify([...bodiesOf(catalog)]);
  let guides: string | undefined;
  /** Whether any environment has asked for the catalog. */
  let isLoaded = false;
  return {
    name: 'errdex',
    enforce: 'pre',
    resolveId: (id) => (id === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined;
      const { catalog } = await live.get();
      const { strict } = getFrame();
      isLoaded = true;
      guides = guidesOf(catalog);
      shared.set(sharedOf(catalog, strict ? cards : undefined));
      const values = [`{ catalog, cards, groupOf } = ${shared.expression}`, `problems = ${shared.problemList}`];
      return [
        `export const frame = ${JSON.stringify(getFrame())};`,
        ...values.map((value) => `export ${strict ? 'const' : 'let'} ${value};`),
        `export const madeFrom = (...things) => ${shared.prints}?.(things);\n`,
        // To run all modules of the site again takes as long as the rest of an edit.
        ...(strict ? [] : [shared.following(this.environment.name, values.map((value) => `(${value});`).join(' '))]),
      ].join('\n');
    },
    configureServer(server) {
      const onNewState = followLatePages(server, () => getFrame().root);
      live.watch(server, (catalog) => {
        onNewState();
        const before = guides;
        guides = guidesOf(catalog);
        shared.set(sharedOf(catalog));
        // Where none has, as in a catalog that begins broken, Astro's own modules would be run again while they begin, and find no page for ever.
        if (isLoaded && (guides === undefined || guides !== before)) runAgain(server);
        reload(server);
      });
    },
  };
}
