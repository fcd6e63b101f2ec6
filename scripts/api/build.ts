import { build as buildAll } from '../build.ts';
import type { SiteBuilder } from '../build.ts';
import { CatalogError } from '../check/catalog-error.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { contextOf } from './options.ts';
import type { Options } from './options.ts';

/** What to build, and where. */
export interface BuildOptions extends Options {
  /** Folder to write. What errdex wrote there before is replaced, whole; a folder of somebody else is refused. */
  readonly out: string;
  /** `false`: artifacts only, without the pages (seconds faster, and Astro is not needed). Default: `true`. */
  readonly site?: boolean;
  /** `false`: everything is made anew. Default: `true`: what is unchanged is taken over from the last output, with the same bytes. */
  readonly cache?: boolean;
}

/** What a build has written. */
export interface BuildResult {
  readonly catalog: CompiledCatalog;
  /** Number of artifacts: schemas, OpenAPI, AsyncAPI, JSON and Markdown. */
  readonly files: number;
}

/**
 * Writes the site and all artifacts of a catalog, as `errdex build` does. With an error nothing is written and the last output stays.
 *
 * @param folder of the catalog, relative to the working directory
 * @throws CatalogError when a finding is an error, or the output cannot be written
 */
export async function build(folder: string, { out, site = true, cache = true, ...options }: BuildOptions): Promise<BuildResult> {
  // Astro is seconds of start-up: only who wants the site pays, and only where there is one to build.
  const builder: SiteBuilder = async (...all) => {
    const { buildSite } = await import('../astro/build.ts');
    await buildSite(...all);
  };
  const run = await buildAll({ ...contextOf(options), catalog: folder, out, cache, ...(site && { site: builder }) });
  if (!run.catalog || run.files === undefined) throw new CatalogError(run, folder, options.cwd ?? process.cwd());
  return { catalog: run.catalog, files: run.files };
}
