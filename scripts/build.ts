import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identity } from './cache/identity.ts';
import { cacheOf } from './cache/folder.ts';
import { partOf } from './cache/last.ts';
import type { Last } from './cache/last.ts';
import { asService, bytesIn, bytesIntoFiles, bytesOf, contentsOf, opened } from './cache/packed.ts';
import type { KnownService } from './cache/packed.ts';
import { printsOf } from './cache/prints.ts';
import type { ContentPrints, Prints } from './cache/prints.ts';
import { knownServices } from './cache/services.ts';
import type { KnownServices } from './cache/services.ts';
import { diskShelf, emptyShelf } from './cache/shelf.ts';
import type { Shelf } from './cache/shelf.ts';
import { surveyOf } from './cache/survey.ts';
import { GuideError } from './check/guide-error.ts';
import { check } from './check/index.ts';
import { leftOf, loadedFrom, withPlaces } from './check/locate.ts';
import type { Left } from './check/locate.ts';
import type { Checked } from './check/index.ts';
import { compile } from './compile/index.ts';
import type { CompiledCatalog } from './compile/types.ts';
import { outputs } from './emit/index.ts';
import { withFreshFolder, withTemporaryFolder } from './emit/writer.ts';
import { loadCatalog } from './load/index.ts';
import type { ModuleMemory } from './load/module-memory.ts';
import { withoutValues } from './load/types.ts';
import { layoutOf } from './load/weigh.ts';
import type { LoadedCatalog } from './load/types.ts';
import type { Diagnostic, Stage } from './model/diagnostic.ts';
import { ownModule } from './model/own-module.ts';
import { apart } from './share/apart.ts';
import { checkShares } from './share/index.ts';
import { withSnippets } from './snippet/proofs.ts';

/** What a run needs from outside: no stage has a clock. */
export interface Context {
  /** Today, as an ISO 8601 date. */
  readonly today: string;
  readonly toolVersion: string;
  /** Where the site will stand, if not where the catalog says: origin and base path. */
  readonly url?: string;
  /** Addresses of pages end without a slash. */
  readonly trailingSlash?: false;
  /** Without the snippets, and without what is wrong with their record: for the proof, which makes it anew. */
  readonly unproven?: boolean;
  /** Where services are kept from one run to the next. Absent: all are checked and compiled. */
  readonly shelf?: Shelf<KnownService>;
  /** What modules of the catalog gave before. Absent: each is run. */
  readonly modules?: ModuleMemory;
}

/** How far a run came. `catalog` is there unless a finding is an error. */
export interface Run {
  readonly diagnostics: readonly Diagnostic[];
  readonly loaded?: LoadedCatalog;
  readonly catalog?: CompiledCatalog;
}

/** What came of load and check: a catalog that may be compiled, or the findings that forbid it. */
interface Sound extends Run {
  readonly checked?: Checked;
  readonly kept?: KnownServices;
}

async function loadAndCheck(root: string, { today, shelf, modules }: Pick<Context, 'today' | 'shelf' | 'modules'>): Promise<Sound> {
  const loaded = await loadCatalog(root, modules && { modules });
  if (!loaded.value) return { diagnostics: loaded.diagnostics };
  const kept = shelf && knownServices(shelf, loaded.value, today);
  const checked = check(loaded.value, { today, ...(kept && { known: kept.known }) });
  const diagnostics = [...loaded.diagnostics, ...checked.diagnostics];
  const sound = checked.value.complete && !hasErrors(diagnostics);
  return { diagnostics, loaded: withoutValues(loaded.value), ...(sound && { checked: checked.value }), ...(kept && { kept }) };
}

/** load -> check: the findings of {@link compileCatalog}, all of them and no other, without what only pages and artifacts need. */
export async function checkCatalog(root: string, context: Pick<Context, 'today' | 'toolVersion'>): Promise<Run> {
  const { today, toolVersion } = context;
  // Whether recorded snippets are those that would be shown, only a compiled catalog tells.
  return (await checkShares(root, { today })) ?? (await compileCatalog(root, { today, toolVersion }));
}

/** load -> check -> compile. All findings of all files; a catalog only where none of them is an error. */
export async function compileCatalog(root: string, context: Context): Promise<Run> {
  const { checked, kept, ...run } = await loadAndCheck(root, context);
  return checked ? compiled(checked, run, context, kept) : run;
}

/** compile, and the snippets that have run. */
function compiled(checked: Checked, run: Run, context: Context, kept?: KnownServices): Run {
  if (!run.loaded) return run;
  const { value, diagnostics: found, looked } = compile(checked, run.loaded, { ...context, ...(kept && { known: kept.known }) });
  const put = found.length === 0 ? kept?.keep(value.services, run.diagnostics, looked) : undefined;
  const proven = withSnippets(put ? { ...value, services: put } : value, context.unproven ? undefined : run.loaded.proofs);
  const diagnostics = [...run.diagnostics, ...found, ...proven.diagnostics];
  if (hasErrors(diagnostics)) return { ...run, diagnostics };
  return { ...run, diagnostics, catalog: placed(proven.value, context) };
}

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

export interface BuildOptions extends Context {
  readonly catalog: string;
  readonly out: string;
  /** Absent: artifacts only. */
  readonly site?: SiteBuilder;
  /** Whether what is unchanged is taken over from the last output. Absent: no. */
  readonly cache?: boolean;
  /** From how many bytes of a catalog on a process of its own compiles it. Tests have it compile small ones. */
  readonly large?: number;
}

/** What came of a catalog, as plain data. */
export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly left?: Left;
  /** The catalog without its services, and the bytes of those. */
  readonly catalog?: CompiledCatalog;
  readonly services: readonly Buffer[];
}

/** What is to be compiled: plain data. */
export interface CompileTask extends Omit<Context, 'shelf' | 'modules'> {
  readonly root: string;
  /** The output folder whose cache keeps services. Absent: nothing is kept. */
  readonly cachedFor: string | undefined;
  readonly identity: string;
}

/** {@link compileCatalog} for who has only to write what comes of it. */
export async function compiledToWrite({ root, cachedFor, identity: tool, ...context }: CompileTask): Promise<Compiled> {
  const shelf =
    cachedFor === undefined
      ? emptyShelf<KnownService>(tool)
      : diskShelf(
          () => join(cacheOf(cachedFor), 'services'),
          () => tool,
          asService,
        );
  const { diagnostics: found, loaded, catalog } = await compileCatalog(root, { ...context, shelf });
  if (!loaded) return { diagnostics: found, services: [] };
  const diagnostics = withPlaces(found, loaded);
  return {
    diagnostics,
    left: leftOf(loaded, diagnostics),
    ...(catalog && { catalog: { ...catalog, services: [] } }),
    services: (catalog?.services ?? []).map(bytesOf),
  };
}

/** The same as compiling gives. */
function runOf({ diagnostics, left, catalog, services }: Compiled): Run & { readonly contents?: ContentPrints } {
  const known = services.map(opened);
  return {
    diagnostics,
    ...(left && { loaded: loadedFrom(left) }),
    ...(catalog && { catalog: { ...catalog, services: known.map(({ compiled }) => compiled) }, contents: contentsOf(known) }),
  };
}

/** From so many bytes of a catalog on, a process is worth its start. */
const usual = 4 * 2 ** 20;

/** Compiles a large catalog in a process of its own, of which nothing stays but the bytes that came of it. */
async function compiledApart(options: BuildOptions, tool: string): Promise<ReturnType<typeof runOf>> {
  const { catalog, out, cache, today, toolVersion, url, trailingSlash, large = usual } = options;
  const task: CompileTask = {
    root: catalog,
    today,
    toolVersion,
    identity: tool,
    cachedFor: cache === true ? out : undefined,
    ...(url !== undefined && { url }),
    ...(trailingSlash === false && { trailingSlash }),
  };
  const bytes = (await layoutOf(catalog))?.services.reduce((sum, service) => sum + service.bytes, 0) ?? 0;
  return runOf(bytes < large ? await compiledToWrite(task) : await compiledInProcess(task));
}

/** {@link compiledToWrite} with the bytes of services in files, by which one process gives them to another. */
export async function compiledIntoFiles({ folder, ...task }: CompileTask & { folder: string }): Promise<Compiled & { files: string[] }> {
  const { services, ...rest } = await compiledToWrite(task);
  return { ...rest, services: [], files: bytesIntoFiles(folder, services) };
}

/** Megabytes up to which no garbage is looked for: what is compiled needs them anyway. It is a tenth of the time. */
const roomy = '--initial-old-space-size=300';

async function compiledInProcess(task: CompileTask): Promise<Compiled> {
  return await withTemporaryFolder(fileURLToPath(import.meta.url), async (folder) => {
    type Told = Awaited<ReturnType<typeof compiledIntoFiles>>;
    const { files, ...rest } = await apart<Told>(ownModule('build-process'), { ...task, folder }, [roomy]);
    return { ...rest, services: files.map(bytesIn) };
  });
}

/** The main path: load -> check -> compile -> emit and site -> swap. With an error nothing is written and the old output stays. */
export async function build(options: BuildOptions): Promise<Run & { readonly files?: number }> {
  const tool = options.cache === true ? identity() : '';
  // While another process compiles, there is nothing else to do.
  const [{ contents, ...run }, survey] = await Promise.all([
    compiledApart(options, tool),
    options.cache === true ? surveyOf(options.out, tool) : undefined,
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

/** True when a finding is an error. */
function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === 'error');
}

function placed(catalog: CompiledCatalog, { url, trailingSlash }: Context): CompiledCatalog {
  return { ...catalog, ...(url !== undefined && { url: url.replace(/\/+$/, '') }), ...(trailingSlash === false && { trailingSlash }) };
}

/** Path below which the site stands: `/` or `/docs`. */
export function basePath({ url }: CompiledCatalog): string {
  return url === undefined ? '/' : new URL(url).pathname;
}
