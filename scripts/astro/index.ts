import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { outputs } from '../emit/index.ts';
import { writeInto } from '../emit/writer.ts';
import { remembering } from '../pipeline.ts';
import type { LookOptions } from './look.ts';
import { pages } from './pages.ts';
import { compileSource } from './source.ts';
import type { Source } from './source.ts';

/** Options of the integration. */
export interface ErrdexOptions extends LookOptions {
  /** The catalog folder: an absolute path, one relative to the root of the Astro project, or a file URL. Default: `catalog`. */
  readonly catalog?: string | URL;
  /** Path below which the pages stand: `/errors`. Default: the whole site is errdex. */
  readonly prefix?: string;
}

/**
 * The Astro integration: compiles a catalog, injects its pages into any Astro site, and writes the artifacts beside them.
 * This repository's own site uses it too.
 *
 * @throws Error when `prefix` is no path or a component is named that does not exist; while building, when the catalog has errors
 */
export default function errdex({ catalog = 'catalog', prefix = '', ...look }: ErrdexOptions = {}): AstroIntegration {
  let folder = '';
  let url: string | undefined;
  let trailingSlash: false | undefined;
  let latest: Source | undefined;
  let known: ReturnType<typeof remembering> | undefined;
  const source = async (): Promise<Source> =>
    (latest = await compileSource(folder, {
      // The one clock of this room: rules about planned removals ask for the day.
      today: new Date().toISOString().slice(0, 10),
      toolVersion: packageFile.version,
      ...known,
      ...(url !== undefined && { url }),
      ...(trailingSlash === false && { trailingSlash }),
    }));
  const { name, hooks } = pages({ source, prefix, folder: () => folder, ...look });
  return {
    name,
    hooks: {
      ...hooks,
      'astro:config:setup': async (options) => {
        // A build compiles once.
        if (options.command === 'dev') known = remembering();
        await hooks['astro:config:setup']?.(options);
      },
      'astro:config:done': async (options) => {
        const { site, base, root, build, trailingSlash: slash } = options.config;
        folder = catalog instanceof URL ? fileURLToPath(catalog) : resolve(fileURLToPath(root), catalog);
        // Artifacts name their own addresses; without `site` those that the catalog gives stand.
        if (site !== undefined) url = new URL(`${base.replace(/\/$/, '')}${prefix}`, site).href;
        // Where both are taken, a page has the address that hosts give its file: `shop/index.html` is `/shop/`, `shop.html` is `/shop`.
        trailingSlash = slash === 'never' || (slash === 'ignore' && build.format !== 'directory') ? false : undefined;
        await hooks['astro:config:done']?.(options);
      },
      'astro:build:done': async (options) => {
        await hooks['astro:build:done']?.(options);
        const { dir, logger } = options;
        const { catalog: compiled, assets } = latest ?? (await source());
        const { value, diagnostics } = await writeInto(
          fileURLToPath(new URL(`.${prefix}`, dir)),
          outputs(compiled, prefix === '' ? 'whole' : 'some', assets),
        );
        if (value === undefined) throw new Error(`errdex: ${diagnostics.map(({ message }) => message).join('; ')}`);
        logger.info(`${String(value)} artifacts`);
      },
    },
  };
}
