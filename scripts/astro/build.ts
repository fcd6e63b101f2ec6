import type { CompiledCatalog } from '../compile/types.ts';
import type { Last } from '../cache/last.ts';
import type { Prints } from '../cache/prints.ts';
import { openScribe } from '../emit/scribe.ts';
import { withTemporaryFolder } from '../emit/writer.ts';
import { siteConfig, siteFolder } from './config.ts';
import { pagesFromBundle } from './from-bundle.ts';
import { sourceOf } from './source.ts';
import { guideMistake } from './guides.ts';
import { bundleKeyOf } from './kept-bundle.ts';

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
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/**
 * Writes the pages of a catalog with Astro's own `build()`. Artifacts (JSON, Markdown, schemas) are not its business.
 * @throws GuideError when the code of a guide fails; else whatever Astro throws: with a compiled catalog that is a bug of ours
 */
export async function buildSite(catalog: CompiledCatalog, options: BuildSiteOptions): Promise<void> {
  const { last, prints } = options;
  const url = catalog.url === undefined ? undefined : new URL(catalog.url);
  const site = options.site ?? url?.origin;
  const base = options.base ?? url?.pathname ?? '/';
  // Whole addresses are made from what is built, not from what the catalog says of another place.
  const placed = site === undefined ? catalog : { ...catalog, url: new URL(base, site).href.replace(/\/+$/, '') };
  const source = () => Promise.resolve(sourceOf(placed));
  const { outDir, catalogDir } = options;
  const reuse = last && prints && { last, prints };
  const bundleKey = reuse && bundleKeyOf(placed, reuse.prints, { site, base, catalogDir });
  const scribe = openScribe(outDir, catalog.site?.accent?.light);
  try {
    if (reuse && bundleKey !== undefined && (await pagesFromBundle(placed, { outDir, base, site, reuse, scribe, key: bundleKey }))) return;
    // Whoever has a bundle needs nothing of Astro's build: it is loaded for those who have none.
    const { build } = await import('astro');
    await withTemporaryFolder(siteFolder, (folder) =>
      build({
        ...siteConfig('build', { source, folder: () => catalogDir, scribe, ...(reuse && { reuse, bundleKey }) }, folder),
        outDir,
        base,
        logLevel: options.logLevel ?? 'warn',
        ...(site === undefined ? {} : { site }),
      }),
    );
  } catch (error) {
    throw guideMistake(error, catalog) ?? error;
  } finally {
    await scribe.end();
  }
}
