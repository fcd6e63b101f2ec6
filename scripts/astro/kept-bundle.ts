import type { AstroPrerenderer } from 'astro';
import type { Plugin } from 'vite';
import type { Last } from '../cache/last.ts';
import type { Prints } from '../cache/prints.ts';
import { filesAt, filesBelow, keepProgram } from '../cache/program.ts';
import type { CompiledCatalog } from '../compile/types.ts';

/** What is noted of a bundle beside its files. */
export interface BundleNote {
  /** The module that gives Astro's `app`, below {@link programFolder}. */
  readonly entry: string;
  /** The name under which its pages look for the catalog. */
  readonly id: string;
  /** All that was bundled for browsers, of which pages show the names; what of it is a file stands below {@link assetsFolder}. */
  readonly bundled: readonly string[];
  /** The style sheets of each kind of page, by Astro's key for it. */
  readonly styles: readonly (readonly [key: string, styles: readonly unknown[]])[];
}

/** Where, in a kept bundle, the program stands that renders pages. */
export const programFolder = 'program';
/** Where the files stand that are copied into the output. */
export const assetsFolder = 'assets';

/**
 * What the bundle of the pages is made from: the tool, where the site stands, and the guides, which are a part of it.
 * @returns undefined where that cannot be told: what a guide imports is bundled too, and may be any file
 */
export function bundleKeyOf(
  { guides = [] }: CompiledCatalog,
  prints: Prints,
  place: { readonly site: string | undefined; readonly base: string; readonly catalogDir: string | undefined },
): string | undefined {
  const bodies = guides.flatMap(({ texts }) => Object.values(texts).map(({ file, body }) => [file, body]));
  if (bodies.some(([, body = '']) => /\b(?:import|export)\b/.test(body))) return undefined;
  return prints.of(['bundle', place.site ?? '', place.base, place.catalogDir ?? '', bodies, process.env['NODE_ENV'] ?? '']);
}

/** Keeps what the bundler makes for the next build. */
export interface BundleKeeper {
  readonly plugin: Plugin;
  /** Takes Astro's record of pages, to which the bundler adds their style sheets. */
  see(pages: ReadonlyMap<string, { readonly styles: readonly unknown[] }>): void;
  /** The same way of rendering; before it begins, the bundle is whole, and is kept. */
  around(own: AstroPrerenderer, outDir: string): AstroPrerenderer;
}

/**
 * @param key what the bundle is made from
 * @param bundled names of what was made for browsers, complete when pages are rendered
 * @param id the name under which pages look for the catalog
 */
export function bundleKeeper(last: Last, key: string, bundled: ReadonlySet<string>, id: string): BundleKeeper {
  let program: { readonly folder: string; readonly entry: string } | undefined;
  let pages: ReadonlyMap<string, { readonly styles: readonly unknown[] }> = new Map();

  function keep(outDir: string): void {
    if (!program) return;
    const files = new Map([...filesBelow(program.folder, `${programFolder}/`), ...filesAt(outDir, bundled, `${assetsFolder}/`)]);
    const styles = Array.from(pages, ([page, one]) => [page, one.styles] as const);
    const note: BundleNote = { entry: program.entry, id, bundled: [...bundled], styles };
    keepProgram(last.folder, key, files, JSON.stringify(note));
  }

  return {
    plugin: {
      name: 'errdex:bundle',
      writeBundle({ dir }, bundle) {
        if (this.environment.name !== 'prerender' || dir === undefined) return;
        // As Astro finds it.
        const entry = Object.keys(bundle).find((name) => name.startsWith('prerender-entry'));
        if (entry !== undefined) program = { folder: dir, entry };
      },
    },
    see: (all) => (pages = all),
    around: (own, outDir) => ({
      ...own,
      async setup() {
        keep(outDir);
        await own.setup?.();
      },
    }),
  };
}
