import type { KeptCodes } from './cache/kept-codes.ts';
import type { KnownService } from './cache/packed.ts';
import { knownServices } from './cache/services.ts';
import type { KnownServices, Store } from './cache/services.ts';
import { memoryShelf } from './cache/shelf.ts';
import type { Shelf } from './cache/shelf.ts';
import { check } from './check/index.ts';
import type { Checked } from './check/index.ts';
import { compile } from './compile/index.ts';
import { compileMemory } from './compile/memory.ts';
import type { CompileMemory } from './compile/memory.ts';
import type { CompiledCatalog } from './compile/types.ts';
import { loadCatalog } from './load/index.ts';
import { moduleMemory } from './load/module-memory.ts';
import type { ModuleMemory } from './load/module-memory.ts';
import type { TextMemory } from './load/read.ts';
import { withoutValues } from './load/types.ts';
import type { LoadedCatalog } from './load/types.ts';
import type { Diagnostic } from './model/diagnostic.ts';
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
  /** Where codes are kept from one run to the next, beside the shelf. Absent: of a service that has changed, all are compiled. */
  readonly codes?: KeptCodes;
  /** Puts away the bytes of a service as soon as it is compiled. Absent: they stay in memory. */
  readonly store?: Store;
  /** What is known of the catalog from the last time. Absent: all files are read, modules run, and codes compiled of services that changed. */
  readonly memory?: Memory;
}

/** What a process remembers that compiles the same catalog again and again. */
export interface Memory {
  readonly modules: ModuleMemory;
  readonly texts: TextMemory;
  readonly codes: CompileMemory;
}

/** A memory of nothing yet, with which every compilation after the first one is quick. */
export function remembering(): Required<Pick<Context, 'shelf' | 'memory'>> {
  return { shelf: memoryShelf(), memory: { modules: moduleMemory(), texts: new Map(), codes: compileMemory() } };
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

async function loadAndCheck(
  root: string,
  { today, shelf, codes, store, memory }: Pick<Context, 'today' | 'shelf' | 'codes' | 'store' | 'memory'>,
): Promise<Sound> {
  let kept: KnownServices | undefined;
  const loaded = await loadCatalog(root, {
    ...(memory && { modules: memory.modules, texts: memory.texts }),
    ...(shelf && { known: (read) => (kept = knownServices(shelf, read, { today, codes, store, texts: memory?.texts })).known }),
  });
  if (!loaded.value) return { diagnostics: loaded.diagnostics };
  // Where something cannot be read, nobody knows what others can refer to: all is looked at.
  if (loaded.value.incomplete.length > 0) kept = undefined;
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
  const {
    value,
    diagnostics: found,
    looked,
  } = compile(checked, run.loaded, {
    ...context,
    ...(kept && { known: kept.known }),
    memory: context.codes ?? context.memory?.codes,
  });
  const put = found.length === 0 ? kept?.keep(run.loaded.services, value.services, run.diagnostics, looked) : undefined;
  const proven = withSnippets(put ? { ...value, services: put } : value, context.unproven ? undefined : run.loaded.proofs);
  const diagnostics = [...run.diagnostics, ...found, ...proven.diagnostics];
  if (hasErrors(diagnostics)) return { ...run, diagnostics };
  return { ...run, diagnostics, catalog: placed(proven.value, context) };
}

/** True when a finding is an error. */
function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === 'error');
}

function placed(catalog: CompiledCatalog, { url, trailingSlash }: Context): CompiledCatalog {
  return { ...catalog, ...(url !== undefined && { url: url.replace(/\/+$/, '') }), ...(trailingSlash === false && { trailingSlash }) };
}
