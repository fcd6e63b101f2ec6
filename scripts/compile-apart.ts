import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileBytes, writtenTo } from './cache/bytes.ts';
import type { Bytes, FileBytes } from './cache/bytes.ts';
import { cacheOf } from './cache/folder.ts';
import { asService, bytesOf, contentsOf, opened } from './cache/packed.ts';
import type { KnownService } from './cache/packed.ts';
import type { ContentPrints } from './cache/prints.ts';
import { diskShelf, emptyShelf } from './cache/shelf.ts';
import { leftOf, loadedFrom, withPlaces } from './check/locate.ts';
import type { Left } from './check/locate.ts';
import type { CompiledCatalog } from './compile/types.ts';
import { withTemporaryFolder } from './emit/writer.ts';
import { layoutOf } from './load/weigh.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { ownModule } from './model/own-module.ts';
import { compileCatalog } from './pipeline.ts';
import type { Context, Run } from './pipeline.ts';
import { apart } from './share/apart.ts';

/** What is to be compiled: plain data. */
export interface CompileTask extends Omit<Context, 'shelf' | 'store' | 'modules'> {
  readonly root: string;
  /** The output folder whose cache keeps services. Absent: nothing is kept. */
  readonly cachedFor: string | undefined;
  readonly identity: string;
}

/** A catalog for who has only to write what comes of it. */
export interface ToWrite extends Run {
  readonly contents?: ContentPrints;
  /** Open files with the bytes of the services, in order, where another process has compiled them; closed by whoever asked for them. */
  readonly files?: readonly FileBytes[];
}

/** From so many bytes of a catalog on, a process is worth its start. */
const usual = 4 * 2 ** 20;

/**
 * Compiles a catalog of which only what it becomes is wanted: its services are bytes, of which most is read when somebody asks for it. A large
 * one is compiled in a process of its own, of which nothing stays but the files that it has written.
 * @param large from how many bytes of YAML on
 */
export async function compiledToWrite(task: CompileTask, large = usual): Promise<ToWrite> {
  const bytes = (await layoutOf(task.root))?.services.reduce((sum, service) => sum + service.bytes, 0) ?? 0;
  if (bytes >= large) return await compiledInProcess(task);
  const { services, ...compiled } = await compileTo(task);
  return { ...runOf(compiled, services) };
}

/** What came of a catalog, as plain data. */
interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly left?: Left;
  /** The catalog without its services. */
  readonly catalog?: CompiledCatalog;
}

/** @param store puts away the bytes of a service as soon as it is compiled */
async function compileTo(
  { root, cachedFor, identity: tool, ...context }: CompileTask,
  store?: (bytes: Bytes) => Bytes,
): Promise<Compiled & { readonly services: readonly Bytes[] }> {
  const shelf =
    cachedFor === undefined
      ? emptyShelf<KnownService>(tool)
      : diskShelf(
          () => join(cacheOf(cachedFor), 'services'),
          () => tool,
          asService,
        );
  const { diagnostics: found, loaded, catalog } = await compileCatalog(root, { ...context, shelf, ...(store && { store }) });
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
function runOf({ diagnostics, left, catalog }: Compiled, services: readonly Bytes[]): Omit<ToWrite, 'files'> {
  const known = services.map(opened);
  return {
    diagnostics,
    ...(left && { loaded: loadedFrom(left) }),
    ...(catalog && { catalog: { ...catalog, services: known.map(({ compiled }) => compiled) }, contents: contentsOf(known) }),
  };
}

/** Megabytes up to which no garbage is looked for, what the next collection waits for, and room for new objects: it is a fifth of the time. */
const roomy = ['--initial-old-space-size=400', '--heap-growing-percent=50', '--min-semi-space-size=16', '--max-semi-space-size=16'];

type Told = Compiled & { readonly paths: readonly string[] };

async function compiledInProcess(task: CompileTask): Promise<ToWrite> {
  return await withTemporaryFolder(fileURLToPath(import.meta.url), async (folder) => {
    const { paths, ...compiled } = await apart<Told>(ownModule('compile-process'), { ...task, folder }, { node: roomy });
    // They are read when the folder is gone: whoever kills this process leaves nothing behind.
    const files = paths.map(fileBytes);
    return { ...runOf(compiled, files), files };
  });
}

/** Compiles with the bytes of services in files, by which one process gives them to another. */
export async function compileIntoFiles({ folder, ...task }: CompileTask & { readonly folder: string }): Promise<Told> {
  const paths = new Map<Bytes, string>();
  const store = (bytes: Bytes): FileBytes => {
    const path = join(folder, String(paths.size));
    const stored = writtenTo(path, bytes.all());
    paths.set(stored, path);
    return stored;
  };
  const { services, ...compiled } = await compileTo(task, store);
  return { ...compiled, paths: services.map((bytes) => paths.get(bytes) ?? paths.get(store(bytes)) ?? '') };
}
