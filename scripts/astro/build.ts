import { join } from 'node:path';
import type { Last } from '../cache/last.ts';
import type { Prints } from '../cache/prints.ts';
import { copyFiles } from '../cache/program.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { cardPath } from '../emit/paths.ts';
import { temporaryFolder } from '../emit/writer.ts';
import { ownModule } from '../model/own-module.ts';
import { apart } from '../share/apart.ts';
import { makeBundle } from './bundle.ts';
import type { BundleTask } from './bundle.ts';
import { siteFolder } from './config.ts';
import { pagesFromBundle } from './from-bundle.ts';
import { guideMistake, hasOwnCode } from './guides.ts';
import { assetsFolder, bundleKeyOf, keptBundle } from './kept-bundle.ts';
import type { Bundle, KeptBundle } from './kept-bundle.ts';
import { fileOf } from './program.ts';
import type { PagePath } from './program.ts';
import { shareCatalog } from './shared.ts';
import type { Waiting } from './shared.ts';

export interface BuildSiteOptions {
  /** Folder to write to, absolute. What stands there stays; no page may be there yet, unless `last` knows of it. */
  readonly outDir: string;
  /** Path below which the site is served: `/docs`. Default: the path of the catalog's `url`. */
  readonly base?: string;
  /** Origin of the site, for canonical links: `https://errors.example`. Default: that of the catalog's `url`. */
  readonly site?: string;
  /** Folder of the catalog, absolute: where guides import their own components from. */
  readonly catalogDir?: string;
  /** The last output, and what tells whether its pages are still right. Absent: all pages are made. */
  readonly last?: Last;
  readonly prints?: Prints;
  /**
   * Writes the artifacts. It is called when the program that renders the pages is made, before the first page: while the bundler runs, whoever
   * called it still has nothing but the catalog in memory. Where it gives false, there are no pages.
   */
  readonly artifacts?: () => Promise<boolean>;
  /** Ends the making of pages. */
  readonly signal?: AbortSignal;
  /** Told now and then how many of all pages are there. */
  readonly onPages?: (done: number, all: number) => void;
  /** From how many codes on the bundler has a process of its own. Tests do so with a few. */
  readonly many?: number;
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/**
 * Writes the pages of a catalog: Astro's own `build()` makes the program that renders them, unless an earlier build has kept it.
 * Artifacts (JSON, Markdown, schemas) are not its business.
 * @throws GuideError when the code of a guide fails; the reason of the signal; else whatever Astro throws: with a compiled catalog that is a bug of ours
 */
export async function buildSite(catalog: CompiledCatalog, options: BuildSiteOptions): Promise<void> {
  const { last, prints, outDir, catalogDir } = options;
  const url = catalog.url === undefined ? undefined : new URL(catalog.url);
  const site = options.site ?? url?.origin;
  const base = options.base ?? url?.pathname ?? '/';
  // Whole addresses are made from what is built, not from what the catalog says of another place.
  const placed = site === undefined ? catalog : { ...catalog, url: new URL(base, site).href.replace(/\/+$/, '') };
  const reuse = last && prints && { last, prints };
  const key = reuse && bundleKeyOf(placed, reuse.prints, { site, base, catalogDir });
  const kept = key === undefined ? undefined : last && keptBundle(last, key);
  const shared = shareCatalog(reuse && ((things) => reuse.prints.of(things)), kept?.note.id);
  const waiting: Waiting = new Map();
  const isOwn = hasOwnCode(placed);
  const temporary = await temporaryFolder(siteFolder);
  const folder = temporary.path;
  const isLeft = (page: PagePath): boolean => {
    if (!isGuidePage(page)) return false;
    // What the last output has there is in the way.
    last?.keep(fileOf(page), undefined, { beside: cardPath(page.pathname) });
    return true;
  };

  /** Has Astro make the program. */
  async function bundled(): Promise<Bundle> {
    const task: BundleTask = {
      outDir,
      base,
      site,
      catalogDir,
      folder,
      id: shared.id,
      logLevel: options.logLevel ?? 'warn',
      catalog: isOwn ? placed : { ...placed, services: [] },
      keep: last && key !== undefined ? { folder: last.folder, key } : undefined,
    };
    if (isOwn) return await makeBundle(task, { shared, cards: waiting, isLeft });
    const codes = placed.services.reduce((sum, service) => sum + service.codes.length, 0);
    return codes < (options.many ?? many)
      ? await makeBundle(task)
      : await apart<Bundle>(ownModule('astro/bundle-process'), task, { ...(options.signal && { signal: options.signal }) });
  }
  /** A copy of a kept one: Node would give the module of before, with the catalog of before. Nothing where another build has taken it away. */
  function copied({ folder: from, note, paths }: KeptBundle): Bundle | undefined {
    try {
      copyFiles(paths.map((path) => [join(from, path), join(folder, path)]));
    } catch {
      return undefined;
    }
    return { folder, note, assets: paths.filter((path) => path.startsWith(`${assetsFolder}/`)) };
  }
  try {
    const bundle = (kept && copied(kept)) ?? (await bundled());
    if ((await options.artifacts?.()) === false) return;
    await pagesFromBundle(placed, bundle, {
      outDir,
      base,
      site,
      shared,
      reuse,
      waiting,
      onPages: options.onPages,
      signal: options.signal,
      warn: (message) => process.emitWarning(message),
      isDone: isOwn ? isGuidePage : () => false,
    });
  } catch (error) {
    throw guideMistake(error, catalog) ?? error;
  } finally {
    shared.remove();
    await temporary.remove();
  }
}

/** So many codes are worth a process of its own for Astro and its bundler, which takes a third of a second to start. */
const many = 500;

/** The pages of guides. */
const isGuidePage = ({ route }: PagePath): boolean => /(?:^|[/-])guide\.astro$/.test(route.component);
