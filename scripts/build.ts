import { closeSync } from 'node:fs';
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
import { emittedApart } from './emit/emit-process.ts';
import { outputs } from './emit/index.ts';
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
  // Where there is a last output, most is taken over from it, and the artifacts take as long as another process would to start.
  const isApart = site !== undefined && files.length > 0 && (survey?.manifest.size ?? 0) === 0;
  const stop = new AbortController();
  const fill = async (folder: FreshFolder): Promise<Stage<number>> => {
    const reused = folder.last && cache && { last: folder.last, prints: cache.prints };
    const assets = [...(run.loaded?.assets.values() ?? []), ...(run.loaded?.images.values() ?? [])];
    const emitting = isApart
      ? emittedApart({ catalog, folder: folder.path, cache: folder.last && { identity: tool, folder: folder.last.folder } }, files, stop.signal)
      : undefined;
    // It is asked for what came of it when the pages are there.
    emitting?.catch(() => undefined);
    let written: Stage<number> | undefined;
    const artifacts = async (): Promise<boolean> => {
      const rest = emitting ? assets : outputs(catalog, site ? 'whole' : 'none', assets, reused && partOf(reused));
      written = await folder.write(rest);
      return written.value !== undefined;
    };
    if (!site) await artifacts();
    try {
      await site?.(catalog, { outDir: folder.path, catalogDir: resolve(root), ...reused, artifacts });
    } catch (error) {
      if (error instanceof GuideError) return { diagnostics: error.diagnostics };
      throw error;
    }
    if (!written) throw new Error('the pages were made without asking for the artifacts');
    const emitted = await emitting;
    if (!emitted) return written;
    if (emitted.notes) folder.last?.note(emitted.notes);
    return both(written, emitted.written);
  };
  let written: Stage<number>;
  try {
    written = await withFreshFolder(out, { base: basePath(catalog) }, fill, cache);
  } finally {
    stop.abort();
    for (const { file } of files) closeSync(file);
  }
  return {
    ...run,
    diagnostics: [...run.diagnostics, ...written.diagnostics],
    ...(written.value !== undefined && { files: written.value }),
  };
}

/** Two parts of the output as one. */
function both(one: Stage<number>, other: Stage<number>): Stage<number> {
  const isWhole = one.value !== undefined && other.value !== undefined;
  return { diagnostics: [...one.diagnostics, ...other.diagnostics], ...(isWhole && { value: one.value + other.value }) };
}

/** Path below which the site stands: `/` or `/docs`. */
export function basePath({ url }: CompiledCatalog): string {
  return url === undefined ? '/' : new URL(url).pathname;
}
