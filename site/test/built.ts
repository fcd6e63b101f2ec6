import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build.ts';
import { buildSite } from '../../scripts/astro/build.ts';
import type { BuildSiteOptions } from '../../scripts/astro/build.ts';
import type { CompiledCatalog } from '../../scripts/compile/types.ts';

/** A site built into a temporary folder. */
export interface Built {
  root: string;
  /** Paths of all files, with `/`, sorted. */
  files: string[];
  read(file: string): string;
  remove(): void;
}

/** A folder of a built site, read for a test. */
export function readBuilt(root: string): Built {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return {
    root,
    files: files.toSorted(),
    read: (file) => readFileSync(join(root, file), 'utf8'),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Builds the shipped catalog as `npm run build` does, pages and artifacts, into a temporary folder. */
export async function builtShipped(): Promise<{ site: Built; catalog: CompiledCatalog }> {
  const out = join(mkdtempSync(join(tmpdir(), 'errdex-shipped-')), 'out');
  const catalog = fileURLToPath(new URL('../../catalog/', import.meta.url));
  const run = await build({ catalog, out, site: buildSite, today: '2026-11-20', toolVersion: '0.0.0' });
  if (!run.catalog) throw new Error(`the shipped catalog does not compile: ${JSON.stringify(run.diagnostics[0])}`);
  return { site: readBuilt(out), catalog: run.catalog };
}

/** Builds the pages of a catalog for a test. */
export async function built(catalog: CompiledCatalog, options: Partial<BuildSiteOptions> = {}): Promise<Built> {
  const root = mkdtempSync(join(tmpdir(), 'errdex-site-'));
  await buildSite(catalog, { outDir: root, logLevel: 'error', ...options });
  return readBuilt(root);
}
