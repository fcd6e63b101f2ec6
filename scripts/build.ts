import { identity } from './cache/identity.ts';
import { printsOf } from './cache/prints.ts';
import type { Last } from './cache/last.ts';
import type { Prints } from './cache/prints.ts';
import { check } from './check/index.ts';
import { compile } from './compile/index.ts';
import type { CompiledCatalog } from './compile/types.ts';
import { emit } from './emit/index.ts';
import { withFreshFolder } from './emit/writer.ts';
import type { CacheOptions } from './emit/writer.ts';
import { loadCatalog } from './load/index.ts';
import type { LoadedCatalog } from './load/types.ts';
import type { Diagnostic } from './model/diagnostic.ts';

/** What a run needs from outside: no stage has a clock. */
export interface Context {
  /** Today, as an ISO 8601 date. */
  readonly today: string;
  readonly toolVersion: string;
  /** Where the site will stand, if not where the catalog says: origin and base path. */
  readonly url?: string;
}

/** How far a run came. `catalog` is there unless a finding is an error. */
export interface Run {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded?: LoadedCatalog;
  readonly catalog?: CompiledCatalog;
}

/** load -> check -> compile. All findings of all files; a catalog only where none of them is an error. */
export async function compileCatalog(root: string, context: Context): Promise<Run> {
  const loaded = await loadCatalog(root);
  if (!loaded.value) return { diagnostics: loaded.diagnostics };

  const checked = check(loaded.value, context);
  const findings = [...loaded.diagnostics, ...checked.diagnostics];
  if (!checked.value.complete || hasErrors(findings)) return { diagnostics: findings, loaded: loaded.value };

  const compiled = compile(checked.value, loaded.value, context);
  findings.push(...compiled.diagnostics);
  if (!compiled.value || hasErrors(findings)) return { diagnostics: findings, loaded: loaded.value };
  return { diagnostics: findings, loaded: loaded.value, catalog: withUrl(compiled.value, context.url) };
}

/** Writes the pages of a catalog into a folder. Given from outside: only the Astro room knows Astro. */
export type SiteBuilder = (
  catalog: CompiledCatalog,
  folder: { readonly outDir: string; readonly last?: Last; readonly prints?: Prints },
) => Promise<void>;

export interface BuildOptions extends Context {
  readonly catalog: string;
  readonly out: string;
  /** Absent: artifacts only. */
  readonly site?: SiteBuilder;
  /** Whether what is unchanged is taken over from the last output. Absent: no. */
  readonly cache?: boolean;
}

/** The main path: load -> check -> compile -> site and emit -> swap. With an error nothing is written and the old output stays. */
export async function build(options: BuildOptions): Promise<Run & { readonly files?: number }> {
  const run = await compileCatalog(options.catalog, options);
  const { catalog } = run;
  if (!catalog) return run;

  const cache = options.cache === true ? cacheOf(catalog) : undefined;
  const written = await withFreshFolder(
    options.out,
    { base: basePath(catalog) },
    async (folder) => {
      await options.site?.(catalog, { outDir: folder.path, ...(folder.last && cache && { last: folder.last, prints: cache.prints }) });
      return await folder.write(emit(catalog));
    },
    cache,
  );
  return {
    ...run,
    diagnostics: [...run.diagnostics, ...written.diagnostics],
    ...(written.value !== undefined && { files: written.value }),
  };
}

/** What tells whether a file of the last output would be made again as it is. */
function cacheOf(catalog: CompiledCatalog): CacheOptions {
  const tool = identity();
  return { identity: tool, prints: printsOf(catalog, tool) };
}

/** True when a finding is an error. */
function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === 'error');
}

function withUrl(catalog: CompiledCatalog, url: string | undefined): CompiledCatalog {
  return url === undefined ? catalog : { ...catalog, url: url.replace(/\/+$/, '') };
}

/** Path below which the site stands: `/` or `/docs`. */
function basePath({ url }: CompiledCatalog): string {
  return url === undefined ? '/' : new URL(url).pathname;
}
