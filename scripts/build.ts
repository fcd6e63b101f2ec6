import { resolve } from 'node:path';
import { identity } from './cache/identity.ts';
import { partOf } from './cache/last.ts';
import type { Last } from './cache/last.ts';
import { printsOf } from './cache/prints.ts';
import type { Prints } from './cache/prints.ts';
import { surveyOf } from './cache/survey.ts';
import { GuideError } from './check/guide-error.ts';
import { compiledToWrite } from './compile-process.ts';
import type { CompiledCatalog } from './compile/types.ts';
import { outputs } from './emit/index.ts';
import { withFreshFolder } from './emit/writer.ts';
import type { Stage } from './model/diagnostic.ts';
import type { Context, Run } from './pipeline.ts';

/** Writes the pages of a catalog into a folder. Given from outside: only the Astro room knows Astro. */
export type SiteBuilder = (
  catalog: CompiledCatalog,
  folder: {
    readonly outDir: string;
    readonly catalogDir: string;
    readonly last?: Last;
    readonly prints?: Prints;
    /** Writes everything else; to be called once, before any page is rendered. Gives false where that cannot be: then no page is wanted. */
    readonly artifacts: () => Promise<boolean>;
  },
) => Promise<void>;

export interface BuildOptions extends Omit<Context, 'shelf' | 'store' | 'modules'> {
  readonly catalog: string;
  readonly out: string;
  /** Absent: artifacts only. */
  readonly site?: SiteBuilder;
  /** Whether what is unchanged is taken over from the last output. Absent: no. */
  readonly cache?: boolean;
  /** From how many bytes of a catalog on a process of its own compiles it. Tests have it compile small ones. */
  readonly large?: number;
}

/** The main path: load -> check -> compile -> emit and site -> swap. With an error nothing is written and the old output stays. */
export async function build(options: BuildOptions): Promise<Run & { readonly files?: number }> {
  const { catalog: root, out, site, cache: isCached, large, ...context } = options;
  const tool = isCached === true ? identity() : '';
  const task = { ...context, root, identity: tool, cachedFor: isCached === true ? out : undefined };
  // While another process compiles, there is nothing else to do.
  const [{ contents, files = [], ...run }, survey] = await Promise.all([
    compiledToWrite(task, large),
    isCached === true ? surveyOf(out, tool) : undefined,
  ]);
  const { catalog } = run;
  if (!catalog) return run;

  const cache = survey && { survey, prints: printsOf(catalog, tool, contents) };
  const written = await withFreshFolder(
    options.out,
    { base: basePath(catalog) },
    async (folder) => {
      const reused = folder.last && cache && { last: folder.last, prints: cache.prints };
      const assets = [...(run.loaded?.assets.values() ?? []), ...(run.loaded?.images.values() ?? [])];
      const written: Stage<number>[] = [];
      const artifacts = async (): Promise<boolean> => {
        const all = await folder.write(outputs(catalog, options.site ? 'whole' : 'none', assets, reused && partOf(reused)));
        written.push(all);
        return all.value !== undefined;
      };
      if (!options.site) await artifacts();
      try {
        await options.site?.(catalog, { outDir: folder.path, catalogDir: resolve(options.catalog), ...reused, artifacts });
      } catch (error) {
        if (error instanceof GuideError) return { diagnostics: error.diagnostics };
        throw error;
      }
      if (!written[0]) throw new Error('the pages were made without asking for the artifacts');
      return written[0];
    },
    cache,
  );
  return {
    ...run,
    diagnostics: [...run.diagnostics, ...written.diagnostics],
    ...(written.value !== undefined && { files: written.value }),
  };
}

/** Path below which the site stands: `/` or `/docs`. */
export function basePath({ url }: CompiledCatalog): string {
  return url === undefined ? '/' : new URL(url).pathname;
}
