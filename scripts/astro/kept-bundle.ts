import type { AstroPrerenderer } from 'astro';
import type { Plugin } from 'vite';
import type { Last } from '../cache/last.ts';
import type { Prints } from '../cache/prints.ts';
import { filesAt, filesBelow, keepProgram, keptProgram, writeFiles } from '../cache/program.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { bodiesOf, hasOwnCode } from './guides.ts';
import type { PagePath, PageStyles } from './program.ts';

/** What is noted of a bundle beside its files. */
export interface BundleNote {
  /** The module that gives Astro's `app`, below {@link programFolder}. */
  readonly entry: string;
  /** The name under which its pages look for the catalog. */
  readonly id: string;
  /** All that was bundled for browsers, of which pages show the names; what of it is a file stands below {@link assetsFolder}. */
  readonly bundled: readonly string[];
  readonly styles: PageStyles;
}

/** A bundle that renders the pages. */
export interface Bundle {
  /** Where its files stand, absolute. */
  readonly folder: string;
  readonly note: BundleNote;
  /** Those of its files that are not in the output yet: paths below the folder. */
  readonly assets: readonly string[];
}

/** Where, in a bundle, the program stands that renders pages. */
export const programFolder = 'program';
/** Where the files stand that are copied into the output. */
export const assetsFolder = 'assets';

/**
 * What the bundle of the pages is made from: the tool, where the site stands, and the guides, which are a part of it.
 * @returns undefined where that cannot be told: what a guide imports is bundled too, and may be any file
 */
export function bundleKeyOf(
  catalog: CompiledCatalog,
  prints: Prints,
  place: { readonly site: string | undefined; readonly base: string; readonly catalogDir: string | undefined },
): string | undefined {
  if (hasOwnCode(catalog)) return undefined;
  const bodies = [...bodiesOf(catalog)];
  return prints.of(['bundle', place.site ?? '', place.base, place.catalogDir ?? '', bodies, process.env['NODE_ENV'] ?? '']);
}

/** A bundle of an earlier build. Another build may take it away at any moment. */
export interface KeptBundle {
  /** Absolute. */
  readonly folder: string;
  readonly note: BundleNote;
  /** Paths of its files below the folder. */
  readonly paths: readonly string[];
}

/** The bundle that an earlier build has kept. @param key what it is made from */
export function keptBundle({ folder }: Last, key: string): KeptBundle | undefined {
  const kept = keptProgram(folder, key);
  return kept && { ...kept, note: JSON.parse(kept.note) as BundleNote };
}

/** Takes what the bundler makes out of Astro's build, which renders nothing itself but guides that have code of their own. */
export interface BundleTaker {
  readonly plugin: Plugin;
  /** Takes Astro's record of pages, to which the bundler adds their style sheets. */
  see(pages: ReadonlyMap<string, { readonly styles: readonly unknown[] }>): void;
  /** Astro's way of rendering, for the pages that it is left with: it is asked when the bundle is whole. */
  prerenderer(own: AstroPrerenderer, outDir: string): AstroPrerenderer;
  /** The bundle. @throws Error where Astro's build has not come so far */
  bundle(): Bundle;
}

/** What to do with a bundle. */
export interface TakeOptions {
  /** Where it is put, absolute: Astro takes its own away. */
  readonly folder: string;
  /** The name under which pages look for the catalog. */
  readonly id: string;
  /** The cache that keeps it for the next build too, and what it is made from. */
  readonly keep: { readonly folder: string; readonly key: string } | undefined;
  /** Tells which pages Astro renders itself; none where it is not given. */
  readonly leave: ((page: PagePath) => boolean) | undefined;
}

/** Gives a taker for one build. */
export function bundleTaker({ folder, id, keep, leave }: TakeOptions): BundleTaker {
  const bundled = new Set<string>();
  let program: { readonly folder: string; readonly entry: string } | undefined;
  let pages: ReadonlyMap<string, { readonly styles: readonly unknown[] }> = new Map();
  let taken: Bundle | undefined;

  function take(outDir: string): void {
    if (!program) return;
    const files = filesBelow(program.folder, `${programFolder}/`);
    const styles = Array.from(pages, ([page, one]) => [page, one.styles] as const);
    const note: BundleNote = { entry: program.entry, id, bundled: [...bundled], styles };
    if (keep)
      keepProgram(keep.folder, keep.key, new Map([...files, ...filesAt(outDir, bundled, `${assetsFolder}/`)]), JSON.stringify(note));
    writeFiles(folder, files);
    taken = { folder, note, assets: [] };
  }

  return {
    plugin: {
      name: 'errdex:bundle',
      generateBundle(_options, bundle) {
        const isClient = this.environment.name === 'client';
        for (const name of Object.keys(bundle)) if (isClient || !/\.m?js$/.test(name)) bundled.add(name);
      },
      writeBundle({ dir }, bundle) {
        if (this.environment.name !== 'prerender' || dir === undefined) return;
        // As Astro finds it.
        const entry = Object.keys(bundle).find((name) => name.startsWith('prerender-entry'));
        if (entry !== undefined) program = { folder: dir, entry };
      },
    },
    see: (all) => (pages = all),
    prerenderer: (own, outDir) => ({
      ...own,
      name: 'errdex:bundle',
      async setup() {
        take(outDir);
        // It loads the program.
        if (leave) await own.setup?.();
      },
      getStaticPaths: async () => (leave ? (await own.getStaticPaths()).filter(leave) : []),
    }),
    bundle() {
      if (!taken) throw new Error('Astro has made no program that renders pages');
      return taken;
    },
  };
}
