import type { AstroPrerenderer } from 'astro';
import { StaticPaths } from 'astro/runtime/prerender/static-paths.js';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyFiles, keptProgram } from '../cache/program.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import type { Scribe } from '../emit/scribe.ts';
import { withTemporaryFolder } from '../emit/writer.ts';
import { siteFolder } from './config.ts';
import { drawnBy, finishPages } from './finish.ts';
import { assetsFolder, programFolder } from './kept-bundle.ts';
import type { BundleNote } from './kept-bundle.ts';
import { stalePages } from './reuse.ts';
import type { StalePages } from './reuse.ts';
import type { Reuse } from '../cache/last.ts';
import { isFirstRun, shareCatalog } from './shared.ts';
import { placeOf, sharedOf } from './virtual.ts';
import { fileOf } from './written.ts';

/** Astro's program, as its build makes it (`astro/entrypoints/prerender`). */
interface PageProgram {
  readonly app: ConstructorParameters<typeof StaticPaths>[0] & {
    setInternals(internals: { pagesByKeys: ReadonlyMap<string, unknown> }): void;
    setOptions(options: { settings: { scripts: [] }; logger: { options: { destination: { write: () => void } } } }): void;
    render(request: Request, options: { routeData: unknown }): Promise<Response>;
  };
}

/** Where the pages go, and what they are made with. */
export interface FromBundleOptions {
  /** Folder to write to, absolute. */
  readonly outDir: string;
  /** Path below which the site is served. */
  readonly base: string;
  /** Origin of the site. */
  readonly site: string | undefined;
  readonly reuse: Reuse;
  /** Writes the pages and draws their pictures. */
  readonly scribe: Scribe;
  /** What the bundle is made from; see `bundleKeyOf`. */
  readonly key: string;
}

/**
 * Writes the pages of a catalog with the bundle that an earlier build has kept: the same program makes the same pages, without Astro's build
 * around it, which takes three seconds to start whatever is to be done.
 * @returns false where no whole bundle is kept; nothing is written then
 * @throws GuideError when a page finds mistakes in a guide; else whatever a page throws: with a compiled catalog that is a bug of ours
 */
export async function pagesFromBundle(catalog: CompiledCatalog, options: FromBundleOptions): Promise<boolean> {
  const kept = keptProgram(options.reuse.last.folder, options.key);
  if (!kept) return false;
  const note = JSON.parse(kept.note) as BundleNote;
  const shared = shareCatalog((things) => options.reuse.prints.of(things), note.id);
  const stale = stalePages(options.reuse);
  for (const name of note.bundled) stale.bundled.add(name);
  shared.set(sharedOf(catalog, drawnBy(options.scribe, options.reuse, stale)));
  const write = async (folder: string): Promise<boolean> => {
    const program = await started(join(folder, programFolder, note.entry));
    if (!program) return false;
    const assets = kept.paths.filter((path) => path.startsWith(`${assetsFolder}/`));
    copyFiles(assets.map((path) => [join(folder, path), join(options.outDir, path.slice(assetsFolder.length + 1))]));
    await render(program, note.styles, stale, options);
    const warn = (message: string): void => process.emitWarning(message);
    await finishPages(catalog, { shared, folder: options.outDir, reuse: options.reuse, scribe: options.scribe, warn });
    return true;
  };
  try {
    // Node would give the module of before, with the catalog of before.
    if (isFirstRun(join(kept.folder, note.entry))) return await write(kept.folder);
    return await withTemporaryFolder(siteFolder, async (folder) => {
      copyFiles(kept.paths.map((path) => [join(kept.folder, path), join(folder, path)]));
      return await write(folder);
    });
  } finally {
    shared.remove();
  }
}

/** Another build may have taken the bundle away in the meantime. */
async function started(entry: string): Promise<PageProgram | undefined> {
  try {
    process.env['NODE_ENV'] ??= 'production';
    return (await import(pathToFileURL(entry).href)) as PageProgram;
  } catch {
    return undefined;
  }
}

/** Renders the pages that are not taken over, as Astro's build does it for a site of folders, one after the other. */
async function render(
  { app }: PageProgram,
  styles: BundleNote['styles'],
  stale: StalePages,
  { base, site, scribe }: FromBundleOptions,
): Promise<void> {
  // Nobody listens: what Astro says of a page, it has said when the bundle was made.
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write: () => undefined } } } });
  app.setInternals({ pagesByKeys: new Map(styles.map(([key, own]) => [key, { styles: own }])) });
  const own: AstroPrerenderer = {
    name: 'errdex:kept',
    getStaticPaths: async () => await new StaticPaths(app).getAll(),
    render: async (request, { routeData }) => await app.render(request, { routeData }),
  };
  const root = base.replace(/\/$/, '');
  const pages = stale.only(own, placeOf(site, { root }));
  for (const page of await pages.getStaticPaths()) {
    const path = page.pathname.replace(/^\/|\/$/g, '');
    const url = new URL(`${root}/${path === '' ? '' : `${path}/`}`, site ?? 'http://localhost:4321');
    const response = await app.render(new Request(url), { routeData: page.route });
    if (response.status >= 300 && response.status < 400) throw new Error(`the page ${path} is a redirect of the server`);
    if (response.body) await scribe.write(fileOf(page), new Uint8Array(await response.arrayBuffer()));
  }
}
