import { resolve } from 'node:path';
import { identity } from './cache/identity.ts';
import type { Last } from './cache/last.ts';
import { printsOf } from './cache/prints.ts';
import type { Prints } from './cache/prints.ts';
import { surveyOf } from './cache/survey.ts';
import type { Survey } from './cache/survey.ts';
import { GuideError } from './check/guide-error.ts';
import { compiledToWrite } from './compile-apart.ts';
import type { CompiledCatalog } from './compile/types.ts';
import { startArtifacts } from './emit/artifacts.ts';
import { withFreshFolder } from './emit/writer.ts';
import type { FreshFolder } from './emit/writer.ts';
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
    /** Says, while pages are made, that none is wanted any more: what is made beside them has failed. */
    readonly signal: AbortSignal;
  },
) => Promise<void>;

export interface BuildOptions extends Omit<Context, 'shelf' | 'codes' | 'store' | 'memory'> {
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
  let surveyed: Promise<Survey> | undefined;
  const {
    contents,
    files = [],
    ...run
  } = await compiledToWrite(task, large, () => {
    if (isCached === true) surveyed = surveyOf(out, tool);
  });
  const survey = await surveyed;
  const { catalog } = run;
  if (!catalog) return run;

  const cache = survey && { survey, prints: printsOf(catalog, tool, contents) };
  const stop = new AbortController();
  const fill = async (folder: FreshFolder): Promise<Stage<number>> => {
    const reuse = folder.last && cache && { last: folder.last, prints: cache.prints };
    const assets = [...(run.loaded?.assets.values() ?? []), ...(run.loaded?.images.values() ?? [])];
    const withPages = site !== undefined;
    const all = startArtifacts({ catalog, folder, assets, withPages, reuse, identity: tool, files, stop });
    if (!site) await all.write();
    try {
      await site?.(catalog, {
        outDir: folder.path,
        catalogDir: resolve(root),
        ...reuse,
        artifacts: () => all.write(),
        signal: stop.signal,
      });
    } catch (error) {
      if (error instanceof GuideError) return { diagnostics: error.diagnostics };
      if (!stop.signal.aborted) throw error;
    }
    return await all.finish();
  };
  let written: Stage<number>;
  try {
    written = await withFreshFolder(out, { base: basePath(catalog) }, fill, cache);
  } finally {
    stop.abort();
    for (const file of files) file.close();
  }
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
