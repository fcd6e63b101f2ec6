import { join } from 'node:path';
import type { CompiledCatalog } from '../compile/types.ts';
import { siteConfig } from './config.ts';
import { bundleTaker } from './kept-bundle.ts';
import type { Bundle } from './kept-bundle.ts';
import type { PagePath, Place } from './program.ts';
import { shareCatalog } from './shared.ts';
import type { SharedCatalog, Waiting } from './shared.ts';
import { sourceOf } from './source.ts';

/** What Astro and its bundler are to make a program of: plain data. */
export interface BundleTask extends Place {
  /** Its services may be missing: the program finds them when it runs. */
  readonly catalog: CompiledCatalog;
  /** Folder of the catalog, absolute: where guides import their own components from. */
  readonly catalogDir: string | undefined;
  /** Where what is bundled for browsers goes, absolute. */
  readonly outDir: string;
  /** Where the rest goes, and what Astro and Vite keep while they run, absolute. */
  readonly folder: string;
  /** The name under which pages look for the catalog. */
  readonly id: string;
  /** The cache that keeps it for the next build too, and what it is made from. */
  readonly keep: { readonly folder: string; readonly key: string } | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Pages that Astro renders itself, and with what. */
export interface LeftToAstro {
  readonly shared: SharedCatalog;
  /** Takes what is on their pictures. */
  readonly cards: Waiting;
  readonly isLeft: (page: PagePath) => boolean;
}

/**
 * Has Astro's own `build()` make the program that renders the pages of a catalog.
 * @throws whatever Astro throws: that the code of a guide fails, or a bug of ours
 */
export async function makeBundle({ catalog, catalogDir, outDir, folder, ...task }: BundleTask, left?: LeftToAstro): Promise<Bundle> {
  const { build } = await import('astro');
  const { id, keep, base, site, logLevel } = task;
  const taker = bundleTaker({ folder: join(folder, 'bundle'), id, keep, leave: left?.isLeft });
  const shared = left?.shared ?? shareCatalog(undefined, id);
  await build({
    ...siteConfig(
      'build',
      {
        source: () => Promise.resolve(sourceOf(catalog)),
        folder: () => catalogDir,
        program: { taker, shared, cards: left?.cards ?? new Map() },
      },
      folder,
    ),
    outDir,
    base,
    logLevel,
    ...(site === undefined ? {} : { site }),
  });
  return taker.bundle();
}
